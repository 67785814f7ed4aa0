//===- Dispatcher.h - Objects that can be waited for ---------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Events, semaphores, mutexes, timers and threads keep their state in the
/// driver's memory, in their real layout; who waits stands with the fibers.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_KE_DISPATCHER_H
#define WSK_KERNEL_KE_DISPATCHER_H

#include "base/Scheduler.h"
#include "nt/Types.h"

namespace kernel {
namespace ke {

/// Waits like KeWaitForSingleObject; \p Timeout as there: null for ever,
/// negative relative, positive absolute, in units of 100 ns. \p What names the
/// routine in reports.
nt::NTSTATUS waitFor(nt::DISPATCHER_HEADER *Object, const int64_t *Timeout,
                     const char *What);

/// Waits for one (\p All false) or all of \p Count objects.
nt::NTSTATUS waitForMany(nt::DISPATCHER_HEADER *const *Objects, unsigned Count,
                         bool All, const int64_t *Timeout, const char *What);

/// Sets an event and wakes whoever its kind wakes. \returns the former state.
int32_t setEvent(nt::KEVENT *Event);

/// Sets SignalState to \p State and lets waiters take what they can.
void signal(nt::DISPATCHER_HEADER *Object, int32_t State);

/// Absolute deadline of a timeout as drivers give it.
Time deadlineOf(const int64_t *Timeout);

} // namespace ke
} // namespace kernel

#endif // WSK_KERNEL_KE_DISPATCHER_H
