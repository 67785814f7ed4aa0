//===- Serialized.cpp - Callbacks that exclude each other -----------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "wdf/Serialized.h"
#include "abi/Export.h"
#include "base/Waiting.h"

namespace kernel {
namespace wdf {

Object *lockOwner(Object &Of) {
  if (Of.Scope == ScopeDevice)
    return ancestor(&Of, Kind::Device);
  return Of.Scope == ScopeQueue ? ancestor(&Of, Kind::Queue) : nullptr;
}

bool needsWorkItem(const Object &Of) {
  return Of.Level == LevelPassive && self()->irql() > nt::PASSIVE_LEVEL;
}

void lock(Object &Owner) {
  bool Spins = Owner.Level != LevelPassive;
  nt::KIRQL Before = self()->irql();
  if (Spins && Before < nt::DISPATCH_LEVEL)
    self()->setIrql(nt::DISPATCH_LEVEL);
  while (Owner.Holder)
    blockOn(&Owner.Holder, "the framework's lock", Spins);
  Owner.Holder = self();
  Owner.IrqlBefore = Before;
}

void unlock(Object &Owner) {
  Owner.Holder = nullptr;
  self()->setIrql(Owner.IrqlBefore);
  wakeAll(&Owner.Holder);
}

Serialized::Serialized(Object &Of) : Owner(lockOwner(Of)) {
  if (Owner && Owner->Holder == self())
    Owner = nullptr;
  if (Owner)
    lock(*Owner);
}

Serialized::~Serialized() {
  if (Owner)
    unlock(*Owner);
}

} // namespace wdf

namespace {
using namespace nt;
using namespace wdf;

Object &ownerFor(void *Handle, const char *Routine) {
  Object *Owner = lockOwner(getAny(Handle, Routine));
  if (!Owner)
    bugcheck("handle-invalid",
             "%s is given an object that has no synchronization scope",
             Routine);
  return *Owner;
}

MSABI void WdfObjectAcquireLock(void *Handle) {
  Object &Owner = ownerFor(Handle, "WdfObjectAcquireLock");
  if (Owner.Holder == self())
    bugcheck("lock-recursive",
             "WdfObjectAcquireLock: the thread has this lock already and waits "
             "for itself");
  yield();
  lock(Owner);
}
KERNEL_EXPORT(WdfObjectAcquireLock, DISPATCH_LEVEL)

MSABI void WdfObjectReleaseLock(void *Handle) {
  Object &Owner = ownerFor(Handle, "WdfObjectReleaseLock");
  if (Owner.Holder != self())
    bugcheck("lock-release-not-owner",
             "WdfObjectReleaseLock: the thread does not have the lock");
  unlock(Owner);
  yield();
}
KERNEL_EXPORT(WdfObjectReleaseLock, DISPATCH_LEVEL)
} // namespace
} // namespace kernel
