//===- Unwind.h - Walking the driver's stack ------------------ -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// One frame outwards by the image's unwind data (.pdata, .xdata).
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_IMAGE_UNWIND_H
#define WSK_KERNEL_IMAGE_UNWIND_H

#include "abi/CallFrame.h"
#include "image/Image.h"

namespace kernel {
namespace image {

/// The registers that matter when code goes on somewhere else. Gpr is indexed
/// as x64 encodes registers: rax 0, rcx 1, rdx 2, rbx 3, rsp 4, rbp 5, rsi 6,
/// ...
struct Registers {
  uint64_t Gpr[16];
  uint64_t Rip;
  alignas(16) uint8_t Xmm[16][16];
};
enum { RAX = 0, RCX = 1, RDX = 2, RBX = 3, RSP = 4, RBP = 5, RSI = 6, RDI = 7 };

/// The registers after the call of \p Frame has returned.
Registers callerOf(const CallFrame &Frame);

/// What the unwind data says about a function in the frame unwound.
struct FrameInfo {
  const RuntimeFunction *Function = nullptr;
  uint64_t Establisher = 0;             ///< base address of the frame
  const uint8_t *HandlerData = nullptr; ///< language-specific, or null
  uint32_t HandlerRva = 0;
  bool HandlesExceptions = false;
  bool HandlesUnwind = false;
};

/// Turns the registers of a function of the driver into those of its caller.
/// \returns false when the unwind data or the stack is damaged.
bool unwindFrame(Registers &Regs, FrameInfo &Info);

} // namespace image
} // namespace kernel

#endif // WSK_KERNEL_IMAGE_UNWIND_H
