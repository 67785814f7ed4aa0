//===- Module.cpp - Pausing and restarting, memory ------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "abi/DriverCall.h"
#include "abi/Export.h"
#include "base/Waiting.h"
#include "ke/Locks.h"
#include "mm/Pool.h"
#include "ndis/Types.h"
#include "nt/Status.h"

namespace kernel {
namespace ndis {

Status change(Module &Of, const char *What, ChangeHandler Handler) {
  if (!Handler)
    return 0;
  Parameters Told;
  Of.Waiting = true;
  Status Result = callDriver(What, Handler, Of.Context, &Told);
  if (Result != NdisPending) {
    Of.Waiting = false;
    return Result;
  }
  while (Of.Waiting)
    blockOn(&Of, What);
  return Of.Result;
}

void changed(Module &Of, Status Result) {
  Of.Waiting = false;
  Of.Result = Result;
  wakeAll(&Of);
}

} // namespace ndis

namespace {
using namespace nt;

MSABI void *NdisAllocateMemoryWithTagPriority(void *, uint32_t Size,
                                              uint32_t Tag, int32_t) {
  return chooseNoMemory() ? nullptr
                          : pool::allocate(pool::Kind::NonPaged, Size, Tag);
}
KERNEL_EXPORT(NdisAllocateMemoryWithTagPriority, DISPATCH_LEVEL)

MSABI int32_t NdisAllocateMemoryWithTag(void **Out, uint32_t Size,
                                        uint32_t Tag) {
  *Out = NdisAllocateMemoryWithTagPriority(nullptr, Size, Tag, 0);
  return *Out ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}
KERNEL_EXPORT(NdisAllocateMemoryWithTag, DISPATCH_LEVEL)

MSABI void NdisFreeMemory(void *Memory, uint32_t, uint32_t) {
  pool::free(Memory, 0, "NdisFreeMemory");
}
KERNEL_EXPORT(NdisFreeMemory, DISPATCH_LEVEL)

struct NdisSpinLock {
  uint64_t Word;
  KIRQL Before;
};

MSABI void NdisAllocateSpinLock(NdisSpinLock *Lock) { Lock->Word = 0; }
KERNEL_EXPORT(NdisAllocateSpinLock, HIGH_LEVEL)

MSABI void NdisFreeSpinLock(NdisSpinLock *) {}
KERNEL_EXPORT(NdisFreeSpinLock, HIGH_LEVEL)

MSABI void NdisAcquireSpinLock(NdisSpinLock *Lock) {
  KIRQL Before = ke::raiseIrql(DISPATCH_LEVEL, "NdisAcquireSpinLock");
  ke::acquireSpin(&Lock->Word, "NdisAcquireSpinLock");
  Lock->Before = Before;
}
KERNEL_EXPORT(NdisAcquireSpinLock, DISPATCH_LEVEL)

MSABI void NdisReleaseSpinLock(NdisSpinLock *Lock) {
  KIRQL Before = Lock->Before;
  ke::releaseSpin(&Lock->Word, "NdisReleaseSpinLock");
  ke::lowerIrql(Before, "NdisReleaseSpinLock");
}
KERNEL_EXPORT(NdisReleaseSpinLock, DISPATCH_LEVEL)
} // namespace
} // namespace kernel
