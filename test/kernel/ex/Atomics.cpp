//===- Atomics.cpp - Atomic operations of instrumented drivers ------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "abi/Export.h"
#include "base/Scheduler.h"
#include "mm/Access.h"

namespace kernel {
namespace {
using namespace nt;

// With --check-memory the compiler turns intrinsics and C11 atomics into calls,
// that of LLVM 22 also volatile accesses, which have an order on this target.
// Each is checked, and is a point where another fiber may take over.

template <class T> void before(const T *Address) {
  checkCode();
  checkAccess(Address, sizeof(T), "the driver changes");
  yield();
}
template <class T> MSABI T load(const T *Address, int) {
  before(Address);
  return *Address;
}
template <class T> MSABI void store(T *Address, T Value, int) {
  before(Address);
  *Address = Value;
}
template <class T> MSABI T exchange(T *Address, T Value, int) {
  before(Address);
  T Old = *Address;
  *Address = Value;
  return Old;
}
template <class T> MSABI T fetchAdd(T *Address, T Value, int) {
  before(Address);
  T Old = *Address;
  *Address = T(Old + Value);
  return Old;
}
template <class T> MSABI T fetchSub(T *Address, T Value, int) {
  before(Address);
  T Old = *Address;
  *Address = T(Old - Value);
  return Old;
}
template <class T> MSABI T fetchAnd(T *Address, T Value, int) {
  before(Address);
  T Old = *Address;
  *Address = T(Old & Value);
  return Old;
}
template <class T> MSABI T fetchOr(T *Address, T Value, int) {
  before(Address);
  T Old = *Address;
  *Address = T(Old | Value);
  return Old;
}
template <class T> MSABI T fetchXor(T *Address, T Value, int) {
  before(Address);
  T Old = *Address;
  *Address = T(Old ^ Value);
  return Old;
}
template <class T>
MSABI T compareExchangeValue(T *Address, T Expected, T Value, int, int) {
  before(Address);
  T Old = *Address;
  if (Old == Expected)
    *Address = Value;
  return Old;
}
template <class T>
MSABI int compareExchange(T *Address, T *Expected, T Value, int, int) {
  before(Address);
  if (*Address == *Expected) {
    *Address = Value;
    return 1;
  }
  *Expected = *Address;
  return 0;
}
MSABI void fence(int) { yield(); }
KERNEL_EXPORT_AS(__tsan_atomic_thread_fence, fence, HIGH_LEVEL)
KERNEL_EXPORT_AS(__tsan_atomic_signal_fence, fence, HIGH_LEVEL)

#define ATOMICS(Bits, T)                                                       \
  KERNEL_EXPORT_AS(__tsan_atomic##Bits##_load, load<T>, HIGH_LEVEL)            \
  KERNEL_EXPORT_AS(__tsan_atomic##Bits##_store, store<T>, HIGH_LEVEL)          \
  KERNEL_EXPORT_AS(__tsan_atomic##Bits##_exchange, exchange<T>, HIGH_LEVEL)    \
  KERNEL_EXPORT_AS(__tsan_atomic##Bits##_fetch_add, fetchAdd<T>, HIGH_LEVEL)   \
  KERNEL_EXPORT_AS(__tsan_atomic##Bits##_fetch_sub, fetchSub<T>, HIGH_LEVEL)   \
  KERNEL_EXPORT_AS(__tsan_atomic##Bits##_fetch_and, fetchAnd<T>, HIGH_LEVEL)   \
  KERNEL_EXPORT_AS(__tsan_atomic##Bits##_fetch_or, fetchOr<T>, HIGH_LEVEL)     \
  KERNEL_EXPORT_AS(__tsan_atomic##Bits##_fetch_xor, fetchXor<T>, HIGH_LEVEL)   \
  KERNEL_EXPORT_AS(__tsan_atomic##Bits##_compare_exchange_val,                 \
                   compareExchangeValue<T>, HIGH_LEVEL)                        \
  KERNEL_EXPORT_AS(__tsan_atomic##Bits##_compare_exchange_strong,              \
                   compareExchange<T>, HIGH_LEVEL)                             \
  KERNEL_EXPORT_AS(__tsan_atomic##Bits##_compare_exchange_weak,                \
                   compareExchange<T>, HIGH_LEVEL)
ATOMICS(8, uint8_t)
ATOMICS(16, uint16_t)
ATOMICS(32, uint32_t)
ATOMICS(64, uint64_t)
} // namespace
} // namespace kernel
