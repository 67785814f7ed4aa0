//===- OwnRequest.cpp - Requests a driver has the system make -------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Such an IRP belongs to the I/O manager, which frees it when it is completed.
//===----------------------------------------------------------------------===//
#include "abi/Export.h"
#include "base/Choice.h"
#include "io/Device.h"
#include "io/Irp.h"
#include "io/Request.h"
#include "ke/Dispatcher.h"
#include "mm/Mdl.h"
#include "mm/Pool.h"
#include "nt/Status.h"
#include <algorithm>
#include <cstring>

namespace kernel {
namespace {
using namespace nt;

struct Made {
  void *System = nullptr; ///< the buffer of buffered requests
  void *Output = nullptr;
  uint32_t OutputSize = 0;
  MDL *Mdl = nullptr;
};

void completed(IRP *Irp, void *Context) {
  auto &What = *static_cast<Made *>(Context);
  if (What.System && What.Output && succeeded(Irp->IoStatus.Status))
    memcpy(What.Output, What.System,
           std::min<size_t>(Irp->IoStatus.Information, What.OutputSize));
  if (Irp->UserIosb)
    *Irp->UserIosb = Irp->IoStatus;
  KEVENT *Event = Irp->UserEvent;
  irp::recordOf(Irp).State = irp::State::Freed;
  for (void *Memory :
       {What.System, static_cast<void *>(What.Mdl), static_cast<void *>(Irp)})
    if (Memory)
      pool::free(Memory, 0, "the I/O manager");
  if (Event)
    ke::setEvent(Event);
}

void attachBuffers(IRP *Irp, Made &What, uint32_t Code, void *Input,
                   uint32_t InputSize) {
  constexpr uint32_t Buffered = 0, Neither = 3;
  IO_STACK_LOCATION *Next = irp::nextLocation(Irp);
  uint32_t How = Code & 3;
  Irp->UserBuffer = What.Output;
  if (How == Neither) {
    Next->Parameters.DeviceIoControl.Type3InputBuffer = Input;
    return;
  }
  size_t Size = How == Buffered ? std::max<size_t>(InputSize, What.OutputSize)
                                : InputSize;
  if (Size)
    Irp->SystemBuffer = pool::allocateInternal(Size);
  if (InputSize)
    memcpy(Irp->SystemBuffer, Input, InputSize);
  if (How == Buffered)
    What.System = Irp->SystemBuffer;
  else if (What.Output)
    Irp->MdlAddress = What.Mdl = mdl::makeLocked(What.Output, What.OutputSize);
}

MSABI IRP *IoBuildDeviceIoControlRequest(uint32_t Code, DEVICE_OBJECT *Device,
                                         void *Input, uint32_t InputSize,
                                         void *Output, uint32_t OutputSize,
                                         BOOLEAN Internal, KEVENT *Event,
                                         IO_STATUS_BLOCK *Status) {
  if (chooseNoMemory())
    return nullptr;
  IRP *Irp = irp::makeFromAbove(std::max<int8_t>(Device->StackSize, 1));
  auto *What = run::create<Made>();
  What->Output = Output;
  What->OutputSize = OutputSize;
  irp::Record &Record = irp::recordOf(Irp);
  Record.Done = completed;
  Record.DoneContext = What;
  IO_STACK_LOCATION *Next = irp::nextLocation(Irp);
  Next->MajorFunction =
      Internal ? io::MajorInternalControl : io::MajorDeviceControl;
  Next->Parameters.DeviceIoControl.IoControlCode = Code;
  Next->Parameters.DeviceIoControl.InputBufferLength = InputSize;
  Next->Parameters.DeviceIoControl.OutputBufferLength = OutputSize;
  attachBuffers(Irp, *What, Code, Input, InputSize);
  Irp->UserEvent = Event;
  Irp->UserIosb = Status;
  return Irp;
}
KERNEL_EXPORT(IoBuildDeviceIoControlRequest, PASSIVE_LEVEL)

/// There are no devices but the driver's own, which have no names for this.
MSABI NTSTATUS IoGetDeviceObjectPointer(UNICODE_STRING *, uint32_t,
                                        FILE_OBJECT **, DEVICE_OBJECT **) {
  return STATUS_OBJECT_NAME_NOT_FOUND;
}
KERNEL_EXPORT(IoGetDeviceObjectPointer, PASSIVE_LEVEL)
} // namespace
} // namespace kernel
