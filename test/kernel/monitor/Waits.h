//===- Waits.h - Rules about waiting ----------------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// What a routine that may block asks before it does.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_MONITOR_WAITS_H
#define WSK_KERNEL_MONITOR_WAITS_H

namespace kernel {
namespace monitor {

/// Rules wait-in-wsk-context and wait-at-dispatch: \p What is about to wait for
/// \p Object (null: for time to pass). Ends the run when Windows would.
void checkWait(const char *What, const void *Object);

} // namespace monitor
} // namespace kernel

#endif // WSK_KERNEL_MONITOR_WAITS_H
