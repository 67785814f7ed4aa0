//===- RunOnce.cpp - One-time initialisation ------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "abi/DriverCall.h"
#include "abi/Export.h"
#include "base/Waiting.h"
#include "nt/Status.h"

namespace kernel {
namespace {
using namespace nt;

// The word of a RTL_RUN_ONCE: the low bits are the state, the rest the context.
constexpr uint64_t StateBits = 3, Running = 1, Done = 2;

using InitRoutine = MSABI uint32_t (*)(uint64_t *, void *, void **);

MSABI void RtlRunOnceInitialize(uint64_t *Once) { *Once = 0; }
KERNEL_EXPORT(RtlRunOnceInitialize, HIGH_LEVEL)

MSABI NTSTATUS RtlRunOnceBeginInitialize(uint64_t *Once, uint32_t Flags,
                                         void **Context) {
  constexpr uint32_t CheckOnly = 1, Asynchronous = 2;
  yield();
  for (;;) {
    if ((*Once & StateBits) == Done) {
      if (Context)
        *Context = reinterpret_cast<void *>(*Once & ~StateBits);
      return STATUS_SUCCESS;
    }
    if (Flags & CheckOnly)
      return STATUS_UNSUCCESSFUL;
    if (Flags & Asynchronous)
      return STATUS_PENDING;
    if ((*Once & StateBits) != Running)
      break;
    blockOn(Once, "RtlRunOnceBeginInitialize");
  }
  *Once = Running;
  return STATUS_PENDING;
}
KERNEL_EXPORT(RtlRunOnceBeginInitialize, APC_LEVEL)

MSABI NTSTATUS RtlRunOnceComplete(uint64_t *Once, uint32_t Flags,
                                  void *Context) {
  constexpr uint32_t Failed = 4;
  if ((*Once & StateBits) == Done)
    return STATUS_UNSUCCESSFUL;
  *Once = Flags & Failed ? 0 : reinterpret_cast<uint64_t>(Context) | Done;
  wakeAll(Once);
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(RtlRunOnceComplete, APC_LEVEL)

MSABI NTSTATUS RtlRunOnceExecuteOnce(uint64_t *Once, InitRoutine Routine,
                                     void *Parameter, void **Context) {
  if (RtlRunOnceBeginInitialize(Once, 0, Context) == STATUS_SUCCESS)
    return STATUS_SUCCESS;
  void *Made = nullptr;
  uint32_t Good =
      callDriver("run-once routine", Routine, Once, Parameter, &Made);
  RtlRunOnceComplete(Once, Good ? 0 : 4, Made);
  if (!Good)
    return STATUS_UNSUCCESSFUL;
  if (Context)
    *Context = Made;
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(RtlRunOnceExecuteOnce, APC_LEVEL)
} // namespace
} // namespace kernel
