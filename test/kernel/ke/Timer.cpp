//===- Timer.cpp - Timers, deferred procedure calls and time --------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "abi/DriverCall.h"
#include "abi/Export.h"
#include "base/Waiting.h"
#include "ke/Dispatcher.h"
#include "nt/Status.h"
#include <algorithm>

namespace kernel {

namespace {
using namespace nt;

struct Armed {
  KTIMER *Timer;
  uint64_t Id;
  StackRef Set;
};
struct Deferred {
  run::vector<Armed> Timers;
  unsigned Dpcs = 0; // queued or running
};
run::Local<Deferred> State;

void runDpc(void *Argument) {
  auto *Dpc = static_cast<KDPC *>(Argument);
  // Removed meanwhile, and perhaps queued again: each has its own fiber.
  if (Dpc->DpcData) {
    Dpc->DpcData = nullptr;
    callDriver("DPC routine", Dpc->Routine, Dpc, Dpc->Context,
               Dpc->SystemArgument1, Dpc->SystemArgument2);
  }
  if (--State->Dpcs == 0)
    wakeAll(&State->Dpcs);
}

bool queueDpc(KDPC *Dpc, void *Argument1, void *Argument2) {
  if (Dpc->DpcData)
    return false;
  Dpc->SystemArgument1 = Argument1;
  Dpc->SystemArgument2 = Argument2;
  Dpc->DpcData = Dpc;
  ++State->Dpcs;
  spawn(FiberKind::Dpc, "DPC", runDpc, Dpc, DISPATCH_LEVEL);
  return true;
}

bool disarm(KTIMER *Timer) {
  auto &Timers = State->Timers;
  for (size_t I = 0; I != Timers.size(); ++I)
    if (Timers[I].Timer == Timer) {
      cancelTimer(Timers[I].Id);
      Timers.erase(Timers.begin() + I);
      return true;
    }
  return false;
}

void expire(void *Argument);

void arm(KTIMER *Timer, Time When) {
  Timer->DueTime = When;
  uint64_t Id = callAt(When, "timer", expire, Timer);
  State->Timers.push_back({Timer, Id, captureRef()});
}

void expire(void *Argument) {
  auto *Timer = static_cast<KTIMER *>(Argument);
  disarm(Timer);
  ke::signal(&Timer->Header, 1);
  if (Timer->Period)
    arm(Timer, now() + Timer->Period * Millisecond);
  if (Timer->Dpc)
    queueDpc(Timer->Dpc, nullptr, nullptr);
}

void checkArmed() {
  for (const Armed &A : State->Timers)
    report("callback-after-unload",
           "a timer of the driver is still set when the driver is gone")
        .note(A.Set, "set here");
}
RunHook AtEnd(RunHook::AfterUnload, checkArmed);

MSABI void KeInitializeTimerEx(KTIMER *Timer, uint32_t Kind) {
  *Timer = {};
  Timer->Header.Type = uint8_t(TimerNotificationObject + Kind);
  Timer->Header.Size = sizeof(KTIMER) / 4;
}
KERNEL_EXPORT(KeInitializeTimerEx, DISPATCH_LEVEL)

MSABI void KeInitializeTimer(KTIMER *Timer) { KeInitializeTimerEx(Timer, 0); }
KERNEL_EXPORT(KeInitializeTimer, DISPATCH_LEVEL)

MSABI BOOLEAN KeSetTimerEx(KTIMER *Timer, int64_t Due, int32_t Period,
                           KDPC *Dpc) {
  bool WasArmed = disarm(Timer);
  Timer->Header.SignalState = 0;
  Timer->Period = Period;
  Timer->Dpc = Dpc;
  arm(Timer, ke::deadlineOf(&Due));
  return WasArmed;
}
KERNEL_EXPORT(KeSetTimerEx, DISPATCH_LEVEL)

MSABI BOOLEAN KeSetTimer(KTIMER *Timer, int64_t Due, KDPC *Dpc) {
  return KeSetTimerEx(Timer, Due, 0, Dpc);
}
KERNEL_EXPORT(KeSetTimer, DISPATCH_LEVEL)

MSABI BOOLEAN KeSetCoalescableTimer(KTIMER *Timer, int64_t Due, uint32_t Period,
                                    uint32_t, KDPC *Dpc) {
  return KeSetTimerEx(Timer, Due, int32_t(Period), Dpc);
}
KERNEL_EXPORT(KeSetCoalescableTimer, DISPATCH_LEVEL)

MSABI BOOLEAN KeCancelTimer(KTIMER *Timer) {
  yield();
  return disarm(Timer);
}
KERNEL_EXPORT(KeCancelTimer, DISPATCH_LEVEL)

MSABI BOOLEAN KeReadStateTimer(KTIMER *Timer) {
  return Timer->Header.SignalState != 0;
}
KERNEL_EXPORT(KeReadStateTimer, DISPATCH_LEVEL)

MSABI void KeInitializeDpc(KDPC *Dpc, DeferredRoutine Routine, void *Context) {
  *Dpc = {};
  Dpc->Type = 19;
  Dpc->Routine = Routine;
  Dpc->Context = Context;
}
KERNEL_EXPORT(KeInitializeDpc, HIGH_LEVEL)
KERNEL_EXPORT_AS(KeInitializeThreadedDpc, KeInitializeDpc, HIGH_LEVEL)

MSABI BOOLEAN KeInsertQueueDpc(KDPC *Dpc, void *Argument1, void *Argument2) {
  bool Queued = queueDpc(Dpc, Argument1, Argument2);
  yield();
  return Queued;
}
KERNEL_EXPORT(KeInsertQueueDpc, HIGH_LEVEL)

MSABI BOOLEAN KeRemoveQueueDpc(KDPC *Dpc) {
  bool Queued = Dpc->DpcData != nullptr;
  Dpc->DpcData = nullptr;
  return Queued;
}
KERNEL_EXPORT(KeRemoveQueueDpc, HIGH_LEVEL)

MSABI void KeSetImportanceDpc(KDPC *Dpc, uint32_t Importance) {
  Dpc->Importance = uint8_t(Importance);
}
KERNEL_EXPORT(KeSetImportanceDpc, HIGH_LEVEL)

MSABI void KeSetTargetProcessorDpc(KDPC *, int8_t) {}
KERNEL_EXPORT(KeSetTargetProcessorDpc, HIGH_LEVEL)

MSABI void KeFlushQueuedDpcs() {
  while (State->Dpcs)
    blockOn(&State->Dpcs, "KeFlushQueuedDpcs");
}
KERNEL_EXPORT(KeFlushQueuedDpcs, PASSIVE_LEVEL)

MSABI void KeQuerySystemTime(int64_t *Out) { *Out = int64_t(now()); }
KERNEL_EXPORT(KeQuerySystemTime, HIGH_LEVEL)
KERNEL_EXPORT_AS(KeQuerySystemTimePrecise, KeQuerySystemTime, HIGH_LEVEL)

MSABI int64_t KeQueryPerformanceCounter(int64_t *Frequency) {
  if (Frequency)
    *Frequency = 10000000;
  return int64_t(now());
}
KERNEL_EXPORT(KeQueryPerformanceCounter, HIGH_LEVEL)

MSABI uint64_t KeQueryInterruptTime() { return now(); }
KERNEL_EXPORT(KeQueryInterruptTime, HIGH_LEVEL)
KERNEL_EXPORT_AS(KeQueryUnbiasedInterruptTime, KeQueryInterruptTime, HIGH_LEVEL)

constexpr uint32_t Tick = 156250; // 15.625 ms in units of 100 ns

MSABI uint32_t KeQueryTimeIncrement() { return Tick; }
KERNEL_EXPORT(KeQueryTimeIncrement, HIGH_LEVEL)

MSABI void KeQueryTickCount(int64_t *Out) { *Out = int64_t(now() / Tick); }
KERNEL_EXPORT(KeQueryTickCount, HIGH_LEVEL)

MSABI void KeStallExecutionProcessor(uint32_t) { yield(); }
KERNEL_EXPORT(KeStallExecutionProcessor, HIGH_LEVEL)

MSABI void YieldProcessor() { yield(); }
KERNEL_EXPORT(YieldProcessor, HIGH_LEVEL)
KERNEL_EXPORT_AS(__nop, YieldProcessor, HIGH_LEVEL)
KERNEL_EXPORT_AS(_mm_pause, YieldProcessor, HIGH_LEVEL)
KERNEL_EXPORT_AS(ZwYieldExecution, YieldProcessor, APC_LEVEL)
} // namespace
} // namespace kernel
