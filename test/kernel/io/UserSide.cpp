//===- UserSide.cpp - Programs that open the driver's devices -------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "io/UserSide.h"
#include "abi/Export.h"
#include "harness/Session.h"
#include "io/Device.h"
#include "io/Irp.h"
#include "io/Request.h"
#include "mm/Mdl.h"
#include "mm/Pool.h"
#include "nt/Status.h"
#include <algorithm>
#include <cstring>

namespace kernel {
namespace io {

namespace {
enum Method : uint32_t {
  Buffered = 0,
  InDirect = 1,
  OutDirect = 2,
  Neither = 3
};
constexpr size_t FileObjectSize = 216;

Request *prepare(const UserFile &File, Major Function) {
  Request *R = makeRequest(File.Device, Function);
  R->Irp->RequestorMode = File.Object != nullptr; // a program's or a driver's
  irp::nextLocation(R->Irp)->FileObject = File.Object;
  return R;
}

nt::NTSTATUS send(const UserFile &File, Request *R) {
  reached("requests of programs");
  return sendRequest(File.Device, R);
}

void release(UserFile &File) {
  if (File.Object)
    pool::free(File.Object, 0, "the I/O manager");
  --File.Device->ReferenceCount;
  File = UserFile();
}

//===-- Dispatch routines a driver did not set ----------------------------===//

MSABI nt::NTSTATUS invalidRequest(nt::DEVICE_OBJECT *, nt::IRP *Irp) {
  Irp->IoStatus.Status = nt::STATUS_INVALID_DEVICE_REQUEST;
  irp::completeAsIs(Irp, "the default dispatch routine");
  return nt::STATUS_INVALID_DEVICE_REQUEST;
}
const HostRoutine InvalidRequest("the default dispatch routine",
                                 &invalidRequest, nt::DISPATCH_LEVEL);

void setDefaults() {
  nt::DispatchRoutine Routine = InvalidRequest.stub();
  for (nt::DispatchRoutine &Slot : driverObject()->MajorFunction)
    Slot = Routine;
}
RunHook BeforeLoad(RunHook::BeforeLoad, setDefaults);
} // namespace

bool answers(Major Function) {
  return driverObject()->MajorFunction[Function] != InvalidRequest.stub();
}

uintptr_t routineFor(Major Function) {
  return reinterpret_cast<uintptr_t>(driverObject()->MajorFunction[Function]);
}

nt::NTSTATUS open(UserFile &File) {
  if (File.Device)
    close(File);
  if (!firstDevice())
    return nt::STATUS_NO_SUCH_DEVICE;
  File.Device = firstDevice();
  ++File.Device->ReferenceCount;
  if (!answers(MajorCreate))
    return nt::STATUS_SUCCESS;
  auto *Object = pool::allocateInternal(FileObjectSize);
  const int16_t FileType = 5;
  memcpy(Object, &FileType, sizeof(FileType));
  memcpy(static_cast<char *>(Object) + 8, &File.Device, sizeof(void *));
  File.Object = static_cast<nt::FILE_OBJECT *>(Object);
  nt::NTSTATUS Status = send(File, prepare(File, MajorCreate));
  if (!nt::succeeded(Status))
    release(File);
  return Status;
}

void close(UserFile &File) {
  if (!File.Device)
    return;
  if (File.Object) {
    send(File, prepare(File, MajorCleanup));
    send(File, prepare(File, MajorClose));
  }
  release(File);
}

nt::NTSTATUS control(UserFile &File, uint32_t Code, const std::string &Input,
                     uint32_t OutputSize, bool Internal) {
  if (!File.Device)
    return nt::STATUS_INVALID_HANDLE;
  Request *R =
      prepare(File, Internal ? MajorInternalControl : MajorDeviceControl);
  auto &Parameters = irp::nextLocation(R->Irp)->Parameters.DeviceIoControl;
  Parameters.IoControlCode = Code;
  Parameters.InputBufferLength = uint32_t(Input.size());
  Parameters.OutputBufferLength = OutputSize;
  uint32_t How = Code & 3;
  size_t Size = How == Buffered ? std::max<size_t>(Input.size(), OutputSize)
                                : Input.size();
  void *In = Size ? pool::allocateInternal(Size) : nullptr;
  void *Out = How != Buffered && OutputSize ? pool::allocateInternal(OutputSize)
                                            : nullptr;
  if (In)
    memcpy(In, Input.data(), Input.size());
  R->Irp->UserBuffer = Out;
  (How == Neither ? Parameters.Type3InputBuffer : R->Irp->SystemBuffer) = In;
  if ((How == InDirect || How == OutDirect) && Out)
    R->Irp->MdlAddress = mdl::makeLocked(Out, OutputSize);
  nt::MDL *Mdl = R->Irp->MdlAddress;
  nt::NTSTATUS Status = send(File, R);
  for (void *Memory : {In, Out, static_cast<void *>(Mdl)})
    if (Memory)
      pool::free(Memory, 0, "the I/O manager");
  return Status;
}

nt::NTSTATUS transfer(UserFile &File, bool Write, uint32_t Length) {
  constexpr uint32_t BufferedIo = 4, DirectIo = 16; // of DEVICE_OBJECT::Flags
  if (!File.Device)
    return nt::STATUS_INVALID_HANDLE;
  Request *R = prepare(File, Write ? MajorWrite : MajorRead);
  irp::nextLocation(R->Irp)->Parameters.ReadWrite.Length = Length;
  void *Buffer = pool::allocateInternal(Length);
  if (File.Device->Flags & BufferedIo)
    R->Irp->SystemBuffer = Buffer;
  else if (File.Device->Flags & DirectIo)
    R->Irp->MdlAddress = mdl::makeLocked(Buffer, Length);
  R->Irp->UserBuffer = Buffer;
  nt::MDL *Mdl = R->Irp->MdlAddress;
  nt::NTSTATUS Status = send(File, R);
  pool::free(Buffer, 0, "the I/O manager");
  if (Mdl)
    pool::free(Mdl, 0, "the I/O manager");
  return Status;
}

} // namespace io
} // namespace kernel
