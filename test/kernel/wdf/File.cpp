//===- File.cpp - Framework file objects ----------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "abi/DriverCall.h"
#include "abi/Export.h"
#include "io/Irp.h"
#include "io/Request.h"
#include "nt/Status.h"
#include "wdf/Device.h"
#include "wdf/Queue.h"

namespace kernel {
namespace wdf {

namespace {
struct Files {
  run::map<const nt::FILE_OBJECT *, Object *> ByWdm;
};
run::Local<Files> State;

void forget(Object &Of) {
  State->ByWdm.erase(static_cast<const nt::FILE_OBJECT *>(Of.Payload));
}

nt::NTSTATUS finish(nt::IRP *Irp) {
  Irp->IoStatus.Status = nt::STATUS_SUCCESS;
  irp::completeAsIs(Irp, "the framework");
  return nt::STATUS_SUCCESS;
}

nt::NTSTATUS create(Object &Device, nt::IRP *Irp) {
  const DeviceInit &Init = deviceOf(Device).Init;
  nt::FILE_OBJECT *Wdm = irp::currentLocation(Irp)->FileObject;
  Object *File = nullptr;
  if (Init.WantsFiles && Wdm) {
    File = create(Kind::File,
                  Init.HasFileAttributes ? &Init.FileAttributes : nullptr,
                  &Device);
    File->Payload = Wdm;
    File->Removed = forget;
    State->ByWdm[Wdm] = File;
  }
  Object *Into = deviceOf(Device).QueueFor[io::MajorCreate];
  if (!Init.Files.Create && !Into)
    return finish(Irp);
  Irp->CurrentStackLocation->Control |= nt::SL_PENDING_RETURNED;
  Object &Request = newRequest(Device, Irp);
  if (Into) {
    enqueue(*Into, Request);
    return nt::STATUS_PENDING;
  }
  requestOf(Request).WithDriver = true;
  callDriver("EvtDeviceFileCreate", Init.Files.Create, handleOf(Device),
             handleOf(Request), File ? handleOf(*File) : nullptr);
  if (Request.State == Object::Alive)
    io::noteKept(Irp, "EvtDeviceFileCreate");
  return nt::STATUS_PENDING;
}

void tell(const char *What, ObjectCallback Callback, const Object *File) {
  if (Callback && File)
    callDriver(What, Callback, handleOf(*File));
}

/// What the closed handle has left in queues is of no use to anybody.
void cancelRequestsOf(const Object &Device, const Object *File) {
  run::vector<Object *> Queues = deviceOf(Device).Queues;
  for (const Object *At : Queues) {
    while (Object *Request = File ? firstWaiting(queueOf(*At), File) : nullptr)
      complete(*Request, nt::STATUS_CANCELLED, 0);
  }
}
} // namespace

Object *fileOf(const nt::FILE_OBJECT *File) {
  auto Place = State->ByWdm.find(File);
  return Place == State->ByWdm.end() ? nullptr : Place->second;
}

nt::NTSTATUS handleFile(Object &Device, nt::IRP *Irp) {
  const FileConfig &On = deviceOf(Device).Init.Files;
  const nt::IO_STACK_LOCATION &Asked = *irp::currentLocation(Irp);
  Object *File = fileOf(Asked.FileObject);
  switch (Asked.MajorFunction) {
  case io::MajorCreate:
    return create(Device, Irp);
  case io::MajorCleanup:
    cancelRequestsOf(Device, File);
    tell("EvtFileCleanup", On.Cleanup, File);
    break;
  default:
    tell("EvtFileClose", On.Close, File);
    if (File)
      remove(*File);
    break;
  }
  return finish(Irp);
}

} // namespace wdf

namespace {
using namespace nt;
using namespace wdf;

MSABI void *WdfFileObjectGetDevice(void *Handle) {
  return handleOf(*get(Handle, Kind::File, "WdfFileObjectGetDevice").Parent);
}
KERNEL_EXPORT(WdfFileObjectGetDevice, DISPATCH_LEVEL)

MSABI FILE_OBJECT *WdfFileObjectWdmGetFileObject(void *Handle) {
  return static_cast<FILE_OBJECT *>(
      get(Handle, Kind::File, "WdfFileObjectWdmGetFileObject").Payload);
}
KERNEL_EXPORT(WdfFileObjectWdmGetFileObject, DISPATCH_LEVEL)

/// Programs open the device itself.
MSABI UNICODE_STRING *WdfFileObjectGetFileName(void *Handle) {
  get(Handle, Kind::File, "WdfFileObjectGetFileName");
  auto *Empty = run::create<UNICODE_STRING>();
  *Empty = {};
  return Empty;
}
KERNEL_EXPORT(WdfFileObjectGetFileName, DISPATCH_LEVEL)
} // namespace
} // namespace kernel
