//===- SpinLock.cpp - IRQL and spin locks ---------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "abi/Export.h"
#include "base/Waiting.h"
#include "ke/Locks.h"

namespace kernel {
namespace ke {

namespace {
uint64_t ownerMark() { return uint64_t(self()->Id) << 1 | 1; }
} // namespace

nt::KIRQL raiseIrql(nt::KIRQL To, const char *Routine) {
  nt::KIRQL Before = self()->irql();
  if (To < Before)
    bugcheck("irql-raise-lower", "%s: IRQL is %u already", Routine,
             unsigned(Before));
  self()->setIrql(To);
  return Before;
}

void lowerIrql(nt::KIRQL To, const char *Routine) {
  if (To > self()->irql())
    bugcheck("irql-lower-raise", "%s: IRQL is only %u", Routine,
             unsigned(self()->irql()));
  self()->setIrql(To);
}

void acquireSpin(uint64_t *Lock, const char *Routine) {
  if (*Lock == ownerMark())
    bugcheck("lock-recursive",
             "%s: the thread holds this spin lock already and waits for itself",
             Routine);
  yield();
  while (*Lock)
    blockOn(Lock, Routine, true);
  *Lock = ownerMark();
  ++self()->SpinLocks;
}

bool tryAcquireSpin(uint64_t *Lock) {
  yield();
  if (*Lock)
    return false;
  *Lock = ownerMark();
  ++self()->SpinLocks;
  return true;
}

void releaseSpin(uint64_t *Lock, const char *Routine) {
  if (*Lock != ownerMark())
    report("lock-release-not-owner",
           "%s: the thread does not hold this spin lock", Routine);
  else
    --self()->SpinLocks;
  *Lock = 0;
  wakeAll(Lock);
}

} // namespace ke

namespace {
using namespace nt;

MSABI KIRQL KeGetCurrentIrql() { return self()->irql(); }
KERNEL_EXPORT(KeGetCurrentIrql, HIGH_LEVEL)

MSABI KIRQL KfRaiseIrql(KIRQL To) { return ke::raiseIrql(To, "KeRaiseIrql"); }
KERNEL_EXPORT(KfRaiseIrql, HIGH_LEVEL)

MSABI void KeRaiseIrql(KIRQL To, KIRQL *Before) {
  *Before = ke::raiseIrql(To, "KeRaiseIrql");
}
KERNEL_EXPORT(KeRaiseIrql, HIGH_LEVEL)

MSABI KIRQL KeRaiseIrqlToDpcLevel() {
  return ke::raiseIrql(DISPATCH_LEVEL, "KeRaiseIrqlToDpcLevel");
}
KERNEL_EXPORT(KeRaiseIrqlToDpcLevel, DISPATCH_LEVEL)

MSABI void KeLowerIrql(KIRQL To) {
  ke::lowerIrql(To, "KeLowerIrql");
  yield();
}
KERNEL_EXPORT(KeLowerIrql, HIGH_LEVEL)
KERNEL_EXPORT_AS(KfLowerIrql, KeLowerIrql, HIGH_LEVEL)

MSABI void KeInitializeSpinLock(uint64_t *Lock) { *Lock = 0; }
KERNEL_EXPORT(KeInitializeSpinLock, HIGH_LEVEL)

MSABI KIRQL KeAcquireSpinLockRaiseToDpc(uint64_t *Lock) {
  KIRQL Before = ke::raiseIrql(DISPATCH_LEVEL, "KeAcquireSpinLock");
  ke::acquireSpin(Lock, "KeAcquireSpinLock");
  return Before;
}
KERNEL_EXPORT(KeAcquireSpinLockRaiseToDpc, DISPATCH_LEVEL)
KERNEL_EXPORT_AS(KfAcquireSpinLock, KeAcquireSpinLockRaiseToDpc, DISPATCH_LEVEL)
KERNEL_EXPORT_AS(ExAcquireSpinLockExclusive, KeAcquireSpinLockRaiseToDpc,
                 DISPATCH_LEVEL)

MSABI void KeAcquireSpinLock(uint64_t *Lock, KIRQL *Before) {
  *Before = KeAcquireSpinLockRaiseToDpc(Lock);
}
KERNEL_EXPORT(KeAcquireSpinLock, DISPATCH_LEVEL)

MSABI void KeReleaseSpinLock(uint64_t *Lock, KIRQL Irql) {
  ke::releaseSpin(Lock, "KeReleaseSpinLock");
  ke::lowerIrql(Irql, "KeReleaseSpinLock");
  yield();
}
KERNEL_EXPORT(KeReleaseSpinLock, DISPATCH_LEVEL)
KERNEL_EXPORT_AS(KfReleaseSpinLock, KeReleaseSpinLock, DISPATCH_LEVEL)
KERNEL_EXPORT_AS(ExReleaseSpinLockExclusive, KeReleaseSpinLock, DISPATCH_LEVEL)

MSABI void KeAcquireSpinLockAtDpcLevel(uint64_t *Lock) {
  if (self()->irql() < DISPATCH_LEVEL)
    report("irql-api",
           "KeAcquireSpinLockAtDpcLevel is called at IRQL %u; it "
           "may be called at DISPATCH_LEVEL only",
           unsigned(self()->irql()));
  ke::acquireSpin(Lock, "KeAcquireSpinLockAtDpcLevel");
}
KERNEL_EXPORT(KeAcquireSpinLockAtDpcLevel, HIGH_LEVEL)
KERNEL_EXPORT_AS(ExAcquireSpinLockExclusiveAtDpcLevel,
                 KeAcquireSpinLockAtDpcLevel, HIGH_LEVEL)

MSABI void KeReleaseSpinLockFromDpcLevel(uint64_t *Lock) {
  ke::releaseSpin(Lock, "KeReleaseSpinLockFromDpcLevel");
  yield();
}
KERNEL_EXPORT(KeReleaseSpinLockFromDpcLevel, HIGH_LEVEL)
KERNEL_EXPORT_AS(ExReleaseSpinLockExclusiveFromDpcLevel,
                 KeReleaseSpinLockFromDpcLevel, HIGH_LEVEL)

MSABI BOOLEAN KeTryToAcquireSpinLockAtDpcLevel(uint64_t *Lock) {
  return ke::tryAcquireSpin(Lock);
}
KERNEL_EXPORT(KeTryToAcquireSpinLockAtDpcLevel, HIGH_LEVEL)

struct LockQueue {
  void *Next;
  uint64_t *Lock;
  KIRQL OldIrql;
};

MSABI void KeAcquireInStackQueuedSpinLock(uint64_t *Lock, LockQueue *Handle) {
  Handle->OldIrql = KeAcquireSpinLockRaiseToDpc(Lock);
  Handle->Lock = Lock;
}
KERNEL_EXPORT(KeAcquireInStackQueuedSpinLock, DISPATCH_LEVEL)

MSABI void KeReleaseInStackQueuedSpinLock(LockQueue *Handle) {
  KeReleaseSpinLock(Handle->Lock, Handle->OldIrql);
}
KERNEL_EXPORT(KeReleaseInStackQueuedSpinLock, DISPATCH_LEVEL)

MSABI void KeAcquireInStackQueuedSpinLockAtDpcLevel(uint64_t *Lock,
                                                    LockQueue *Handle) {
  ke::acquireSpin(Lock, "KeAcquireInStackQueuedSpinLockAtDpcLevel");
  Handle->Lock = Lock;
}
KERNEL_EXPORT(KeAcquireInStackQueuedSpinLockAtDpcLevel, DISPATCH_LEVEL)

MSABI void KeReleaseInStackQueuedSpinLockFromDpcLevel(LockQueue *Handle) {
  KeReleaseSpinLockFromDpcLevel(Handle->Lock);
}
KERNEL_EXPORT(KeReleaseInStackQueuedSpinLockFromDpcLevel, DISPATCH_LEVEL)

MSABI void KeEnterCriticalRegion() { ++self()->CriticalRegions; }
KERNEL_EXPORT(KeEnterCriticalRegion, APC_LEVEL)
KERNEL_EXPORT_AS(KeEnterGuardedRegion, KeEnterCriticalRegion, APC_LEVEL)
KERNEL_EXPORT_AS(FsRtlEnterFileSystem, KeEnterCriticalRegion, APC_LEVEL)

MSABI void KeLeaveCriticalRegion() {
  if (self()->CriticalRegions == 0)
    bugcheck("lock-release-not-owner",
             "KeLeaveCriticalRegion: the thread is in no critical region");
  --self()->CriticalRegions;
}
KERNEL_EXPORT(KeLeaveCriticalRegion, APC_LEVEL)
KERNEL_EXPORT_AS(KeLeaveGuardedRegion, KeLeaveCriticalRegion, APC_LEVEL)
KERNEL_EXPORT_AS(FsRtlExitFileSystem, KeLeaveCriticalRegion, APC_LEVEL)

MSABI BOOLEAN KeAreApcsDisabled() { return self()->CriticalRegions != 0; }
KERNEL_EXPORT(KeAreApcsDisabled, HIGH_LEVEL)
KERNEL_EXPORT_AS(KeAreAllApcsDisabled, KeAreApcsDisabled, HIGH_LEVEL)
} // namespace
} // namespace kernel
