//===- CallFrame.h - Registers at the border from driver to kernel  -*- C++
//-*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Every call of the driver into the kernel goes through a stub that notes the
/// registers a callee must preserve and where the call came from. From that
/// come call stacks, the site of a report, and the place an exception raised by
/// the kernel is thrown from. Offsets are known to Stubs.S.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_ABI_CALLFRAME_H
#define WSK_KERNEL_ABI_CALLFRAME_H

#include "nt/Types.h"
#include <cstddef>
#include <cstdint>

namespace kernel {

struct Export;

struct alignas(16) CallFrame {
  uint64_t Rip; ///< where the call returns to, in the driver
  uint64_t Rsp; ///< on entry: points at the return address
  uint64_t Rbx, Rbp, Rsi, Rdi, R12, R13, R14, R15;
  uint64_t StackLimit; ///< the driver may not use the stack below this
  const Export *Callee;
  nt::KIRQL Irql; ///< of the fiber this frame belongs to
  uint8_t Watch;  ///< not 0: every call goes through enterSlowly
  uint8_t Padding[14];
  uint8_t Xmm[10][16]; ///< xmm6 to xmm15
};
static_assert(offsetof(CallFrame, Rip) == 0 && offsetof(CallFrame, Rbx) == 16);
static_assert(offsetof(CallFrame, R15) == 72);
static_assert(offsetof(CallFrame, StackLimit) == 80);
static_assert(offsetof(CallFrame, Callee) == 88);
static_assert(offsetof(CallFrame, Irql) == 96);
static_assert(offsetof(CallFrame, Watch) == 97);
static_assert(offsetof(CallFrame, Xmm) == 112);

} // namespace kernel

/// The frame of the running fiber; what the stubs write to.
extern "C" kernel::CallFrame *KernelCurrentFrame;

#endif // WSK_KERNEL_ABI_CALLFRAME_H
