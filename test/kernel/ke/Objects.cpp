//===- Objects.cpp - Semaphores, mutexes, and looking at objects ----------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "abi/Export.h"
#include "ke/Dispatcher.h"
#include "nt/Status.h"
#include "seh/Exception.h"

namespace kernel {
namespace {
using namespace nt;

void initialize(DISPATCHER_HEADER &Header, uint8_t Kind, size_t Size,
                int32_t State) {
  Header = {};
  Header.Type = Kind;
  Header.Size = uint8_t(Size / 4);
  Header.SignalState = State;
  Header.WaitListHead = {&Header.WaitListHead, &Header.WaitListHead};
}

MSABI void KeInitializeSemaphore(KSEMAPHORE *Semaphore, int32_t Count,
                                 int32_t Limit) {
  initialize(Semaphore->Header, SemaphoreObject, sizeof(KSEMAPHORE), Count);
  Semaphore->Limit = Limit;
}
KERNEL_EXPORT(KeInitializeSemaphore, HIGH_LEVEL)

MSABI int32_t KeReleaseSemaphore(KSEMAPHORE *Semaphore, int32_t,
                                 int32_t Adjustment, BOOLEAN) {
  int32_t Before = Semaphore->Header.SignalState;
  if (Adjustment <= 0 || Before + Adjustment > Semaphore->Limit)
    seh::raiseStatus(STATUS_SEMAPHORE_LIMIT_EXCEEDED);
  ke::signal(&Semaphore->Header, Before + Adjustment);
  yield();
  return Before;
}
KERNEL_EXPORT(KeReleaseSemaphore, DISPATCH_LEVEL)

MSABI int32_t KeReadStateSemaphore(KSEMAPHORE *Semaphore) {
  return Semaphore->Header.SignalState;
}
KERNEL_EXPORT(KeReadStateSemaphore, DISPATCH_LEVEL)

MSABI void KeInitializeMutex(KMUTANT *Mutex, uint32_t) {
  initialize(Mutex->Header, MutantObject, sizeof(KMUTANT), 1);
  Mutex->OwnerThread = nullptr;
}
KERNEL_EXPORT(KeInitializeMutex, HIGH_LEVEL)

MSABI int32_t KeReleaseMutex(KMUTANT *Mutex, BOOLEAN) {
  int32_t Before = Mutex->Header.SignalState;
  if (Mutex->OwnerThread != self()) {
    report("lock-release-not-owner",
           "KeReleaseMutex: the thread does not own the mutex");
    seh::raiseStatus(STATUS_MUTANT_NOT_OWNED);
  }
  if (Before + 1 == 1)
    Mutex->OwnerThread = nullptr;
  ke::signal(&Mutex->Header, Before + 1);
  yield();
  return Before;
}
KERNEL_EXPORT(KeReleaseMutex, DISPATCH_LEVEL)

MSABI int32_t KeReadStateMutex(KMUTANT *Mutex) {
  return Mutex->Header.SignalState;
}
KERNEL_EXPORT(KeReadStateMutex, DISPATCH_LEVEL)

MSABI int32_t KePulseEvent(KEVENT *Event, int32_t, BOOLEAN) {
  int32_t Before = ke::setEvent(Event);
  Event->Header.SignalState = 0;
  yield();
  return Before;
}
KERNEL_EXPORT(KePulseEvent, DISPATCH_LEVEL)
} // namespace
} // namespace kernel
