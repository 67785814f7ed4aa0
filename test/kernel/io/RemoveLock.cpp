//===- RemoveLock.cpp - IO_REMOVE_LOCK ------------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "abi/Export.h"
#include "base/Waiting.h"
#include "nt/Status.h"

namespace kernel {
namespace {
using namespace nt;

struct RemoveLock {
  BOOLEAN Removed;
  BOOLEAN Reserved[3];
  int32_t Count; ///< holders, and one more until it is being removed
  KEVENT Event;
};
static_assert(sizeof(RemoveLock) == 32);

void drop(RemoveLock *Lock, const char *Routine) {
  if (Lock->Count <= 0)
    bugcheck("lock-release-not-owner", "%s: the remove lock is not held",
             Routine);
  if (--Lock->Count == 0)
    wakeAll(Lock);
}

MSABI void IoInitializeRemoveLockEx(RemoveLock *Lock, uint32_t, uint32_t,
                                    uint32_t, uint32_t) {
  *Lock = RemoveLock();
  Lock->Count = 1;
}
KERNEL_EXPORT(IoInitializeRemoveLockEx, PASSIVE_LEVEL)

MSABI NTSTATUS IoAcquireRemoveLockEx(RemoveLock *Lock, void *, const char *,
                                     uint32_t, uint32_t) {
  yield();
  if (Lock->Removed)
    return STATUS_DELETE_PENDING;
  ++Lock->Count;
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(IoAcquireRemoveLockEx, DISPATCH_LEVEL)

MSABI void IoReleaseRemoveLockEx(RemoveLock *Lock, void *, uint32_t) {
  drop(Lock, "IoReleaseRemoveLock");
  yield();
}
KERNEL_EXPORT(IoReleaseRemoveLockEx, DISPATCH_LEVEL)

MSABI void IoReleaseRemoveLockAndWaitEx(RemoveLock *Lock, void *, uint32_t) {
  Lock->Removed = true;
  drop(Lock, "IoReleaseRemoveLockAndWait");
  drop(Lock, "IoReleaseRemoveLockAndWait");
  while (Lock->Count > 0)
    blockOn(Lock, "IoReleaseRemoveLockAndWait");
}
KERNEL_EXPORT(IoReleaseRemoveLockAndWaitEx, PASSIVE_LEVEL)
} // namespace
} // namespace kernel
