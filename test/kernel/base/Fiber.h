//===- Fiber.h - The threads of the simulated machine --------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// A fiber is anything with a stack of its own: a system thread, a DPC, a work
/// item, a peer, the harness. All of them share one thread of the host, so the
/// kernel itself has no data races and every run can be repeated.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_BASE_FIBER_H
#define WSK_KERNEL_BASE_FIBER_H

#include "abi/CallFrame.h"
#include "nt/Types.h"
#include <cstdint>

namespace kernel {

enum class FiberKind : uint8_t {
  Harness,  ///< calls DriverEntry, the scenario's steps, DriverUnload
  Thread,   ///< PsCreateSystemThread
  WorkItem, ///< a worker thread of the system
  Dpc,      ///< runs at DISPATCH_LEVEL: deferred calls, completions, events
  Peer,     ///< the world outside: remote programs, user-mode callers
};

enum class FiberState : uint8_t { Ready, Blocked, Done };

struct Fiber;
struct WaitRecord;

/// A fiber's body; \p Argument is what spawn was given.
using FiberBody = void (*)(void *Argument);

struct Fiber {
  CallFrame *Frame = nullptr; ///< registers at the driver's latest call; IRQL
  uint32_t Id = 0;            ///< 1, 2, ... in order of creation
  FiberKind Kind = FiberKind::Thread;
  FiberState State = FiberState::Ready;
  bool TimedOut = false; ///< the latest wait ended by its deadline
  const char *Name = ""; ///< static text
  FiberBody Body = nullptr;
  void *Argument = nullptr;
  void *Context = nullptr; ///< saved machine context while not running
  char *StackLow = nullptr;
  char *StackHigh = nullptr;
  WaitRecord *Wait = nullptr;   ///< not null while blocked
  void *Object = nullptr;       ///< the thread object of ps/, if there is one
  unsigned SpinLocks = 0;       ///< held now
  unsigned CriticalRegions = 0; ///< KeEnterCriticalRegion nesting
  unsigned InCallback = 0;      ///< nesting of WSK callbacks and completions
  uintptr_t LeftAfter = 0; ///< the last call of the driver's latest routine
  bool InDriverEntry = false;
  bool Started = false;
  bool Occupies = false; ///< keeps a processor busy while it does not run
  /// Ready, but to be run only when nothing else is, or by an explicit choice:
  /// the harness between two steps of the scenario.
  bool Background = false;

  nt::KIRQL irql() const { return Frame->Irql; }
  void setIrql(nt::KIRQL Irql) { Frame->Irql = Irql; }
};

} // namespace kernel

#endif // WSK_KERNEL_BASE_FIBER_H
