//===- Work.cpp - Framework timers, work items, deferred calls ------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Deleting one of these stops it and waits until its callback has returned.
//===----------------------------------------------------------------------===//
#include "abi/Export.h"
#include "base/Choice.h"
#include "base/Waiting.h"
#include "ke/Dispatcher.h"
#include "nt/Status.h"
#include "wdf/Serialized.h"

namespace kernel {
namespace {
using namespace nt;
using namespace wdf;

struct Work {
  ObjectCallback Callback = nullptr;
  bool Serialized = false;
  uint32_t Period = 0;
  uint64_t Timer = 0; ///< of callAt; armed, or going off just now
  bool Stopped = false;
  bool Queued = false;
  unsigned Running = 0;
  Fiber *Runner = nullptr; ///< a callback may delete its own object
};

Work &workOf(const Object &Of) { return *static_cast<Work *>(Of.Payload); }

const char *nameOf(const Object &Of) {
  return Of.Kind == Kind::Timer      ? "EvtTimerFunc"
         : Of.Kind == Kind::WorkItem ? "EvtWorkItemFunc"
                                     : "EvtDpcFunc";
}

void call(Object &Of) {
  Work &W = workOf(Of);
  ++W.Running;
  W.Runner = self();
  if (W.Serialized)
    callEvent(nameOf(Of), Of, W.Callback, handleOf(Of));
  else
    callDriver(nameOf(Of), W.Callback, handleOf(Of));
  --W.Running;
  W.Runner = nullptr;
  wakeAll(&W);
}

/// Body of what runs a work item, a deferred call, or a timer that wants to run
/// at PASSIVE_LEVEL.
void runQueued(void *Argument) {
  auto &Of = *static_cast<Object *>(Argument);
  Work &W = workOf(Of);
  bool Due = W.Queued;
  W.Queued = false;
  if (Due)
    call(Of);
  wakeAll(&W);
}

bool queue(Object &Of) {
  Work &W = workOf(Of);
  if (W.Queued)
    return false;
  W.Queued = true;
  bool Dpc = Of.Kind == Kind::Dpc;
  spawn(Dpc ? FiberKind::Dpc : FiberKind::WorkItem, nameOf(Of), runQueued, &Of,
        Dpc ? DISPATCH_LEVEL : PASSIVE_LEVEL);
  return true;
}

void expire(void *Argument);

void arm(Object &Of, Time When) {
  workOf(Of).Stopped = false;
  workOf(Of).Timer = callAt(When, "timer", expire, &Of);
}

void expire(void *Argument) {
  auto &Of = *static_cast<Object *>(Argument);
  Work &W = workOf(Of);
  W.Timer = 0;
  if (W.Period && !W.Stopped)
    arm(Of, now() + W.Period * Millisecond);
  if (needsWorkItem(Of))
    queue(Of);
  else
    call(Of);
}

/// \returns whether it was armed.
bool disarm(Work &W) {
  W.Stopped = true;
  if (!W.Timer || !cancelTimer(W.Timer))
    return false;
  W.Timer = 0;
  return true;
}

void waitForCallback(Work &W, const char *What) {
  while ((W.Running && W.Runner != self()) || W.Queued || W.Timer)
    blockOn(&W, What);
}

void stopAndWait(Object &Of) {
  Work &W = workOf(Of);
  disarm(W);
  if (Of.Kind != Kind::WorkItem) // these are waited for
    W.Queued = false;
  waitForCallback(W, "the framework's deletion of a timer or work item");
}

/// What all three kinds ask for. \p Level: where the callback is called.
NTSTATUS make(Kind What, const Work &Wanted, const ObjectAttributes *Attributes,
              int32_t Level, void **Out) {
  if (!Attributes || !Attributes->Parent)
    return STATUS_WDF_PARENT_NOT_SPECIFIED;
  Object &Parent = getAny(Attributes->Parent, "ParentObject");
  if (Wanted.Serialized && !ancestor(&Parent, Kind::Device))
    return STATUS_INVALID_DEVICE_REQUEST;
  bool Excludes = Wanted.Serialized && Parent.Scope != ScopeNone;
  if (Excludes && (Parent.Level == LevelPassive) != (Level == LevelPassive))
    return STATUS_WDF_INCOMPATIBLE_EXECUTION_LEVEL;
  if (chooseNoMemory())
    return STATUS_INSUFFICIENT_RESOURCES;
  Object &Made = *wdf::create(What, Attributes, nullptr);
  Made.Level = Level;
  Made.Payload = run::create<Work>(Wanted);
  Made.Removing = stopAndWait;
  *Out = handleOf(Made);
  return STATUS_SUCCESS;
}

Object &get(void *Handle, Kind What, const char *Routine) {
  return wdf::get(Handle, What, Routine);
}

void *parentOf(void *Handle, Kind What, const char *Routine) {
  return handleOf(*get(Handle, What, Routine).Parent);
}

//===-- Timers ------------------------------------------------------------===//

MSABI NTSTATUS WdfTimerCreate(const TimerConfig *Config,
                              const ObjectAttributes *Attributes, void **Out) {
  Work Wanted;
  Wanted.Callback = Config->Expired;
  Wanted.Serialized = Config->Serialized;
  Wanted.Period = Config->Period;
  bool Passive = Attributes && Attributes->ExecutionLevel == LevelPassive;
  if (Passive && Config->Period)
    return STATUS_NOT_SUPPORTED;
  return make(Kind::Timer, Wanted, Attributes,
              Passive ? LevelPassive : LevelDispatch, Out);
}
KERNEL_EXPORT(WdfTimerCreate, DISPATCH_LEVEL)

MSABI BOOLEAN WdfTimerStart(void *Handle, int64_t Due) {
  Object &Of = get(Handle, Kind::Timer, "WdfTimerStart");
  bool Armed = disarm(workOf(Of));
  arm(Of, ke::deadlineOf(&Due));
  return Armed;
}
KERNEL_EXPORT(WdfTimerStart, DISPATCH_LEVEL)

MSABI BOOLEAN WdfTimerStop(void *Handle, BOOLEAN Wait) {
  Object &Of = get(Handle, Kind::Timer, "WdfTimerStop");
  if (Wait && self()->irql() > PASSIVE_LEVEL)
    report("irql-api",
           "WdfTimerStop with Wait is called at IRQL %u; it may be called at 0 "
           "only",
           unsigned(self()->irql()));
  yield();
  bool Armed = disarm(workOf(Of));
  if (Wait)
    waitForCallback(workOf(Of), "WdfTimerStop");
  return Armed;
}
KERNEL_EXPORT(WdfTimerStop, DISPATCH_LEVEL)

MSABI void *WdfTimerGetParentObject(void *Handle) {
  return parentOf(Handle, Kind::Timer, "WdfTimerGetParentObject");
}
KERNEL_EXPORT(WdfTimerGetParentObject, DISPATCH_LEVEL)

//===-- Work items --------------------------------------------------------===//

MSABI NTSTATUS WdfWorkItemCreate(const WorkConfig *Config,
                                 const ObjectAttributes *Attributes,
                                 void **Out) {
  Work Wanted;
  Wanted.Callback = Config->Run;
  Wanted.Serialized = Config->Serialized;
  return make(Kind::WorkItem, Wanted, Attributes, LevelPassive, Out);
}
KERNEL_EXPORT(WdfWorkItemCreate, DISPATCH_LEVEL)

MSABI void WdfWorkItemEnqueue(void *Handle) {
  queue(get(Handle, Kind::WorkItem, "WdfWorkItemEnqueue"));
  yield();
}
KERNEL_EXPORT(WdfWorkItemEnqueue, DISPATCH_LEVEL)

MSABI void WdfWorkItemFlush(void *Handle) {
  waitForCallback(workOf(get(Handle, Kind::WorkItem, "WdfWorkItemFlush")),
                  "WdfWorkItemFlush");
}
KERNEL_EXPORT(WdfWorkItemFlush, PASSIVE_LEVEL)

MSABI void *WdfWorkItemGetParentObject(void *Handle) {
  return parentOf(Handle, Kind::WorkItem, "WdfWorkItemGetParentObject");
}
KERNEL_EXPORT(WdfWorkItemGetParentObject, DISPATCH_LEVEL)

//===-- Deferred procedure calls ------------------------------------------===//

MSABI NTSTATUS WdfDpcCreate(const WorkConfig *Config,
                            const ObjectAttributes *Attributes, void **Out) {
  Work Wanted;
  Wanted.Callback = Config->Run;
  Wanted.Serialized = Config->Serialized;
  return make(Kind::Dpc, Wanted, Attributes, LevelDispatch, Out);
}
KERNEL_EXPORT(WdfDpcCreate, DISPATCH_LEVEL)

MSABI BOOLEAN WdfDpcEnqueue(void *Handle) {
  bool Queued = queue(get(Handle, Kind::Dpc, "WdfDpcEnqueue"));
  yield();
  return Queued;
}
KERNEL_EXPORT(WdfDpcEnqueue, HIGH_LEVEL)

MSABI BOOLEAN WdfDpcCancel(void *Handle, BOOLEAN Wait) {
  Work &W = workOf(get(Handle, Kind::Dpc, "WdfDpcCancel"));
  bool Queued = W.Queued;
  W.Queued = false;
  if (Wait)
    waitForCallback(W, "WdfDpcCancel");
  return Queued;
}
KERNEL_EXPORT(WdfDpcCancel, DISPATCH_LEVEL)

MSABI void *WdfDpcGetParentObject(void *Handle) {
  return parentOf(Handle, Kind::Dpc, "WdfDpcGetParentObject");
}
KERNEL_EXPORT(WdfDpcGetParentObject, DISPATCH_LEVEL)
} // namespace
} // namespace kernel
