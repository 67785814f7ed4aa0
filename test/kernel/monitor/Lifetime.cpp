//===- Lifetime.cpp - Memory that must outlive a request ------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "monitor/Lifetime.h"
#include "base/Machine.h"
#include "base/PointerMap.h"
#include "base/Scheduler.h"
#include "mm/Pool.h"
#include "monitor/Rules.h"
#include "wsk/Registration.h"

namespace kernel {
namespace monitor {

namespace {
struct Loan {
  const void *Key;
  const nt::MDL *Mdl;
  uintptr_t Begin, End;
  const char *Function;
  StackRef Where;
};

struct Loans {
  run::PointerMap<const void *, run::vector<Loan>> ByKey;
  /// Where lent memory begins, to the request that holds it. Overlapping loans
  /// of the same memory keep the latest.
  run::map<uintptr_t, const void *> ByAddress;
  run::PointerMap<const nt::MDL *, const void *> ByMdl;
};
run::Local<Loans> All;

const Fiber *fiberOf(const void *Address) {
  if (!machine::isOnStack(Address))
    return nullptr;
  auto *A = static_cast<const char *>(Address);
  unsigned Count;
  Fiber *const *Live = liveFibers(Count);
  for (unsigned I = 0; I != Count; ++I)
    if (A >= Live[I]->StackLow && A < Live[I]->StackHigh)
      return Live[I];
  return nullptr;
}

void reportReturned(const Loan &L, const char *What, const char *Routine) {
  violation(MdlReturnedEarly,
            "%s: %s is lent to %s, whose IRP is not "
            "completed yet",
            Routine, What, L.Function)
      .note(L.Where, "lent here");
}
} // namespace

uint32_t stackOwner(const void *Address) {
  const Fiber *F = fiberOf(Address);
  return F ? F->Id : 0;
}

bool isPopped(const void *Address, uint32_t Owner) {
  const Fiber *F = fiberOf(Address);
  if (!F || F->Id != Owner)
    return true;
  // No call frame of the driver: none of its functions is running there.
  uint64_t Lowest = F->Frame->Rsp;
  return !Lowest || reinterpret_cast<uintptr_t>(Address) < Lowest;
}

void checkContext(const void *Context, uint32_t Owner, const char *SentTo,
                  const StackRef &Sent) {
  const char *Gone = nullptr;
  if (Owner && isPopped(Context, Owner))
    Gone = "on a stack frame that has returned";
  else if (!Owner && memoryKindOf(Context) == MemoryKind::Freed)
    Gone = "in memory that was freed";
  if (Gone)
    fatal(CompletionContextLifetime,
          "the completion routine's context is %s; the IRP was given to %s",
          Gone, SentTo);
}

void lend(const void *Key, const nt::MDL *M, const void *Begin, size_t Size,
          const char *Function, const StackRef &Where) {
  auto Start = reinterpret_cast<uintptr_t>(Begin);
  All->ByKey[Key].push_back({Key, M, Start, Start + Size, Function, Where});
  All->ByAddress[Start] = Key;
  if (M)
    All->ByMdl[M] = Key;
}

void endLoans(const void *Key) {
  auto Place = All->ByKey.find(Key);
  if (Place == All->ByKey.end())
    return;
  for (const Loan &L : Place->second) {
    auto Memory = All->ByAddress.find(L.Begin);
    if (Memory != All->ByAddress.end() && Memory->second == Key)
      All->ByAddress.erase(Memory);
    auto Mdl = All->ByMdl.find(L.Mdl);
    if (Mdl != All->ByMdl.end() && Mdl->second == Key)
      All->ByMdl.erase(Mdl);
  }
  All->ByKey.erase(Place);
}

void checkMdlReturned(const nt::MDL *M, const char *Routine) {
  auto Place = All->ByMdl.find(M);
  if (Place == All->ByMdl.end())
    return;
  for (const Loan &L : All->ByKey[Place->second])
    if (L.Mdl == M)
      return reportReturned(L, "the MDL", Routine);
}

void checkMemoryReturned(const void *Begin, size_t Size, const char *Routine) {
  wsk::checkBlocksReturned(Begin, Size, Routine);
  auto Start = reinterpret_cast<uintptr_t>(Begin);
  auto Place = All->ByAddress.lower_bound(Start);
  if (Place == All->ByAddress.end() || Place->first >= Start + Size)
    return;
  for (const Loan &L : All->ByKey[Place->second])
    if (L.Begin == Place->first)
      return reportReturned(
          L, L.Mdl ? "memory that an MDL describes" : "a buffer", Routine);
}

} // namespace monitor
} // namespace kernel
