//===- RequestBuffers.cpp - What comes with a framework request -----------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "abi/Export.h"
#include "base/Choice.h"
#include "io/Irp.h"
#include "io/Request.h"
#include "mm/Mdl.h"
#include "nt/Status.h"
#include "wdf/Memory.h"
#include "wdf/Queue.h"

namespace kernel {
namespace {
using namespace nt;
using namespace wdf;

enum class Side : uint8_t { Input, Output };

/// Where the data of one side lies.
struct Buffer {
  NTSTATUS Status = STATUS_INVALID_DEVICE_REQUEST;
  void *Memory = nullptr;
  size_t Size = 0;
  MDL *Mdl = nullptr; ///< of direct input and output
};

Buffer mapped(MDL *Mdl, size_t Size) {
  Buffer Found;
  Found.Size = Size;
  Found.Mdl = Mdl;
  if (!Mdl || chooseNoMemory()) {
    Found.Status =
        Mdl ? STATUS_INSUFFICIENT_RESOURCES : STATUS_BUFFER_TOO_SMALL;
    return Found;
  }
  Found.Memory = mdl::start(Mdl);
  Found.Status = STATUS_SUCCESS;
  return Found;
}

Buffer plain(void *Memory, size_t Size) {
  Buffer Found;
  Found.Status = STATUS_SUCCESS;
  Found.Memory = Memory;
  Found.Size = Size;
  return Found;
}

/// Of a control request, whose code says how its buffers come.
Buffer ofControl(IRP *Irp, const IO_STACK_LOCATION &Asked, Side Which) {
  enum { Buffered, InDirect, OutDirect, Neither };
  const auto &Control = Asked.Parameters.DeviceIoControl;
  uint32_t How = Control.IoControlCode & 3;
  size_t Size = Which == Side::Input ? Control.InputBufferLength
                                     : Control.OutputBufferLength;
  if (How == Neither)
    return Buffer();
  if (How == Buffered || Which == Side::Input)
    return plain(Irp->SystemBuffer, Size);
  return mapped(Irp->MdlAddress, Size);
}

Buffer find(const IoRequest &R, Side Which) {
  const IO_STACK_LOCATION &Asked = *irp::currentLocation(R.Irp);
  switch (Asked.MajorFunction) {
  case io::MajorDeviceControl:
  case io::MajorInternalControl:
    return ofControl(R.Irp, Asked, Which);
  case io::MajorRead:
  case io::MajorWrite: {
    if ((Asked.MajorFunction == io::MajorRead) != (Which == Side::Output))
      return Buffer();
    size_t Size = Asked.Parameters.ReadWrite.Length;
    if (R.Irp->MdlAddress)
      return mapped(R.Irp->MdlAddress, Size);
    return R.Irp->SystemBuffer ? plain(R.Irp->SystemBuffer, Size) : Buffer();
  }
  default:
    return Buffer();
  }
}

NTSTATUS retrieve(void *Handle, Side Which, size_t Least, void **Out,
                  size_t *Size, const char *Routine) {
  Buffer Found = find(requestOf(ownedRequest(Handle, Routine)), Which);
  if (succeeded(Found.Status) && (!Found.Size || Found.Size < Least))
    Found.Status = STATUS_BUFFER_TOO_SMALL;
  bool Good = succeeded(Found.Status);
  *Out = Good ? Found.Memory : nullptr;
  if (Size)
    *Size = Good ? Found.Size : 0;
  return Found.Status;
}

MSABI NTSTATUS WdfRequestRetrieveInputBuffer(void *Handle, size_t Least,
                                             void **Out, size_t *Size) {
  return retrieve(Handle, Side::Input, Least, Out, Size,
                  "WdfRequestRetrieveInputBuffer");
}
KERNEL_EXPORT(WdfRequestRetrieveInputBuffer, DISPATCH_LEVEL)

MSABI NTSTATUS WdfRequestRetrieveOutputBuffer(void *Handle, size_t Least,
                                              void **Out, size_t *Size) {
  return retrieve(Handle, Side::Output, Least, Out, Size,
                  "WdfRequestRetrieveOutputBuffer");
}
KERNEL_EXPORT(WdfRequestRetrieveOutputBuffer, DISPATCH_LEVEL)

NTSTATUS retrieveMemory(void *Handle, Side Which, void **Out,
                        const char *Routine) {
  Object &Request = ownedRequest(Handle, Routine);
  IoRequest &R = requestOf(Request);
  Object *&Known = Which == Side::Input ? R.Input : R.Output;
  Buffer Found = find(R, Which);
  if (!succeeded(Found.Status))
    return Found.Status;
  if (!Found.Size)
    return STATUS_BUFFER_TOO_SMALL;
  if (!Known)
    Known = &memoryOver(Found.Memory, Found.Size, Request);
  *Out = handleOf(*Known);
  return STATUS_SUCCESS;
}

MSABI NTSTATUS WdfRequestRetrieveInputMemory(void *Handle, void **Out) {
  return retrieveMemory(Handle, Side::Input, Out,
                        "WdfRequestRetrieveInputMemory");
}
KERNEL_EXPORT(WdfRequestRetrieveInputMemory, DISPATCH_LEVEL)

MSABI NTSTATUS WdfRequestRetrieveOutputMemory(void *Handle, void **Out) {
  return retrieveMemory(Handle, Side::Output, Out,
                        "WdfRequestRetrieveOutputMemory");
}
KERNEL_EXPORT(WdfRequestRetrieveOutputMemory, DISPATCH_LEVEL)

NTSTATUS retrieveMdl(void *Handle, Side Which, MDL **Out, const char *Routine) {
  IoRequest &R = requestOf(ownedRequest(Handle, Routine));
  Buffer Found = find(R, Which);
  if (!succeeded(Found.Status))
    return Found.Status;
  if (!Found.Mdl)
    inconclusive("%s for a buffered request is not modelled", Routine);
  *Out = Found.Mdl;
  return STATUS_SUCCESS;
}

MSABI NTSTATUS WdfRequestRetrieveInputWdmMdl(void *Handle, MDL **Out) {
  return retrieveMdl(Handle, Side::Input, Out, "WdfRequestRetrieveInputWdmMdl");
}
KERNEL_EXPORT(WdfRequestRetrieveInputWdmMdl, DISPATCH_LEVEL)

MSABI NTSTATUS WdfRequestRetrieveOutputWdmMdl(void *Handle, MDL **Out) {
  return retrieveMdl(Handle, Side::Output, Out,
                     "WdfRequestRetrieveOutputWdmMdl");
}
KERNEL_EXPORT(WdfRequestRetrieveOutputWdmMdl, DISPATCH_LEVEL)

MSABI void WdfRequestGetParameters(void *Handle, RequestParameters *Out) {
  const IO_STACK_LOCATION &Asked = *irp::currentLocation(
      requestOf(ownedRequest(Handle, "WdfRequestGetParameters")).Irp);
  Out->MinorFunction = Asked.MinorFunction;
  Out->Type = Asked.MajorFunction;
  const auto &Control = Asked.Parameters.DeviceIoControl;
  const auto &Transfer = Asked.Parameters.ReadWrite;
  bool Moves = Asked.MajorFunction == io::MajorRead ||
               Asked.MajorFunction == io::MajorWrite;
  Out->Length = Moves ? Transfer.Length : Control.OutputBufferLength;
  Out->InputLength = Moves ? Transfer.Key : Control.InputBufferLength;
  Out->Code = Moves ? uint64_t(Transfer.ByteOffset) : Control.IoControlCode;
  Out->Type3Input = Moves ? nullptr : Control.Type3InputBuffer;
}
KERNEL_EXPORT(WdfRequestGetParameters, DISPATCH_LEVEL)
} // namespace
} // namespace kernel
