//===- Memory.cpp - Framework memory, collections, strings ----------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "wdf/Memory.h"
#include "abi/Export.h"
#include "base/Choice.h"
#include "mm/Pool.h"
#include "nt/Status.h"
#include "wdf/Driver.h"
#include <cstring>

namespace kernel {
namespace wdf {

namespace {
struct Memory {
  void *Data = nullptr;
  size_t Size = 0;
  bool Owned = false; ///< freed with the object
};

Memory &memoryOf(const Object &Of) {
  return *static_cast<Memory *>(Of.Payload);
}

void freeMemory(Object &Of) {
  Memory &M = memoryOf(Of);
  if (M.Owned)
    pool::free(M.Data, 0, "the framework");
}

Object &newMemory(void *Data, size_t Size, bool Owned,
                  const ObjectAttributes *Attributes, Object *Parent) {
  Object &Made = *create(Kind::Memory, Attributes, Parent);
  Made.Payload = run::create<Memory>(Memory{Data, Size, Owned});
  Made.Freed = freeMemory;
  return Made;
}
} // namespace

Object &memoryOver(void *Data, size_t Size, Object &Parent) {
  return newMemory(Data, Size, false, nullptr, &Parent);
}

/// Memory of the driver's kind that the framework frees.
static void *allocateFor(uint32_t PoolType, size_t Size) {
  constexpr uint32_t Paged = 1;
  // The object is what leaks, and is reported; not its memory.
  if ((PoolType & 0xff) != Paged)
    return pool::allocateInternal(Size);
  void *Data = pool::allocate(pool::Kind::Paged, Size, 0);
  pool::blockOf(Data)->Internal = true;
  return Data;
}

struct Lookaside {
  size_t Size;
  uint32_t PoolType;
};

} // namespace wdf

namespace {
using namespace nt;
using namespace wdf;

MSABI NTSTATUS WdfMemoryCreate(const ObjectAttributes *Attributes,
                               uint32_t PoolType, uint32_t, size_t Size,
                               void **Out, void **Buffer) {
  if (!Size)
    return STATUS_INVALID_PARAMETER;
  if (chooseNoMemory())
    return STATUS_INSUFFICIENT_RESOURCES;
  Object &Made = newMemory(allocateFor(PoolType, Size), Size, true, Attributes,
                           wdf::driver());
  *Out = handleOf(Made);
  if (Buffer)
    *Buffer = memoryOf(Made).Data;
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(WdfMemoryCreate, DISPATCH_LEVEL)

MSABI NTSTATUS WdfMemoryCreatePreallocated(const ObjectAttributes *Attributes,
                                           void *Buffer, size_t Size,
                                           void **Out) {
  if (!Size || !Buffer)
    return STATUS_INVALID_PARAMETER;
  if (chooseNoMemory())
    return STATUS_INSUFFICIENT_RESOURCES;
  *Out = handleOf(newMemory(Buffer, Size, false, Attributes, wdf::driver()));
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(WdfMemoryCreatePreallocated, DISPATCH_LEVEL)

Memory &get(void *Handle, const char *Routine) {
  return memoryOf(wdf::get(Handle, Kind::Memory, Routine));
}

MSABI void *WdfMemoryGetBuffer(void *Handle, size_t *Size) {
  const Memory &M = get(Handle, "WdfMemoryGetBuffer");
  if (Size)
    *Size = M.Size;
  return M.Data;
}
KERNEL_EXPORT(WdfMemoryGetBuffer, DISPATCH_LEVEL)

NTSTATUS checkRange(const Memory &M, size_t Offset, size_t Size) {
  return Offset <= M.Size && Size <= M.Size - Offset ? STATUS_SUCCESS
                                                     : STATUS_BUFFER_TOO_SMALL;
}

MSABI NTSTATUS WdfMemoryCopyToBuffer(void *Handle, size_t Offset, void *To,
                                     size_t Size) {
  const Memory &M = get(Handle, "WdfMemoryCopyToBuffer");
  NTSTATUS Status = checkRange(M, Offset, Size);
  if (succeeded(Status))
    memcpy(To, static_cast<char *>(M.Data) + Offset, Size);
  return Status;
}
KERNEL_EXPORT(WdfMemoryCopyToBuffer, DISPATCH_LEVEL)

MSABI NTSTATUS WdfMemoryCopyFromBuffer(void *Handle, size_t Offset, void *From,
                                       size_t Size) {
  const Memory &M = get(Handle, "WdfMemoryCopyFromBuffer");
  NTSTATUS Status = checkRange(M, Offset, Size);
  if (succeeded(Status))
    memcpy(static_cast<char *>(M.Data) + Offset, From, Size);
  return Status;
}
KERNEL_EXPORT(WdfMemoryCopyFromBuffer, DISPATCH_LEVEL)

MSABI NTSTATUS WdfLookasideListCreate(const ObjectAttributes *Attributes,
                                      size_t Size, uint32_t PoolType,
                                      const ObjectAttributes *, uint32_t,
                                      void **Out) {
  if (!Size)
    return STATUS_INVALID_PARAMETER;
  if (chooseNoMemory())
    return STATUS_INSUFFICIENT_RESOURCES;
  Object &Made = *wdf::create(Kind::Lookaside, Attributes, wdf::driver());
  Made.Payload = run::create<Lookaside>(Lookaside{Size, PoolType});
  *Out = handleOf(Made);
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(WdfLookasideListCreate, PASSIVE_LEVEL)

MSABI NTSTATUS WdfMemoryCreateFromLookaside(void *Handle, void **Out) {
  Object &Of =
      wdf::get(Handle, Kind::Lookaside, "WdfMemoryCreateFromLookaside");
  const auto &From = *static_cast<Lookaside *>(Of.Payload);
  if (chooseNoMemory())
    return STATUS_INSUFFICIENT_RESOURCES;
  *Out = handleOf(newMemory(allocateFor(From.PoolType, From.Size), From.Size,
                            true, nullptr, Of.Parent));
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(WdfMemoryCreateFromLookaside, DISPATCH_LEVEL)

MSABI NTSTATUS WdfStringCreate(const UNICODE_STRING *Text,
                               const ObjectAttributes *Attributes, void **Out) {
  if (chooseNoMemory())
    return STATUS_INSUFFICIENT_RESOURCES;
  size_t Size = Text ? Text->Length : 0;
  Object &Made = newMemory(pool::allocateInternal(Size + 2), Size, true,
                           Attributes, wdf::driver());
  Made.Kind = Kind::String;
  if (Size)
    memcpy(memoryOf(Made).Data, Text->Buffer, Size);
  *Out = handleOf(Made);
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(WdfStringCreate, PASSIVE_LEVEL)

MSABI void WdfStringGetUnicodeString(void *Handle, UNICODE_STRING *Out) {
  const Memory &M =
      memoryOf(wdf::get(Handle, Kind::String, "WdfStringGetUnicodeString"));
  *Out = {uint16_t(M.Size), uint16_t(M.Size + 2),
          static_cast<char16_t *>(M.Data)};
}
KERNEL_EXPORT(WdfStringGetUnicodeString, PASSIVE_LEVEL)
} // namespace
} // namespace kernel
