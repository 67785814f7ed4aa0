//===- Waiting.h - Waiting for an address --------------------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Locks have nowhere to keep a list of who waits for them: a fiber waits for
/// an address, and whoever changes what is there wakes it.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_BASE_WAITING_H
#define WSK_KERNEL_BASE_WAITING_H

#include "base/Scheduler.h"

namespace kernel {

/// Blocks until somebody wakes the waiters of \p Object. \p Spinning: the
/// processor stays busy meanwhile. \returns false when \p Deadline ended it.
bool blockOn(const void *Object, const char *What, bool Spinning = false,
             Time Deadline = Never);

/// Wakes the fiber that has waited longest for \p Object, or all of them.
void wakeOne(const void *Object);
void wakeAll(const void *Object);

} // namespace kernel

#endif // WSK_KERNEL_BASE_WAITING_H
