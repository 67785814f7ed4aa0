//===- Sampling.cpp - Schedules drawn at random ---------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "explore/Sampling.h"
#include <algorithm>

namespace kernel {
namespace explore {

//===-- What all have in common -------------------------------------------===//

/// Each snapshot of a run is gone on from a few times, the last ones first.
/// Runs in which a call fails that the snapshots have seen succeed begin
/// before.
void Sampler::chooseOrigin() {
  bool Fresh = ++Runs % FreshOneIn == 0;
  unsigned Before = depth();
  // Each place of the failure is as likely, wherever snapshots are.
  if (NextFault)
    while (Before && SavedFaults[Before - 1].Seen >= NextFault)
      --Before;
  if (!Fresh && Before < depth())
    return stepAsideFrom(Before);
  Used.resize(Fresh ? 0 : Before, 1); // the run that made one has used it
  while (!Used.empty() && Used.back() == Branches)
    Used.pop_back();
  if (!Used.empty())
    ++Used.back();
  goBackTo(Used.size());
}

bool Sampler::prepare() {
  MostFaults = std::max(MostFaults, Faults.Seen);
  NextFault = Draw.oneIn(FaultyOneIn) ? 1 + Draw.below(MostFaults) : 0;
  chooseOrigin();
  if (origin())
    return true; // load() does the rest
  Faults = {NextFault, 0};
  begin();
  branchOff();
  return true;
}

void Sampler::save(unsigned Level) {
  SavedFaults.resize(Level + 1);
  SavedFaults[Level] = Faults;
  saveOwn(Level);
}

void Sampler::load(unsigned Level) {
  Faults = SavedFaults[Level];
  bool Failed = Faults.At && Faults.Seen >= Faults.At;
  if (!Failed)
    Faults.At = NextFault;
  loadOwn(Level);
  branchOff();
}

//===-- Random ------------------------------------------------------------===//

void Random::begin() {
  static const uint32_t Preempt[] = {0, 64, 16, 8, 4, 2};
  static const uint32_t Rare[] = {0, 0, 256, 64, 16};
  static const uint32_t Other[] = {0, 8, 4, 2};
  Now.PreemptOneIn = Preempt[Draw.below(6)];
  Now.RareOneIn = Rare[Draw.below(5)];
  Now.OtherOneIn = Other[Draw.below(4)];
}

void Random::branchOff() {
  Now.PreemptIn = distance(Now.PreemptOneIn);
  Now.RareIn = distance(Now.RareOneIn);
}

void Random::saveOwn(unsigned Level) {
  Saved.resize(Level + 1);
  Saved[Level] = Now;
}

bool Random::wouldPass(ChoiceKind Kind) {
  if (Now.PreemptIn == 1 || Now.RareIn == 1)
    return false;
  Now.PreemptIn -= Now.PreemptIn != ~0u;
  Now.RareIn -= Now.RareIn != ~0u;
  return true;
}

uint32_t Random::decide(const ChoicePoint &Point) {
  uint32_t Usual = Point.Count - Point.Rare;
  switch (Point.Kind) {
  case ChoiceKind::Fault:
  case ChoiceKind::Memory:
    return fails() ? 1 + Draw.below(Point.Count - 1) : 0;
  case ChoiceKind::Preempt:
    if (isDue(Now.RareIn)) {
      Now.RareIn = distance(Now.RareOneIn);
      if (Point.Rare)
        return Usual + Draw.below(Point.Rare);
    }
    if (isDue(Now.PreemptIn)) {
      Now.PreemptIn = distance(Now.PreemptOneIn);
      return Usual > 1 ? 1 + Draw.below(Usual - 1) : 0;
    }
    return 0;
  case ChoiceKind::Pick:
    if (Point.Rare && Draw.oneIn(Now.RareOneIn))
      return Usual + Draw.below(Point.Rare);
    return Draw.below(Usual ? Usual : Point.Count);
  default:
    return Draw.oneIn(Now.OtherOneIn) ? Draw.below(Point.Count) : 0;
  }
}

//===-- Priorities --------------------------------------------------------===//

void Priorities::begin() {
  LongestRun = std::max(LongestRun, Now.Steps);
  Now = Progress();
  Now.ChangeAt.assign(Changes, 1);
}

void Priorities::branchOff() {
  uint64_t Rest = LongestRun - std::min(LongestRun - 1, Now.Steps);
  for (uint64_t &At : Now.ChangeAt)
    if (At > Now.Steps)
      At = Now.Steps + 1 + Draw.next() % Rest;
}

void Priorities::saveOwn(unsigned Level) {
  Saved.resize(Level + 1);
  Saved[Level] = Now;
}

void Priorities::loadOwn(unsigned Level) {
  LongestRun = std::max(LongestRun, Now.Steps);
  Now = Saved[Level];
}

uint64_t &Priorities::priorityOf(const Fiber *F) {
  uint32_t Id = F ? F->Id : 0;
  if (Id >= Now.PriorityOf.size())
    Now.PriorityOf.resize(Id + 1);
  return Now.PriorityOf[Id];
}

uint32_t Priorities::highest(const ChoicePoint &Point) {
  ++Now.Steps;
  uint32_t Usual = Point.Count - Point.Rare;
  uint32_t Best = 0;
  uint64_t BestPriority = 0;
  for (uint32_t I = 0; I != std::max(Usual, 1u); ++I) {
    uint64_t &Priority = priorityOf(Point.Fibers[I]);
    if (!Priority)
      Priority = (Draw.next() >> 1) | Changes; // above every lowered one
    if (Priority > BestPriority) {
      BestPriority = Priority;
      Best = I;
    }
  }
  for (unsigned I = 0; I != Now.ChangeAt.size(); ++I)
    if (Now.ChangeAt[I] == Now.Steps)
      priorityOf(Point.Fibers[Best]) = I + 1;
  return Best;
}

uint32_t Priorities::decide(const ChoicePoint &Point) {
  if (Point.Fibers)
    return highest(Point);
  if (isFailure(Point.Kind))
    return fails();
  return Draw.oneIn(4) ? Draw.below(Point.Count) : 0;
}

} // namespace explore
} // namespace kernel
