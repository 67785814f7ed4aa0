//===- Device.cpp - Framework devices -------------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "wdf/Device.h"
#include "abi/DriverCall.h"
#include "abi/Export.h"
#include "base/Choice.h"
#include "io/Device.h"
#include "io/Irp.h"
#include "io/Pnp.h"
#include "io/Request.h"
#include "nt/Status.h"
#include "wdf/Driver.h"
#include "wdf/Queue.h"

namespace kernel {
namespace wdf {

namespace {
struct Devices {
  run::vector<Object *> All;
};
run::Local<Devices> State;

Object *objectOf(const nt::DEVICE_OBJECT *Wdm) {
  for (Object *O : State->All)
    if (deviceOf(*O).Wdm == Wdm)
      return O;
  return nullptr;
}

/// The framework deletes what it made for the device.
void deleteWdmDevice(Object &Of) {
  Device &D = deviceOf(Of);
  for (wdf::Name &Link : D.Links) {
    auto Size = uint16_t(2 * Link.size());
    nt::UNICODE_STRING Text = {Size, Size, Link.data()};
    io::deleteLink(&Text);
  }
  if (D.Lower)
    D.Lower->AttachedDevice = nullptr;
  if (D.Wdm)
    io::deleteDevice(D.Wdm);
  D.Wdm = D.Lower = nullptr;
}

nt::NTSTATUS finish(nt::IRP *Irp, nt::NTSTATUS Status) {
  Irp->IoStatus.Status = Status;
  irp::completeAsIs(Irp, "the framework");
  return Status;
}

bool isEmptyTransfer(const nt::IO_STACK_LOCATION &Asked) {
  return (Asked.MajorFunction == io::MajorRead ||
          Asked.MajorFunction == io::MajorWrite) &&
         !Asked.Parameters.ReadWrite.Length;
}

/// A read, write or control request: into a queue, down the stack, or refused.
nt::NTSTATUS handleIo(Object &Of, nt::IRP *Irp) {
  const Device &D = deviceOf(Of);
  const nt::IO_STACK_LOCATION &Asked = *irp::currentLocation(Irp);
  Object *Into = D.QueueFor[Asked.MajorFunction];
  if (!Into)
    Into = D.DefaultQueue;
  if (!Into && D.Init.Filter) {
    ++Irp->CurrentLocation;
    ++Irp->CurrentStackLocation;
    return io::callDispatch(D.Lower, Irp);
  }
  if (!Into)
    return finish(Irp, nt::STATUS_INVALID_DEVICE_REQUEST);
  if (isEmptyTransfer(Asked) && !queueOf(*Into).Config.AllowZeroLength)
    return finish(Irp, nt::STATUS_SUCCESS);
  Irp->CurrentStackLocation->Control |= nt::SL_PENDING_RETURNED;
  enqueue(*Into, newRequest(Of, Irp));
  return nt::STATUS_PENDING;
}

MSABI nt::NTSTATUS dispatch(nt::DEVICE_OBJECT *Wdm, nt::IRP *Irp) {
  calledByKernel();
  Object *Found = objectOf(Wdm);
  if (!Found)
    inconclusive("a framework driver's own devices are not modelled");
  Object &Of = *Found;
  const nt::IO_STACK_LOCATION *Location = irp::currentLocation(Irp);
  uint8_t Major = Location->MajorFunction, Minor = Location->MinorFunction;
  switch (Major) {
  case io::MajorPnp: {
    nt::NTSTATUS Status = handlePnp(Of, Minor);
    if (Minor == io::RemoveDevice)
      remove(Of);
    return finish(Irp, Status);
  }
  case io::MajorCreate:
  case io::MajorCleanup:
  case io::MajorClose:
    return handleFile(Of, Irp);
  case io::MajorRead:
  case io::MajorWrite:
  case io::MajorDeviceControl:
  case io::MajorInternalControl:
    return handleIo(Of, Irp);
  default:
    return finish(Irp, nt::STATUS_INVALID_DEVICE_REQUEST);
  }
}
const HostRoutine Dispatch("the framework's dispatch routine", &dispatch,
                           nt::DISPATCH_LEVEL);

Object *newInit(bool Control, nt::DEVICE_OBJECT *Physical) {
  Object *Made = create(Kind::DeviceInit, nullptr, nullptr);
  auto *Init = run::create<DeviceInit>();
  Init->Control = Control;
  Init->Physical = Physical;
  Made->Payload = Init;
  return Made;
}

DeviceInit &initOf(const void *Handle, const char *Routine) {
  return *static_cast<DeviceInit *>(
      get(Handle, Kind::DeviceInit, Routine).Payload);
}
} // namespace

nt::DispatchRoutine dispatchRoutine() { return Dispatch.stub(); }

nt::NTSTATUS addDevice(DeviceAddCallback Callback,
                       nt::DEVICE_OBJECT *Physical) {
  Object *Init = newInit(false, Physical);
  nt::NTSTATUS Status = callDriver("EvtDriverDeviceAdd", Callback,
                                   handleOf(*driver()), handleOf(*Init));
  Object *Made = static_cast<DeviceInit *>(Init->Payload)->Made;
  if (!nt::succeeded(Status) && Made)
    remove(*Made);
  return Status;
}

static nt::NTSTATUS createDevice(DeviceInit &Init,
                                 const ObjectAttributes *Attributes,
                                 Object *&Out) {
  nt::DEVICE_OBJECT *Wdm;
  auto Size = uint16_t(2 * Init.Path.size());
  nt::UNICODE_STRING Path = {Size, Size, Init.Path.data()};
  nt::NTSTATUS Status = io::createDevice(0, Size ? &Path : nullptr, Init.Type,
                                         Init.Characteristics, &Wdm);
  if (!nt::succeeded(Status))
    return Status;
  constexpr uint32_t BufferedIo = 4, DirectIo = 16;
  Wdm->Flags |= Init.Direct ? DirectIo : BufferedIo;
  auto *D = run::create<Device>();
  D->Wdm = Wdm;
  if (Init.Physical)
    D->Lower = io::attachDevice(Wdm, Init.Physical);
  Out = create(Kind::Device, Attributes, driver());
  Out->Payload = D;
  Out->Removed = deleteWdmDevice;
  Init.Made = Out;
  D->Init = Init;
  State->All.push_back(Out);
  return Status;
}

} // namespace wdf

namespace {
using namespace nt;
using namespace wdf;

MSABI NTSTATUS WdfDeviceCreate(void **Init, const ObjectAttributes *Attributes,
                               void **Out) {
  yield();
  Object *Made = nullptr;
  NTSTATUS Status =
      wdf::createDevice(initOf(*Init, "WdfDeviceCreate"), Attributes, Made);
  if (!succeeded(Status))
    return Status;
  *Init = nullptr;
  *Out = handleOf(*Made);
  reached("framework devices");
  return Status;
}
KERNEL_EXPORT(WdfDeviceCreate, PASSIVE_LEVEL)

MSABI void *WdfControlDeviceInitAllocate(void *Driver, const UNICODE_STRING *) {
  get(Driver, Kind::Driver, "WdfControlDeviceInitAllocate");
  return chooseFault() ? nullptr : handleOf(*newInit(true, nullptr));
}
KERNEL_EXPORT(WdfControlDeviceInitAllocate, PASSIVE_LEVEL)

MSABI void WdfDeviceInitFree(void *Init) {
  if (initOf(Init, "WdfDeviceInitFree").Made)
    bugcheck("handle-invalid",
             "WdfDeviceInitFree is given what a device was made from");
}
KERNEL_EXPORT(WdfDeviceInitFree, DISPATCH_LEVEL)

MSABI void WdfControlFinishInitializing(void *Handle) {
  Device &D =
      deviceOf(get(Handle, Kind::Device, "WdfControlFinishInitializing"));
  D.Finished = true;
  D.Wdm->Flags &= ~0x80u; // DO_DEVICE_INITIALIZING
}
KERNEL_EXPORT(WdfControlFinishInitializing, PASSIVE_LEVEL)

MSABI void WdfDeviceInitSetDeviceType(void *Init, uint32_t Type) {
  initOf(Init, "WdfDeviceInitSetDeviceType").Type = Type;
}
KERNEL_EXPORT(WdfDeviceInitSetDeviceType, DISPATCH_LEVEL)

MSABI void WdfDeviceInitSetCharacteristics(void *Init, uint32_t Bits, BOOLEAN) {
  initOf(Init, "WdfDeviceInitSetCharacteristics").Characteristics = Bits;
}
KERNEL_EXPORT(WdfDeviceInitSetCharacteristics, DISPATCH_LEVEL)

MSABI void WdfDeviceInitSetIoType(void *Init, uint32_t Type) {
  constexpr uint32_t Direct = 3;
  initOf(Init, "WdfDeviceInitSetIoType").Direct = Type == Direct;
}
KERNEL_EXPORT(WdfDeviceInitSetIoType, DISPATCH_LEVEL)

// What these say concerns only how programs reach the device.

MSABI void WdfDeviceInitSetExclusive(void *Init, BOOLEAN) {
  initOf(Init, "WdfDeviceInitSetExclusive");
}
KERNEL_EXPORT(WdfDeviceInitSetExclusive, DISPATCH_LEVEL)

MSABI NTSTATUS WdfDeviceInitAssignSDDLString(void *Init,
                                             const UNICODE_STRING *) {
  initOf(Init, "WdfDeviceInitAssignSDDLString");
  return chooseFault() ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}
KERNEL_EXPORT(WdfDeviceInitAssignSDDLString, PASSIVE_LEVEL)

MSABI void WdfFdoInitSetFilter(void *Init) {
  initOf(Init, "WdfFdoInitSetFilter").Filter = true;
}
KERNEL_EXPORT(WdfFdoInitSetFilter, DISPATCH_LEVEL)

MSABI NTSTATUS WdfDeviceInitAssignName(void *Init, const UNICODE_STRING *Path) {
  DeviceInit &To = initOf(Init, "WdfDeviceInitAssignName");
  if (chooseFault())
    return STATUS_INSUFFICIENT_RESOURCES;
  To.Path = Path ? wdf::Name(Path->Buffer, Path->Length / 2) : wdf::Name();
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(WdfDeviceInitAssignName, PASSIVE_LEVEL)

MSABI void WdfDeviceInitSetPnpPowerEventCallbacks(void *Init,
                                                  const PnpCallbacks *Given) {
  initOf(Init, "WdfDeviceInitSetPnpPowerEventCallbacks").Callbacks = *Given;
}
KERNEL_EXPORT(WdfDeviceInitSetPnpPowerEventCallbacks, DISPATCH_LEVEL)

MSABI void WdfDeviceInitSetFileObjectConfig(void *Handle,
                                            const FileConfig *Config,
                                            const ObjectAttributes *Given) {
  DeviceInit &Init = initOf(Handle, "WdfDeviceInitSetFileObjectConfig");
  Init.WantsFiles = true;
  Init.Files = *Config;
  Init.HasFileAttributes = Given;
  if (Given)
    Init.FileAttributes = *Given;
}
KERNEL_EXPORT(WdfDeviceInitSetFileObjectConfig, DISPATCH_LEVEL)

MSABI void WdfDeviceInitSetRequestAttributes(void *Handle,
                                             const ObjectAttributes *Given) {
  DeviceInit &Init = initOf(Handle, "WdfDeviceInitSetRequestAttributes");
  Init.HasRequestAttributes = true;
  Init.RequestAttributes = *Given;
}
KERNEL_EXPORT(WdfDeviceInitSetRequestAttributes, DISPATCH_LEVEL)

MSABI NTSTATUS WdfDeviceCreateSymbolicLink(void *Handle,
                                           const UNICODE_STRING *Link) {
  Device &D =
      deviceOf(get(Handle, Kind::Device, "WdfDeviceCreateSymbolicLink"));
  auto Size = uint16_t(2 * D.Init.Path.size());
  UNICODE_STRING Target = {Size, Size, D.Init.Path.data()};
  NTSTATUS Status = io::createLink(Link, &Target);
  if (succeeded(Status))
    D.Links.emplace_back(Link->Buffer, Link->Length / 2);
  return Status;
}
KERNEL_EXPORT(WdfDeviceCreateSymbolicLink, PASSIVE_LEVEL)

MSABI NTSTATUS WdfDeviceCreateDeviceInterface(void *Handle, const void *,
                                              const UNICODE_STRING *) {
  get(Handle, Kind::Device, "WdfDeviceCreateDeviceInterface");
  return chooseFault() ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}
KERNEL_EXPORT(WdfDeviceCreateDeviceInterface, PASSIVE_LEVEL)

MSABI void *WdfDeviceGetDriver(void *Handle) {
  get(Handle, Kind::Device, "WdfDeviceGetDriver");
  return handleOf(*wdf::driver());
}
KERNEL_EXPORT(WdfDeviceGetDriver, DISPATCH_LEVEL)

MSABI DEVICE_OBJECT *WdfDeviceWdmGetDeviceObject(void *Handle) {
  return deviceOf(get(Handle, Kind::Device, "WdfDeviceWdmGetDeviceObject")).Wdm;
}
KERNEL_EXPORT(WdfDeviceWdmGetDeviceObject, DISPATCH_LEVEL)

MSABI DEVICE_OBJECT *WdfDeviceWdmGetAttachedDevice(void *Handle) {
  return deviceOf(get(Handle, Kind::Device, "WdfDeviceWdmGetAttachedDevice"))
      .Lower;
}
KERNEL_EXPORT(WdfDeviceWdmGetAttachedDevice, DISPATCH_LEVEL)

MSABI DEVICE_OBJECT *WdfDeviceWdmGetPhysicalDevice(void *Handle) {
  return deviceOf(get(Handle, Kind::Device, "WdfDeviceWdmGetPhysicalDevice"))
      .Init.Physical;
}
KERNEL_EXPORT(WdfDeviceWdmGetPhysicalDevice, DISPATCH_LEVEL)

MSABI uint32_t WdfCmResourceListGetCount(void *) { return 0; }
KERNEL_EXPORT(WdfCmResourceListGetCount, DISPATCH_LEVEL)
} // namespace
} // namespace kernel
