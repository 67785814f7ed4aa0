//===- Strategies.cpp - Ways to answer the choices ------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "explore/Strategies.h"
#include "base/Scheduler.h"
#include <algorithm>

namespace kernel {
namespace explore {

Schedule Explorer::taken() const {
  Schedule All(Choices, {ChoiceKind::Preempt, 2, 0});
  for (const PlacedAnswer &P : Uncommon)
    All[P.Place - 1] = P.Given;
  return All;
}

//===-- Depth first -------------------------------------------------------===//

uint32_t DepthFirst::decide(const ChoicePoint &Point) {
  ChoiceKind Counted = isFailure(Point.Kind) ? ChoiceKind::Fault : Point.Kind;
  unsigned &Rest = Left.Of[unsigned(Counted)];
  if (Rest == 0)
    return 0;
  if (Depth == Path.size())
    Path.push_back({Point.Kind, Point.Count, 0});
  const Branch &B = Path[Depth++];
  if (B.Kind != Point.Kind || B.Count != Point.Count)
    inconclusive("the same answers led to another choice: %s of %u instead of "
                 "%s of %u; the run depends on something that is not chosen",
                 name(Point.Kind), Point.Count, name(B.Kind), B.Count);
  if (B.Index && Rest != ~0u)
    --Rest;
  return B.Index;
}

bool DepthFirst::wouldPass(ChoiceKind Kind) {
  return Left.Of[unsigned(Kind)] == 0;
}

bool DepthFirst::prepare() {
  Left = Allowed;
  Depth = 0;
  if (!Started)
    return Started = true;
  while (!Path.empty() && Path.back().Index + 1 == Path.back().Count)
    Path.pop_back();
  if (Path.empty())
    return false;
  ++Path.back().Index;
  return true;
}

//===-- Random ------------------------------------------------------------===//

uint32_t Random::below(uint32_t N) {
  // 32 bits a time; the slight bias does not matter here.
  if (PoolBits == 0) {
    Pool = Numbers();
    PoolBits = 64;
  }
  auto Draw = uint32_t(Pool);
  Pool >>= 32;
  PoolBits -= 32;
  return uint32_t(uint64_t(Draw) * N >> 32);
}

bool Random::prepare() {
  static const uint32_t Preempt[] = {0, 64, 16, 8, 4, 2};
  static const uint32_t Rare[] = {0, 0, 256, 64, 16};
  static const uint32_t Other[] = {0, 8, 4, 2};
  PreemptOneIn = Preempt[below(6)];
  RareOneIn = Rare[below(5)];
  OtherOneIn = Other[below(4)];
  MostFaults = std::max(MostFaults, FaultsSeen);
  FaultsSeen = 0;
  FaultAt = oneIn(3) ? 1 + below(MostFaults) : 0;
  PreemptIn = distance(PreemptOneIn);
  RareIn = distance(RareOneIn);
  return true;
}

bool Random::wouldPass(ChoiceKind Kind) {
  if (PreemptIn == 1 || RareIn == 1)
    return false;
  PreemptIn -= PreemptIn != ~0u;
  RareIn -= RareIn != ~0u;
  return true;
}

uint32_t Random::decideFault() {
  ++FaultsSeen;
  return FaultsSeen == FaultAt;
}

uint32_t Random::decide(const ChoicePoint &Point) {
  uint32_t Usual = Point.Count - Point.Rare;
  switch (Point.Kind) {
  case ChoiceKind::Fault:
  case ChoiceKind::Memory:
    return decideFault() ? 1 + below(Point.Count - 1) : 0;
  case ChoiceKind::Preempt:
    if (isDue(RareIn)) {
      RareIn = distance(RareOneIn);
      if (Point.Rare)
        return Usual + below(Point.Rare);
    }
    if (isDue(PreemptIn)) {
      PreemptIn = distance(PreemptOneIn);
      return Usual > 1 ? 1 + below(Usual - 1) : 0;
    }
    return 0;
  case ChoiceKind::Pick:
    if (Point.Rare && oneIn(RareOneIn))
      return Usual + below(Point.Rare);
    return Usual ? below(Usual) : below(Point.Count);
  default:
    return oneIn(OtherOneIn) ? below(Point.Count) : 0;
  }
}

//===-- Priorities --------------------------------------------------------===//

bool Priorities::prepare() {
  LongestRun = std::max(LongestRun, Steps);
  MostFaults = std::max(MostFaults, FaultsSeen);
  Steps = FaultsSeen = 0;
  PriorityOf.clear();
  ChangeAt.clear();
  for (unsigned I = 0; I != Changes; ++I)
    ChangeAt.push_back(1 + Numbers() % LongestRun);
  FaultAt = Numbers() % 3 ? 0 : 1 + uint32_t(Numbers() % MostFaults);
  return true;
}

uint64_t &Priorities::priorityOf(const Fiber *F) {
  uint32_t Id = F ? F->Id : 0;
  if (Id >= PriorityOf.size())
    PriorityOf.resize(Id + 1);
  return PriorityOf[Id];
}

uint32_t Priorities::highest(const ChoicePoint &Point) {
  ++Steps;
  uint32_t Usual = Point.Count - Point.Rare;
  uint32_t Best = 0;
  uint64_t BestPriority = 0;
  for (uint32_t I = 0; I != std::max(Usual, 1u); ++I) {
    uint64_t &Priority = priorityOf(Point.Fibers[I]);
    if (!Priority)
      Priority = (Numbers() >> 1) | Changes; // above every lowered one
    if (Priority > BestPriority) {
      BestPriority = Priority;
      Best = I;
    }
  }
  for (unsigned I = 0; I != ChangeAt.size(); ++I)
    if (ChangeAt[I] == Steps)
      priorityOf(Point.Fibers[Best]) = I + 1;
  return Best;
}

uint32_t Priorities::decide(const ChoicePoint &Point) {
  if (Point.Fibers)
    return highest(Point);
  if (isFailure(Point.Kind))
    return ++FaultsSeen == FaultAt;
  return Numbers() % 4 ? 0 : uint32_t(Numbers() % Point.Count);
}

//===-- Replay ------------------------------------------------------------===//

bool Replay::prepare() {
  Next = 0;
  Place = Strayed = 0;
  return true;
}

bool Replay::wouldPass(ChoiceKind Kind) {
  if (Next != Answers.size() && Answers[Next].Place == Place + 1)
    return false;
  ++Place;
  return true;
}

uint32_t Replay::decide(const ChoicePoint &Point) {
  ++Place;
  if (Next == Answers.size() || Answers[Next].Place != Place)
    return 0;
  const Answer &Given = Answers[Next++].Given;
  if (Given.Kind == Point.Kind && Given.Count == Point.Count)
    return Given.Index;
  if (!Strayed)
    Strayed = Place;
  return 0;
}

uint64_t Replay::strayedAt() const {
  if (!Strayed && Next != Answers.size())
    return Answers[Next].Place;
  return Strayed;
}

} // namespace explore
} // namespace kernel
