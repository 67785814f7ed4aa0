//===- Access.cpp - May the driver touch this memory? ---------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "mm/Access.h"
#include "abi/Export.h"
#include "base/Machine.h"
#include "base/Scheduler.h"
#include "image/Image.h"
#include "mm/Pool.h"

namespace kernel {

namespace {
[[noreturn]] void reportBlock(const pool::Block &B, const char *Rule,
                              const char *Text, const char *What,
                              ptrdiff_t Offset) {
  Violation &Made = report(Rule, "%s %s (offset %td of %zu bytes)", What, Text,
                           Offset, B.Size);
  Made.note(B.Allocated, "allocated here");
  if (B.State == pool::State::Freed)
    Made.note(B.Freed, "freed here");
  endRun(RunEnd::Bugcheck);
}

void checkPool(const void *Address, size_t Size, const char *What) {
  const pool::Block *B = pool::blockOf(Address);
  if (!B)
    bugcheck("mem-bad-access", "%s pool memory that was never allocated", What);
  ptrdiff_t Offset = static_cast<const uint8_t *>(Address) - B->Memory;
  if (B->State == pool::State::Freed)
    reportBlock(*B, "mem-use-after-free", "memory that was freed", What,
                Offset);
  if (Offset < 0 || size_t(Offset) + Size > B->Size)
    reportBlock(*B, "pool-overflow", "beyond a pool block", What, Offset);
  if (B->Kind == pool::Kind::Paged && self()->irql() >= nt::DISPATCH_LEVEL)
    report("irql-paged-access", "%s paged pool at IRQL %u", What,
           unsigned(self()->irql()))
        .note(B->Allocated, "allocated here");
}

/// The fiber whose stack \p Address lies on; null when it has ended.
const Fiber *ownerOfStack(const void *Address) {
  auto *A = static_cast<const char *>(Address);
  const Fiber *Me = self();
  if (A >= Me->StackLow && A < Me->StackHigh)
    return Me;
  unsigned Count;
  Fiber *const *Live = liveFibers(Count);
  for (unsigned I = 0; I != Count; ++I)
    if (A >= Live[I]->StackLow && A < Live[I]->StackHigh)
      return Live[I];
  return nullptr;
}

void checkStack(const void *Address, const char *What) {
  const Fiber *Owner = ownerOfStack(Address);
  if (Owner && reinterpret_cast<uint64_t>(Address) >= Owner->Frame->Rsp)
    return;
  bugcheck("mem-stack-use-after-return",
           "%s a variable of a function that has returned", What);
}
} // namespace

void checkAccess(const void *Address, size_t Size, const char *What) {
  if (pool::isPool(Address))
    checkPool(Address, Size, What);
  else if (machine::isOnStack(Address))
    checkStack(Address, What);
}

void checkCode() {
  if (self()->irql() < nt::DISPATCH_LEVEL)
    return;
  auto *Code = reinterpret_cast<const void *>(self()->Frame->Rip);
  const image::Section *S = image::sectionOf(Code);
  if (S && S->Pageable)
    report("irql-pageable-code",
           "a function in a pageable section (%s) runs at IRQL %u",
           S->Name.c_str(), unsigned(self()->irql()));
}

namespace {
using namespace nt;

// The compiler calls these before each load and store when a driver is built
// with --check-memory.
template <size_t Size> MSABI void checkRead(const void *Address) {
  checkCode();
  checkAccess(Address, Size, "the driver reads");
}
template <size_t Size> MSABI void checkWrite(const void *Address) {
  checkCode();
  checkAccess(Address, Size, "the driver writes");
}
MSABI void checkReadRange(const void *Address, size_t Size) {
  if (Size)
    checkAccess(Address, Size, "the driver reads");
}
MSABI void checkWriteRange(const void *Address, size_t Size) {
  if (Size)
    checkAccess(Address, Size, "the driver writes");
}
#define ACCESS_CHECKS(Size)                                                    \
  KERNEL_EXPORT_AS(__tsan_read##Size, checkRead<Size>, HIGH_LEVEL)             \
  KERNEL_EXPORT_AS(__tsan_write##Size, checkWrite<Size>, HIGH_LEVEL)           \
  KERNEL_EXPORT_AS(__tsan_read_write##Size, checkWrite<Size>, HIGH_LEVEL)      \
  KERNEL_EXPORT_AS(__tsan_unaligned_read##Size, checkRead<Size>, HIGH_LEVEL)   \
  KERNEL_EXPORT_AS(__tsan_unaligned_write##Size, checkWrite<Size>, HIGH_LEVEL) \
  KERNEL_EXPORT_AS(__tsan_unaligned_read_write##Size, checkWrite<Size>,        \
                   HIGH_LEVEL)                                                 \
  KERNEL_EXPORT_AS(__tsan_volatile_read##Size, checkRead<Size>, HIGH_LEVEL)    \
  KERNEL_EXPORT_AS(__tsan_volatile_write##Size, checkWrite<Size>, HIGH_LEVEL)
ACCESS_CHECKS(1)
ACCESS_CHECKS(2)
ACCESS_CHECKS(4)
ACCESS_CHECKS(8)
ACCESS_CHECKS(16)
KERNEL_EXPORT_AS(__tsan_read_range, checkReadRange, HIGH_LEVEL)
KERNEL_EXPORT_AS(__tsan_write_range, checkWriteRange, HIGH_LEVEL)
KERNEL_EXPORT_AS(__tsan_vptr_read, checkRead<8>, HIGH_LEVEL)

MSABI void checkVptrUpdate(const void *Address, void *) {
  checkAccess(Address, 8, "the driver writes");
}
KERNEL_EXPORT_AS(__tsan_vptr_update, checkVptrUpdate, HIGH_LEVEL)

MSABI void *checkedCopy(void *To, const void *From, size_t Size) {
  checkReadRange(From, Size);
  checkWriteRange(To, Size);
  return __builtin_memmove(To, From, Size);
}
KERNEL_EXPORT_AS(__tsan_memcpy, checkedCopy, HIGH_LEVEL)
KERNEL_EXPORT_AS(__tsan_memmove, checkedCopy, HIGH_LEVEL)

MSABI void *checkedFill(void *To, int Value, size_t Size) {
  checkWriteRange(To, Size);
  return __builtin_memset(To, Value, Size);
}
KERNEL_EXPORT_AS(__tsan_memset, checkedFill, HIGH_LEVEL)

MSABI void nothing() {}
KERNEL_EXPORT_AS(__tsan_init, nothing, HIGH_LEVEL)
} // namespace
} // namespace kernel
