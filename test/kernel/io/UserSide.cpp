//===- UserSide.cpp - Programs that open the driver's devices -------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "io/UserSide.h"
#include "abi/Export.h"
#include "base/Waiting.h"
#include "harness/Session.h"
#include "io/Device.h"
#include "io/Irp.h"
#include "mm/Mdl.h"
#include "mm/Pool.h"
#include "nt/Status.h"
#include <algorithm>
#include <cstring>

namespace kernel {
namespace io {

namespace {
enum Major : uint8_t {
  Create = 0,
  Close = 2,
  DeviceControl = 14,
  Cleanup = 18
};
enum Method : uint32_t {
  Buffered = 0,
  InDirect = 1,
  OutDirect = 2,
  Neither = 3
};
constexpr size_t FileObjectSize = 216;

struct Request {
  nt::IRP *Irp;
  bool Done = false;
};

void finished(nt::IRP *, void *Context) {
  auto *R = static_cast<Request *>(Context);
  R->Done = true;
  wakeAll(R);
}

void explainPending(const WaitRecord &Wait, Violation &Report) {
  auto *R = static_cast<Request *>(Wait.Data);
  Report.note(irp::recordOf(R->Irp).Sent, "the request was sent here");
}

Request *prepare(const UserFile &File, Major Function) {
  auto *R = run::create<Request>();
  R->Irp = irp::makeFromAbove(std::max<int8_t>(File.Device->StackSize, 1));
  R->Irp->RequestorMode = 1; // user mode
  irp::Record &Record = irp::recordOf(R->Irp);
  Record.Done = finished;
  Record.DoneContext = R;
  nt::IO_STACK_LOCATION *Next = irp::nextLocation(R->Irp);
  Next->MajorFunction = Function;
  Next->FileObject = File.Object;
  return R;
}

/// Whether what the dispatch routine returned fits what it did to the IRP.
void checkReturned(const Request &R, nt::NTSTATUS Returned, uint8_t Control) {
  if (Returned == nt::STATUS_PENDING && !(Control & nt::SL_PENDING_RETURNED) &&
      !R.Done)
    report("irp-pending-not-marked",
           "a dispatch routine returns STATUS_PENDING for an IRP that it did "
           "not mark with IoMarkIrpPending");
  if (Returned != nt::STATUS_PENDING && !R.Done)
    report("irp-not-completed",
           "a dispatch routine returns %#x and has not completed the IRP",
           unsigned(Returned));
}

nt::NTSTATUS send(const UserFile &File, Request *R) {
  reached("requests of programs");
  irp::Record &Record = irp::recordOf(R->Irp);
  Record.State = irp::State::Sent;
  Record.SentTo = "the driver";
  nt::IO_STACK_LOCATION *Location = irp::nextLocation(R->Irp);
  nt::NTSTATUS Returned = callDispatch(File.Device, R->Irp);
  checkReturned(*R, Returned, Location->Control);
  if (!R->Done && Returned != nt::STATUS_PENDING)
    return Returned;
  while (!R->Done) {
    WaitRecord Wait;
    Wait.What = "a program's request";
    Wait.HangRule = "irp-never-completed";
    Wait.Explain = explainPending;
    Wait.Address = Wait.Data = R;
    block(Wait);
  }
  nt::NTSTATUS Status = R->Irp->IoStatus.Status;
  Record.State = irp::State::Freed;
  pool::free(R->Irp, 0, "the I/O manager");
  return Status;
}

void release(UserFile &File) {
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
const Export InvalidRequest = {reinterpret_cast<void *>(&invalidRequest),
                               nt::DISPATCH_LEVEL,
                               false,
                               true,
                               "the default dispatch routine",
                               nullptr,
                               2};

void setDefaults() {
  auto Routine = reinterpret_cast<nt::DispatchRoutine>(stubFor(InvalidRequest));
  for (nt::DispatchRoutine &Slot : driverObject()->MajorFunction)
    Slot = Routine;
}
RunHook BeforeLoad(RunHook::BeforeLoad, setDefaults);
} // namespace

nt::NTSTATUS open(UserFile &File) {
  if (File.Device)
    close(File);
  if (!firstDevice())
    return nt::STATUS_NO_SUCH_DEVICE;
  File.Device = firstDevice();
  auto *Object = pool::allocateInternal(FileObjectSize);
  const int16_t FileType = 5;
  memcpy(Object, &FileType, sizeof(FileType));
  memcpy(static_cast<char *>(Object) + 8, &File.Device, sizeof(void *));
  File.Object = static_cast<nt::FILE_OBJECT *>(Object);
  ++File.Device->ReferenceCount;
  nt::NTSTATUS Status = send(File, prepare(File, Create));
  if (!nt::succeeded(Status))
    release(File);
  return Status;
}

void close(UserFile &File) {
  if (!File.Device)
    return;
  send(File, prepare(File, Cleanup));
  send(File, prepare(File, Close));
  release(File);
}

nt::NTSTATUS control(UserFile &File, uint32_t Code, const std::string &Input,
                     uint32_t OutputSize) {
  if (!File.Device)
    return nt::STATUS_INVALID_HANDLE;
  Request *R = prepare(File, DeviceControl);
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

} // namespace io
} // namespace kernel
