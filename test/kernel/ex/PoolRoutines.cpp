//===- PoolRoutines.cpp - ExAllocatePool and its kin ----------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "abi/Export.h"
#include "base/Choice.h"
#include "base/Scheduler.h"
#include "mm/Pool.h"
#include "nt/Status.h"
#include "seh/Exception.h"

namespace kernel {
namespace {
using namespace nt;

constexpr uint32_t PoolTypePaged = 1, PoolTypeRaises = 16;
constexpr uint32_t NoTag = 0x656e6f4e; // "None", as ExAllocatePool uses

void *allocate(bool Paged, size_t Size, uint32_t Tag, bool Zero, bool Raises,
               const char *Routine) {
  if (Paged && self()->irql() > APC_LEVEL)
    report("irql-paged-allocation",
           "%s allocates paged pool at IRQL %u; it may at APC_LEVEL at most",
           Routine, unsigned(self()->irql()));
  if (chooseNoMemory()) {
    KERNEL_TRACE("%s fails", Routine);
    if (Raises)
      seh::raiseStatus(STATUS_INSUFFICIENT_RESOURCES);
    return nullptr;
  }
  return pool::allocate(Paged ? pool::Kind::Paged : pool::Kind::NonPaged, Size,
                        Tag, Zero);
}

MSABI void *ExAllocatePoolWithTag(uint32_t Type, size_t Size, uint32_t Tag) {
  return allocate(Type & PoolTypePaged, Size, Tag, false, Type & PoolTypeRaises,
                  "ExAllocatePoolWithTag");
}
KERNEL_EXPORT(ExAllocatePoolWithTag, DISPATCH_LEVEL)
KERNEL_EXPORT_AS(ExAllocatePoolUninitialized, ExAllocatePoolWithTag,
                 DISPATCH_LEVEL)

MSABI void *ExAllocatePoolWithTagPriority(uint32_t Type, size_t Size,
                                          uint32_t Tag, uint32_t) {
  return ExAllocatePoolWithTag(Type, Size, Tag);
}
KERNEL_EXPORT(ExAllocatePoolWithTagPriority, DISPATCH_LEVEL)

MSABI void *ExAllocatePool(uint32_t Type, size_t Size) {
  return ExAllocatePoolWithTag(Type, Size, NoTag);
}
KERNEL_EXPORT(ExAllocatePool, DISPATCH_LEVEL)

/// With quota the failure is an exception unless the type says otherwise.
MSABI void *ExAllocatePoolWithQuotaTag(uint32_t Type, size_t Size,
                                       uint32_t Tag) {
  constexpr uint32_t FailInstead = 8;
  return allocate(Type & PoolTypePaged, Size, Tag, false, !(Type & FailInstead),
                  "ExAllocatePoolWithQuotaTag");
}
KERNEL_EXPORT(ExAllocatePoolWithQuotaTag, DISPATCH_LEVEL)

MSABI void *ExAllocatePoolZero(uint32_t Type, size_t Size, uint32_t Tag) {
  return allocate(Type & PoolTypePaged, Size, Tag, true, Type & PoolTypeRaises,
                  "ExAllocatePoolZero");
}
KERNEL_EXPORT(ExAllocatePoolZero, DISPATCH_LEVEL)

constexpr uint64_t FlagUninitialized = 0x2, FlagRaises = 0x20,
                   FlagPaged = 0x100;

MSABI void *ExAllocatePool2(uint64_t Flags, size_t Size, uint32_t Tag) {
  return allocate(Flags & FlagPaged, Size, Tag, !(Flags & FlagUninitialized),
                  Flags & FlagRaises, "ExAllocatePool2");
}
KERNEL_EXPORT(ExAllocatePool2, DISPATCH_LEVEL)

MSABI void *ExAllocatePool3(uint64_t Flags, size_t Size, uint32_t Tag, void *,
                            uint32_t) {
  return ExAllocatePool2(Flags, Size, Tag);
}
KERNEL_EXPORT(ExAllocatePool3, DISPATCH_LEVEL)

void freePool(void *Memory, uint32_t Tag, const char *Routine) {
  if (!Memory)
    bugcheck("pool-bad-free", "%s is given a null pointer", Routine);
  if (pool::isPaged(Memory) && self()->irql() > APC_LEVEL)
    report("irql-paged-allocation", "%s frees paged pool at IRQL %u", Routine,
           unsigned(self()->irql()));
  pool::free(Memory, Tag, Routine);
}

MSABI void ExFreePool(void *Memory) { freePool(Memory, 0, "ExFreePool"); }
KERNEL_EXPORT(ExFreePool, DISPATCH_LEVEL)

MSABI void ExFreePoolWithTag(void *Memory, uint32_t Tag) {
  freePool(Memory, Tag, "ExFreePoolWithTag");
}
KERNEL_EXPORT(ExFreePoolWithTag, DISPATCH_LEVEL)

MSABI void ExFreePool2(void *Memory, uint32_t Tag, void *, uint32_t) {
  freePool(Memory, Tag, "ExFreePool2");
}
KERNEL_EXPORT(ExFreePool2, DISPATCH_LEVEL)

MSABI void ExInitializeDriverRuntime(uint32_t) {}
KERNEL_EXPORT(ExInitializeDriverRuntime, PASSIVE_LEVEL)
} // namespace
} // namespace kernel
