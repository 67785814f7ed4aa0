//===- Hang.cpp - When nothing can run any more ---------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "base/Machine.h"
#include "base/Scheduler.h"

namespace kernel {

namespace {
/// The wait that is to blame: the harness's, else one that names a rule.
const Fiber *culprit() {
  unsigned Count;
  Fiber *const *Live = liveFibers(Count);
  const Fiber *Found = nullptr;
  for (unsigned I = 0; I != Count; ++I) {
    const Fiber *F = Live[I];
    if (F->State != FiberState::Blocked)
      continue;
    if (F->Wait->HangRule)
      return F;
    if (F->Kind == FiberKind::Harness)
      Found = F;
  }
  return Found;
}

/// The rule of a wait that names none: what it waits for may itself wait for
/// something that only the blamed one could end.
const char *ruleOf(const WaitRecord &Wait) {
  if (Wait.HangRule)
    return Wait.HangRule;
  unsigned Count;
  Fiber *const *Live = liveFibers(Count);
  for (unsigned I = 0; I != Count; ++I)
    if (Live[I]->State == FiberState::Blocked && Live[I]->Wait->BlamedRule &&
        Live[I]->Wait != &Wait)
      return Live[I]->Wait->BlamedRule;
  return "driver-hang";
}
} // namespace

static void explain(const Fiber *Blamed, Violation &Made) {
  const WaitRecord &Wait = *Blamed->Wait;
  Made.Where = stackOf(*Blamed);
  Made.FiberName = Blamed->Name;
  if (Wait.Explain)
    Wait.Explain(Wait, Made);
  unsigned Count;
  Fiber *const *Live = liveFibers(Count);
  for (unsigned I = 0; I != Count; ++I)
    if (Live[I] != Blamed && Live[I]->State == FiberState::Blocked)
      Made.note(stackOf(*Live[I]), "%s %u waits in %s", Live[I]->Name,
                Live[I]->Id, Live[I]->Wait->What);
}

void reportHang() {
  if (const Fiber *Blamed = culprit())
    explain(Blamed, report(ruleOf(*Blamed->Wait),
                           "%s waits for ever and nothing else can run",
                           Blamed->Wait->What));
}

bool reportLongWait(uint64_t Latest) {
  const Fiber *Blamed = culprit();
  if (!Blamed || !Blamed->Wait->HangRule || Blamed->Wait->Since > Latest)
    return false;
  explain(Blamed, report(Blamed->Wait->HangRule,
                         "%s waits for ever, whatever else goes on",
                         Blamed->Wait->What));
  return true;
}

} // namespace kernel
