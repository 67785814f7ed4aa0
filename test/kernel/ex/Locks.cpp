//===- Locks.cpp - Fast mutexes, push locks, resources, rundown protection ===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "ke/Locks.h"
#include "abi/Export.h"
#include "base/Waiting.h"
#include "nt/Status.h"

namespace kernel {
namespace {
using namespace nt;

//===-- Fast and guarded mutexes ------------------------------------------===//

MSABI void ExInitializeFastMutex(FAST_MUTEX *Mutex) {
  *Mutex = {};
  Mutex->Count = 1;
}
KERNEL_EXPORT(ExInitializeFastMutex, DISPATCH_LEVEL)
KERNEL_EXPORT_AS(KeInitializeGuardedMutex, ExInitializeFastMutex,
                 DISPATCH_LEVEL)

void acquire(FAST_MUTEX *Mutex, const char *Routine) {
  if (Mutex->Owner == self())
    bugcheck("lock-recursive",
             "%s: the thread owns this mutex already and waits for itself",
             Routine);
  yield();
  while (Mutex->Count <= 0)
    blockOn(Mutex, Routine);
  Mutex->Count = 0;
  Mutex->Owner = self();
}

void release(FAST_MUTEX *Mutex, const char *Routine) {
  if (Mutex->Owner != self())
    report("lock-release-not-owner", "%s: the thread does not own the mutex",
           Routine);
  Mutex->Owner = nullptr;
  Mutex->Count = 1;
  wakeOne(Mutex);
}

MSABI void ExAcquireFastMutex(FAST_MUTEX *Mutex) {
  KIRQL Before = self()->irql();
  self()->setIrql(APC_LEVEL);
  acquire(Mutex, "ExAcquireFastMutex");
  Mutex->OldIrql = Before;
}
KERNEL_EXPORT(ExAcquireFastMutex, APC_LEVEL)

MSABI void ExReleaseFastMutex(FAST_MUTEX *Mutex) {
  KIRQL Before = KIRQL(Mutex->OldIrql);
  release(Mutex, "ExReleaseFastMutex");
  ke::lowerIrql(Before, "ExReleaseFastMutex");
  yield();
}
KERNEL_EXPORT(ExReleaseFastMutex, APC_LEVEL)

MSABI BOOLEAN ExTryToAcquireFastMutex(FAST_MUTEX *Mutex) {
  yield();
  if (Mutex->Count <= 0)
    return false;
  ExAcquireFastMutex(Mutex);
  return true;
}
KERNEL_EXPORT(ExTryToAcquireFastMutex, APC_LEVEL)

MSABI void ExAcquireFastMutexUnsafe(FAST_MUTEX *Mutex) {
  if (self()->irql() < APC_LEVEL && !self()->CriticalRegions)
    report("lock-no-critical-region",
           "ExAcquireFastMutexUnsafe is called with APCs enabled");
  acquire(Mutex, "ExAcquireFastMutexUnsafe");
}
KERNEL_EXPORT(ExAcquireFastMutexUnsafe, APC_LEVEL)

MSABI void ExReleaseFastMutexUnsafe(FAST_MUTEX *Mutex) {
  release(Mutex, "ExReleaseFastMutexUnsafe");
  yield();
}
KERNEL_EXPORT(ExReleaseFastMutexUnsafe, APC_LEVEL)

MSABI void KeAcquireGuardedMutex(FAST_MUTEX *Mutex) {
  ++self()->CriticalRegions;
  acquire(Mutex, "KeAcquireGuardedMutex");
}
KERNEL_EXPORT(KeAcquireGuardedMutex, APC_LEVEL)

MSABI void KeReleaseGuardedMutex(FAST_MUTEX *Mutex) {
  release(Mutex, "KeReleaseGuardedMutex");
  if (self()->CriticalRegions)
    --self()->CriticalRegions;
  yield();
}
KERNEL_EXPORT(KeReleaseGuardedMutex, APC_LEVEL)

//===-- Locks with readers ------------------------------------------------===//

/// The state of a push lock or resource, kept beside it.
struct ReaderWriter {
  Fiber *Owner = nullptr;
  unsigned Depth = 0; ///< recursive exclusive acquisitions
  unsigned Readers = 0;
  run::map<uint32_t, unsigned> ByFiber; ///< shared holds, by fiber id
};
struct ReaderWriters {
  run::map<const void *, ReaderWriter> ByAddress;
};
run::Local<ReaderWriters> All;

ReaderWriter &lockAt(const void *Lock) { return All->ByAddress[Lock]; }

bool tryExclusive(ReaderWriter &L, bool Recursive) {
  if (L.Owner == self() && Recursive) {
    ++L.Depth;
    return true;
  }
  if (L.Owner || L.Readers)
    return false;
  L.Owner = self();
  L.Depth = 1;
  return true;
}

bool tryShared(ReaderWriter &L, bool Recursive) {
  if (L.Owner == self() && Recursive) {
    ++L.Depth;
    return true;
  }
  if (L.Owner)
    return false;
  ++L.Readers;
  ++L.ByFiber[self()->Id];
  return true;
}

void acquireLock(const void *Lock, bool Exclusive, bool Recursive,
                 const char *Routine) {
  yield();
  ReaderWriter &L = lockAt(Lock);
  if (!Recursive && L.Owner == self())
    bugcheck("lock-recursive",
             "%s: the thread owns this lock already and waits for itself",
             Routine);
  while (Exclusive ? !tryExclusive(L, Recursive) : !tryShared(L, Recursive))
    blockOn(Lock, Routine);
}

void releaseLock(const void *Lock, const char *Routine) {
  ReaderWriter &L = lockAt(Lock);
  if (L.Owner == self()) {
    if (--L.Depth == 0)
      L.Owner = nullptr;
  } else if (L.Readers) {
    --L.Readers;
    --L.ByFiber[self()->Id];
  } else {
    report("lock-release-not-owner", "%s: the thread does not hold the lock",
           Routine);
  }
  wakeAll(Lock);
  yield();
}

void needCriticalRegion(const char *Routine) {
  if (self()->irql() < APC_LEVEL && !self()->CriticalRegions)
    report("lock-no-critical-region",
           "%s is called outside of a critical region", Routine);
}

MSABI void ExInitializePushLock(uint64_t *Lock) { *Lock = 0; }
KERNEL_EXPORT(ExInitializePushLock, DISPATCH_LEVEL)
KERNEL_EXPORT_AS(FltInitializePushLock, ExInitializePushLock, DISPATCH_LEVEL)

MSABI void ExAcquirePushLockExclusiveEx(uint64_t *Lock, uint32_t) {
  needCriticalRegion("ExAcquirePushLockExclusive");
  acquireLock(Lock, true, false, "ExAcquirePushLockExclusive");
}
KERNEL_EXPORT(ExAcquirePushLockExclusiveEx, APC_LEVEL)
KERNEL_EXPORT_AS(ExAcquirePushLockExclusive, ExAcquirePushLockExclusiveEx,
                 APC_LEVEL)

MSABI void ExAcquirePushLockSharedEx(uint64_t *Lock, uint32_t) {
  needCriticalRegion("ExAcquirePushLockShared");
  acquireLock(Lock, false, false, "ExAcquirePushLockShared");
}
KERNEL_EXPORT(ExAcquirePushLockSharedEx, APC_LEVEL)
KERNEL_EXPORT_AS(ExAcquirePushLockShared, ExAcquirePushLockSharedEx, APC_LEVEL)

MSABI void ExReleasePushLockEx(uint64_t *Lock, uint32_t) {
  releaseLock(Lock, "ExReleasePushLock");
}
KERNEL_EXPORT(ExReleasePushLockEx, APC_LEVEL)
KERNEL_EXPORT_AS(ExReleasePushLockExclusiveEx, ExReleasePushLockEx, APC_LEVEL)
KERNEL_EXPORT_AS(ExReleasePushLockSharedEx, ExReleasePushLockEx, APC_LEVEL)
KERNEL_EXPORT_AS(ExReleasePushLockExclusive, ExReleasePushLockEx, APC_LEVEL)
KERNEL_EXPORT_AS(ExReleasePushLockShared, ExReleasePushLockEx, APC_LEVEL)

MSABI NTSTATUS ExInitializeResourceLite(void *Resource) {
  lockAt(Resource) = ReaderWriter();
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(ExInitializeResourceLite, DISPATCH_LEVEL)

MSABI NTSTATUS ExDeleteResourceLite(void *Resource) {
  ReaderWriter &L = lockAt(Resource);
  if (L.Owner || L.Readers)
    report("lock-not-released",
           "ExDeleteResourceLite: somebody still holds the resource");
  All->ByAddress.erase(Resource);
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(ExDeleteResourceLite, DISPATCH_LEVEL)

BOOLEAN acquireResource(void *Resource, bool Exclusive, BOOLEAN Wait,
                        const char *Routine) {
  needCriticalRegion(Routine);
  if (Wait) {
    acquireLock(Resource, Exclusive, true, Routine);
    return true;
  }
  yield();
  ReaderWriter &L = lockAt(Resource);
  return Exclusive ? tryExclusive(L, true) : tryShared(L, true);
}

MSABI BOOLEAN ExAcquireResourceExclusiveLite(void *Resource, BOOLEAN Wait) {
  return acquireResource(Resource, true, Wait,
                         "ExAcquireResourceExclusiveLite");
}
KERNEL_EXPORT(ExAcquireResourceExclusiveLite, APC_LEVEL)

MSABI BOOLEAN ExAcquireResourceSharedLite(void *Resource, BOOLEAN Wait) {
  return acquireResource(Resource, false, Wait, "ExAcquireResourceSharedLite");
}
KERNEL_EXPORT(ExAcquireResourceSharedLite, APC_LEVEL)
KERNEL_EXPORT_AS(ExAcquireSharedStarveExclusive, ExAcquireResourceSharedLite,
                 APC_LEVEL)

MSABI void ExReleaseResourceLite(void *Resource) {
  releaseLock(Resource, "ExReleaseResourceLite");
}
KERNEL_EXPORT(ExReleaseResourceLite, DISPATCH_LEVEL)

MSABI void *ExEnterCriticalRegionAndAcquireResourceExclusive(void *Resource) {
  ++self()->CriticalRegions;
  acquireResource(Resource, true, true,
                  "ExEnterCriticalRegionAndAcquireResourceExclusive");
  return nullptr; // the thread's Win32 object; system threads have none
}
KERNEL_EXPORT(ExEnterCriticalRegionAndAcquireResourceExclusive, APC_LEVEL)

MSABI void *ExEnterCriticalRegionAndAcquireResourceShared(void *Resource) {
  ++self()->CriticalRegions;
  acquireResource(Resource, false, true,
                  "ExEnterCriticalRegionAndAcquireResourceShared");
  return nullptr;
}
KERNEL_EXPORT(ExEnterCriticalRegionAndAcquireResourceShared, APC_LEVEL)

MSABI void ExReleaseResourceAndLeaveCriticalRegion(void *Resource) {
  releaseLock(Resource, "ExReleaseResourceAndLeaveCriticalRegion");
  if (self()->CriticalRegions == 0)
    bugcheck("lock-release-not-owner",
             "ExReleaseResourceAndLeaveCriticalRegion: the thread is in no "
             "critical region");
  --self()->CriticalRegions;
}
KERNEL_EXPORT(ExReleaseResourceAndLeaveCriticalRegion, DISPATCH_LEVEL)

MSABI BOOLEAN ExIsResourceAcquiredExclusiveLite(void *Resource) {
  return lockAt(Resource).Owner == self();
}
KERNEL_EXPORT(ExIsResourceAcquiredExclusiveLite, DISPATCH_LEVEL)

MSABI uint32_t ExIsResourceAcquiredSharedLite(void *Resource) {
  ReaderWriter &L = lockAt(Resource);
  return L.Owner == self() ? L.Depth : L.ByFiber[self()->Id];
}
KERNEL_EXPORT(ExIsResourceAcquiredSharedLite, DISPATCH_LEVEL)

//===-- Rundown protection ------------------------------------------------===//

/// The word of an EX_RUNDOWN_REF: bit 0 says that rundown has begun, the rest
/// counts references.
constexpr uint64_t RundownBegun = 1, RundownOne = 2;

MSABI void ExInitializeRundownProtection(uint64_t *Ref) { *Ref = 0; }
KERNEL_EXPORT(ExInitializeRundownProtection, HIGH_LEVEL)
KERNEL_EXPORT_AS(ExReInitializeRundownProtection, ExInitializeRundownProtection,
                 HIGH_LEVEL)

MSABI BOOLEAN ExAcquireRundownProtectionEx(uint64_t *Ref, uint32_t Count) {
  yield();
  if (*Ref & RundownBegun)
    return false;
  *Ref += RundownOne * Count;
  return true;
}
KERNEL_EXPORT(ExAcquireRundownProtectionEx, HIGH_LEVEL)

MSABI BOOLEAN ExAcquireRundownProtection(uint64_t *Ref) {
  return ExAcquireRundownProtectionEx(Ref, 1);
}
KERNEL_EXPORT(ExAcquireRundownProtection, HIGH_LEVEL)

MSABI void ExReleaseRundownProtectionEx(uint64_t *Ref, uint32_t Count) {
  if (*Ref / RundownOne < Count)
    bugcheck("lock-release-not-owner",
             "ExReleaseRundownProtection: there is no reference to release");
  *Ref -= RundownOne * Count;
  if (*Ref == RundownBegun)
    wakeAll(Ref);
  yield();
}
KERNEL_EXPORT(ExReleaseRundownProtectionEx, HIGH_LEVEL)

MSABI void ExReleaseRundownProtection(uint64_t *Ref) {
  ExReleaseRundownProtectionEx(Ref, 1);
}
KERNEL_EXPORT(ExReleaseRundownProtection, HIGH_LEVEL)

MSABI void ExWaitForRundownProtectionRelease(uint64_t *Ref) {
  yield();
  *Ref |= RundownBegun;
  while (*Ref != RundownBegun)
    blockOn(Ref, "ExWaitForRundownProtectionRelease");
}
KERNEL_EXPORT(ExWaitForRundownProtectionRelease, APC_LEVEL)

MSABI void ExRundownCompleted(uint64_t *Ref) { *Ref = RundownBegun; }
KERNEL_EXPORT(ExRundownCompleted, HIGH_LEVEL)
} // namespace
} // namespace kernel
