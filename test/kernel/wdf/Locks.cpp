//===- Locks.cpp - Framework spin locks and wait locks --------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "ke/Locks.h"
#include "abi/Export.h"
#include "base/Choice.h"
#include "base/Waiting.h"
#include "ke/Dispatcher.h"
#include "monitor/Waits.h"
#include "nt/Status.h"
#include "wdf/Driver.h"

namespace kernel {
namespace {
using namespace nt;
using namespace wdf;

struct SpinLock {
  uint64_t Word = 0;
  KIRQL Before = 0;
};

MSABI NTSTATUS WdfSpinLockCreate(const ObjectAttributes *Attributes,
                                 void **Out) {
  if (chooseNoMemory())
    return STATUS_INSUFFICIENT_RESOURCES;
  Object &Made = *wdf::create(Kind::SpinLock, Attributes, wdf::driver());
  Made.Payload = run::create<SpinLock>();
  *Out = handleOf(Made);
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(WdfSpinLockCreate, DISPATCH_LEVEL)

SpinLock &spinLock(void *Handle, const char *Routine) {
  return *static_cast<SpinLock *>(
      wdf::get(Handle, Kind::SpinLock, Routine).Payload);
}

MSABI void WdfSpinLockAcquire(void *Handle) {
  SpinLock &L = spinLock(Handle, "WdfSpinLockAcquire");
  KIRQL Before = ke::raiseIrql(DISPATCH_LEVEL, "WdfSpinLockAcquire");
  ke::acquireSpin(&L.Word, "WdfSpinLockAcquire");
  L.Before = Before;
}
KERNEL_EXPORT(WdfSpinLockAcquire, DISPATCH_LEVEL)

MSABI void WdfSpinLockRelease(void *Handle) {
  SpinLock &L = spinLock(Handle, "WdfSpinLockRelease");
  KIRQL Before = L.Before;
  ke::releaseSpin(&L.Word, "WdfSpinLockRelease");
  ke::lowerIrql(Before, "WdfSpinLockRelease");
  yield();
}
KERNEL_EXPORT(WdfSpinLockRelease, DISPATCH_LEVEL)

MSABI NTSTATUS WdfWaitLockCreate(const ObjectAttributes *Attributes,
                                 void **Out) {
  if (chooseNoMemory())
    return STATUS_INSUFFICIENT_RESOURCES;
  Object &Made = *wdf::create(Kind::WaitLock, Attributes, wdf::driver());
  *Out = handleOf(Made);
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(WdfWaitLockCreate, DISPATCH_LEVEL)

MSABI NTSTATUS WdfWaitLockAcquire(void *Handle, const int64_t *Timeout) {
  Object &L = wdf::get(Handle, Kind::WaitLock, "WdfWaitLockAcquire");
  bool Polls = Timeout && *Timeout == 0;
  if (!Polls)
    monitor::checkWait("WdfWaitLockAcquire", &L);
  if (L.Holder == self() && !Timeout)
    bugcheck("lock-recursive",
             "WdfWaitLockAcquire: the thread has this lock already and waits "
             "for itself");
  yield();
  Time Deadline = ke::deadlineOf(Timeout);
  while (L.Holder)
    if (Polls || !blockOn(&L, "WdfWaitLockAcquire", false, Deadline))
      return STATUS_TIMEOUT;
  L.Holder = self();
  ++self()->CriticalRegions;
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(WdfWaitLockAcquire, DISPATCH_LEVEL)

MSABI void WdfWaitLockRelease(void *Handle) {
  Object &L = wdf::get(Handle, Kind::WaitLock, "WdfWaitLockRelease");
  if (L.Holder != self())
    report("lock-release-not-owner",
           "WdfWaitLockRelease: the thread does not have the lock");
  else
    --self()->CriticalRegions;
  L.Holder = nullptr;
  wakeOne(&L);
  yield();
}
KERNEL_EXPORT(WdfWaitLockRelease, DISPATCH_LEVEL)
} // namespace
} // namespace kernel
