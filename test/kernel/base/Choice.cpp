//===- Choice.cpp - Every decision that is not the driver's ---------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "base/Choice.h"
#include "base/Scheduler.h"

namespace kernel {

const char *name(ChoiceKind Kind) {
  static const char *const Names[ChoiceKinds] = {
      "preempt", "pick",    "fault", "status", "inline",
      "order",   "partial", "peer",  "time",   "memory"};
  return Names[unsigned(Kind)];
}

uint32_t choose(ChoiceKind Kind, uint32_t Count, uint32_t Rare) {
  if (Count < 2 || !strategy())
    return 0;
  uintptr_t Site = Running ? Running->Frame->Rip : 0;
  return strategy()->choose({Kind, Count, Rare, Site, nullptr, 0});
}

uint32_t chooseManner(uint32_t Count, uintptr_t Routine) {
  if (!strategy())
    return 0;
  return strategy()->choose({ChoiceKind::Peer, Count, 0, 0, nullptr, Routine});
}

} // namespace kernel
