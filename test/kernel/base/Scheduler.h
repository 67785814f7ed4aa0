//===- Scheduler.h - Fibers, waiting and simulated time ------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// One fiber runs at a time. It gives way only inside kernel routines: yield()
/// at each point where a real machine could switch threads and it matters,
/// block() to wait. Which fiber is next is asked of the strategy.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_BASE_SCHEDULER_H
#define WSK_KERNEL_BASE_SCHEDULER_H

#include "base/Choice.h"
#include "base/Fiber.h"
#include "base/Report.h"
#include <cstdint>

namespace kernel {

/// Simulated (model mode) or real time, in units of 100 ns.
using Time = uint64_t;
constexpr Time Never = ~Time(0);
constexpr Time Millisecond = 10000;

/// What a blocked fiber waits for. Lives on the waiting fiber's stack.
struct WaitRecord {
  const char *What; ///< the routine that waits: "KeWaitForSingleObject"
  /// The rule to report when nothing can ever end this wait; null: a wait of
  /// the harness is reported as driver-hang, any other is no violation.
  const char *HangRule = nullptr;
  /// Adds notes (culprits with their stacks) to the report of a hang.
  void (*Explain)(const WaitRecord &Record, Violation &Report) = nullptr;
  /// When nothing but this wait keeps others waiting, the rule they broke.
  const char *BlamedRule = nullptr;
  uint64_t Since = 0;            ///< scheduling points of the run when it began
  const void *Address = nullptr; ///< see base/Waiting.h
  const void *const *Objects = nullptr; ///< dispatcher objects waited for
  unsigned ObjectCount = 0;
  void *Data = nullptr;  ///< for Explain and whoever wakes
  bool Spinning = false; ///< keeps its processor busy meanwhile
};

/// The running fiber.
extern Fiber *Running;
inline Fiber *self() { return Running; }

/// All fibers of the run that are not Done, in order of creation.
Fiber *const *liveFibers(unsigned &Count);

/// Makes a fiber that runs \p Body(\p Argument) at \p Irql. \p Name is static
/// text. Does not switch to it.
Fiber *spawn(FiberKind Kind, const char *Name, FiberBody Body, void *Argument,
             nt::KIRQL Irql = nt::PASSIVE_LEVEL);

/// Ends the running fiber; its stack is reused, nothing on it is destroyed.
[[noreturn]] void exitFiber();

/// A point where another fiber may take over.
void yield();

/// Lets everything else run until nothing can, or the strategy decides that it
/// is the caller's turn. For the harness and for peers that are in no hurry.
void yieldInBackground();

/// Blocks the running fiber until wake() or \p Deadline (absolute).
/// \returns false when the deadline ended it.
bool block(WaitRecord &Record, Time Deadline = Never);

/// Makes a blocked fiber ready; nothing happens when it is not blocked.
void wake(Fiber *F);

Time now();

/// Calls \p Action(\p Argument) at \p When on a fresh fiber at DISPATCH_LEVEL.
/// \returns a number for cancelTimer.
uint64_t callAt(Time When, const char *Name, FiberBody Action, void *Argument);

/// \returns false when it has gone off already.
bool cancelTimer(uint64_t Timer);

/// Events from outside in real mode; none in model mode.
class World {
public:
  virtual ~World() = default;
  /// Real time in units of 100 ns.
  virtual Time now() = 0;
  /// Handles events until one made a fiber ready or \p Deadline has passed;
  /// only those at hand when \p Deadline is 0. False: there will never be any.
  virtual bool handleEvents(Time Deadline) = 0;
};
void setWorld(World *W);
World *world();

struct Limits {
  uint64_t Steps = 200000; ///< scheduling points of a run
  unsigned Processors = 2;
  unsigned IdleTimers = 24;  ///< expirations before an idle driver is unloaded
  unsigned BusySteps = 3000; ///< before a driver that is never idle is unloaded
};
extern Limits RunLimits;

/// Runs \p Harness on a fiber of its own, and whatever it starts, until the
/// run ends. The heap of runs must have been begun.
RunEnd runFibers(FiberBody Harness, void *Argument);

/// Suspends the run, so that the host can take a snapshot of it; for the
/// strategy, before it answers. Goes on with resumeRun.
void pauseRun();
RunEnd resumeRun();
/// Ends the paused run instead; returns RunEnd::Abandoned.
RunEnd abandonRun();

/// Ends the run at once, abandoning every fiber.
[[noreturn]] void endRun(RunEnd End);

/// Scheduling points so far in this run.
uint64_t steps();

} // namespace kernel

#endif // WSK_KERNEL_BASE_SCHEDULER_H
