//===- Dispatcher.cpp - Objects that can be waited for --------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "ke/Dispatcher.h"
#include "abi/Export.h"
#include "mm/Access.h"
#include "mm/Pool.h"
#include "monitor/Waits.h"
#include "nt/Status.h"

namespace kernel {
namespace ke {

namespace {
using nt::DISPATCHER_HEADER;

/// Beside the WaitRecord of a fiber that waits for dispatcher objects.
struct ObjectWait {
  DISPATCHER_HEADER *const *Objects;
  unsigned Count;
  bool All;
  unsigned Satisfied; // index of the object that ended the wait
  bool Done;
};

bool isSignalled(const DISPATCHER_HEADER *Object, const Fiber *F) {
  if (Object->Type == nt::MutantObject) {
    auto *M = reinterpret_cast<const nt::KMUTANT *>(Object);
    return Object->SignalState > 0 || M->OwnerThread == F;
  }
  return Object->SignalState > 0;
}

/// What a satisfied wait does to the object.
void take(DISPATCHER_HEADER *Object, Fiber *F) {
  switch (Object->Type) {
  case nt::SynchronizationEventObject:
  case nt::TimerSynchronizationObject:
    Object->SignalState = 0;
    break;
  case nt::SemaphoreObject:
    --Object->SignalState;
    break;
  case nt::MutantObject:
    --Object->SignalState;
    reinterpret_cast<nt::KMUTANT *>(Object)->OwnerThread = F;
    break;
  default:
    break;
  }
}

bool trySatisfy(ObjectWait &Wait, Fiber *F) {
  if (!Wait.All) {
    for (unsigned I = 0; I != Wait.Count; ++I)
      if (isSignalled(Wait.Objects[I], F)) {
        take(Wait.Objects[I], F);
        Wait.Satisfied = I;
        return Wait.Done = true;
      }
    return false;
  }
  for (unsigned I = 0; I != Wait.Count; ++I)
    if (!isSignalled(Wait.Objects[I], F))
      return false;
  for (unsigned I = 0; I != Wait.Count; ++I)
    take(Wait.Objects[I], F);
  Wait.Satisfied = 0;
  return Wait.Done = true;
}

bool waitsFor(const Fiber *F, const DISPATCHER_HEADER *Object) {
  if (F->State != FiberState::Blocked || !F->Wait->ObjectCount)
    return false;
  for (unsigned I = 0; I != F->Wait->ObjectCount; ++I)
    if (F->Wait->Objects[I] == Object)
      return true;
  return false;
}

void checkObject(const DISPATCHER_HEADER *Object, const char *What) {
  checkAccess(Object, sizeof(*Object), What);
  if (Object->Type > nt::TimerSynchronizationObject)
    report("object-not-initialized",
           "%s is given an object that was never initialized", What);
}
} // namespace

Time deadlineOf(const int64_t *Timeout) {
  if (!Timeout)
    return Never;
  return *Timeout <= 0 ? now() + Time(-*Timeout) : Time(*Timeout);
}

nt::NTSTATUS waitForMany(DISPATCHER_HEADER *const *Objects, unsigned Count,
                         bool All, const int64_t *Timeout, const char *What) {
  bool Polls = Timeout && *Timeout == 0;
  for (unsigned I = 0; I != Count; ++I)
    checkObject(Objects[I], What);
  if (!Polls)
    monitor::checkWait(What, Count ? Objects[0] : nullptr);
  yield();
  ObjectWait Wait{Objects, Count, All, 0, false};
  if (trySatisfy(Wait, self()))
    return Wait.Satisfied;
  if (Polls)
    return nt::STATUS_TIMEOUT;
  WaitRecord Record;
  Record.What = What;
  Record.Objects = reinterpret_cast<const void *const *>(Objects);
  Record.ObjectCount = Count;
  Record.Data = &Wait;
  Time Deadline = deadlineOf(Timeout);
  // Others may wake a fiber that no longer waits for them: look again then.
  do {
    if (!block(Record, Deadline))
      return nt::STATUS_TIMEOUT;
  } while (!Wait.Done && !trySatisfy(Wait, self()));
  return Wait.Satisfied;
}

nt::NTSTATUS waitFor(DISPATCHER_HEADER *Object, const int64_t *Timeout,
                     const char *What) {
  return waitForMany(&Object, 1, false, Timeout, What);
}

void signal(DISPATCHER_HEADER *Object, int32_t State) {
  Object->SignalState = State;
  unsigned Count;
  Fiber *const *Live = liveFibers(Count);
  for (unsigned I = 0; I != Count && Object->SignalState > 0; ++I) {
    Fiber *F = Live[I];
    if (waitsFor(F, Object) &&
        trySatisfy(*static_cast<ObjectWait *>(F->Wait->Data), F))
      wake(F);
  }
}

int32_t setEvent(nt::KEVENT *Event) {
  checkAccess(Event, sizeof(*Event), "setting an event touches");
  int32_t Before = Event->Header.SignalState;
  signal(&Event->Header, 1);
  return Before;
}

} // namespace ke

namespace {
using namespace nt;

MSABI void KeInitializeEvent(KEVENT *Event, uint32_t Kind, BOOLEAN State) {
  if (pool::isPaged(Event))
    report("event-in-paged-pool",
           "KeInitializeEvent: an event must be in memory that stays resident");
  Event->Header = {};
  Event->Header.Type = uint8_t(Kind);
  Event->Header.Size = sizeof(KEVENT) / 4;
  Event->Header.SignalState = State;
  Event->Header.WaitListHead = {&Event->Header.WaitListHead,
                                &Event->Header.WaitListHead};
}
KERNEL_EXPORT(KeInitializeEvent, HIGH_LEVEL)

MSABI int32_t KeSetEvent(KEVENT *Event, int32_t, BOOLEAN) {
  int32_t Before = ke::setEvent(Event);
  yield();
  return Before;
}
KERNEL_EXPORT(KeSetEvent, DISPATCH_LEVEL)

MSABI int32_t KeResetEvent(KEVENT *Event) {
  int32_t Before = Event->Header.SignalState;
  Event->Header.SignalState = 0;
  return Before;
}
KERNEL_EXPORT(KeResetEvent, DISPATCH_LEVEL)

MSABI void KeClearEvent(KEVENT *Event) { Event->Header.SignalState = 0; }
KERNEL_EXPORT(KeClearEvent, DISPATCH_LEVEL)

MSABI int32_t KeReadStateEvent(KEVENT *Event) {
  yield();
  return Event->Header.SignalState;
}
KERNEL_EXPORT(KeReadStateEvent, DISPATCH_LEVEL)

MSABI NTSTATUS KeWaitForSingleObject(DISPATCHER_HEADER *Object, uint32_t,
                                     int8_t, BOOLEAN, int64_t *Timeout) {
  return ke::waitFor(Object, Timeout, "KeWaitForSingleObject");
}
KERNEL_EXPORT(KeWaitForSingleObject, DISPATCH_LEVEL)

MSABI NTSTATUS KeWaitForMultipleObjects(uint32_t Count,
                                        DISPATCHER_HEADER **Objects,
                                        uint32_t WaitType, uint32_t, int8_t,
                                        BOOLEAN, int64_t *Timeout, void *) {
  return ke::waitForMany(Objects, Count, WaitType == 0, Timeout,
                         "KeWaitForMultipleObjects");
}
KERNEL_EXPORT(KeWaitForMultipleObjects, DISPATCH_LEVEL)

MSABI NTSTATUS KeDelayExecutionThread(int8_t, BOOLEAN, int64_t *Interval) {
  monitor::checkWait("KeDelayExecutionThread", nullptr);
  WaitRecord Record;
  Record.What = "KeDelayExecutionThread";
  block(Record, ke::deadlineOf(Interval));
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(KeDelayExecutionThread, HIGH_LEVEL)
} // namespace
} // namespace kernel
