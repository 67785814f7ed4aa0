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
/// Memory lent to a request.
struct Loan {
  Loan *Next; ///< the request's others
  const nt::MDL *Mdl;
  uintptr_t Begin, End;
  const char *Function;
  StackRef Where;
};

struct Loans {
  run::PointerMap<const void *, Loan *> ByKey; ///< the first of each request
  /// By where the memory begins: of several loans of it the latest.
  run::map<uintptr_t, Loan *> ByAddress;
  run::PointerMap<const nt::MDL *, Loan *> ByMdl;
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
  Loans &L = *All;
  Loan *&First = L.ByKey[Key];
  First =
      run::create<Loan>(Loan{First, M, Start, Start + Size, Function, Where});
  L.ByAddress[Start] = First;
  if (M)
    L.ByMdl[M] = First;
}

void endLoans(const void *Key) {
  Loans &L = *All;
  auto Place = L.ByKey.find(Key);
  if (Place == L.ByKey.end())
    return;
  for (Loan *Each = Place->second; Each;) {
    auto Memory = L.ByAddress.find(Each->Begin);
    if (Memory != L.ByAddress.end() && Memory->second == Each)
      L.ByAddress.erase(Memory);
    auto Mdl = L.ByMdl.find(Each->Mdl);
    if (Mdl != L.ByMdl.end() && Mdl->second == Each)
      L.ByMdl.erase(Mdl);
    Loan *Ended = Each;
    Each = Each->Next;
    run::destroy(Ended);
  }
  L.ByKey.erase(Place);
}

void checkMdlReturned(const nt::MDL *M, const char *Routine) {
  auto Place = All->ByMdl.find(M);
  if (Place != All->ByMdl.end())
    reportReturned(*Place->second, "the MDL", Routine);
}

void checkMemoryReturned(const void *Begin, size_t Size, const char *Routine) {
  wsk::checkBlocksReturned(Begin, Size, Routine);
  auto Start = reinterpret_cast<uintptr_t>(Begin);
  auto Place = All->ByAddress.lower_bound(Start);
  if (Place == All->ByAddress.end() || Place->first >= Start + Size)
    return;
  const Loan &L = *Place->second;
  reportReturned(L, L.Mdl ? "memory that an MDL describes" : "a buffer",
                 Routine);
}

} // namespace monitor
} // namespace kernel
