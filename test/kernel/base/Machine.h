//===- Machine.h - Stacks and context switches ---------------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The part of the scheduler that knows machine contexts (Boost.Context).
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_BASE_MACHINE_H
#define WSK_KERNEL_BASE_MACHINE_H

#include "base/Fiber.h"
#include "base/Report.h"

namespace kernel {

/// Reports why nothing can run any more; defined by base/Hang.cpp.
void reportHang();
/// Reports a wait that should have ended and began at or before the scheduling
/// point \p Latest; false if there is none.
bool reportLongWait(uint64_t Latest);

namespace machine {

/// What a driver thread has on x64 Windows, in bytes.
constexpr size_t DriverStackSize = 24 * 1024;

/// Gives \p F a stack and lets it begin with \p Main(\p F) when switched to.
void prepare(Fiber *F, void (*Main)(Fiber *));

/// Puts the stack of \p F, which may be the one in use, back into the store. It
/// is not handed out again before the next switch.
void retire(Fiber *F);

/// Continues \p To; returns when somebody continues \p From.
void switchContext(Fiber *From, Fiber *To);

/// Continues \p First from the host's own stack until leave().
RunEnd enter(Fiber *First);

/// Goes back to enter() for good; every stack is free again.
[[noreturn]] void leave(RunEnd End);

/// Goes back to enter() or resume(), which returns RunEnd::Paused, until the
/// host calls resume().
void pause();

/// Lets the paused run go on, as enter().
RunEnd resume();

/// Ends the paused run where it stands; every stack is free again.
void abandon();

/// True when \p Address lies on the stack of a fiber of this run.
bool isOnStack(const void *Address);

} // namespace machine
} // namespace kernel

#endif // WSK_KERNEL_BASE_MACHINE_H
