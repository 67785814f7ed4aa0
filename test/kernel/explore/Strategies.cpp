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

//===-- Depth first -------------------------------------------------------===//

uint32_t DepthFirst::decide(const ChoicePoint &Point) {
  ChoiceKind Counted = isFailure(Point.Kind) ? ChoiceKind::Fault : Point.Kind;
  unsigned &Rest = Now.Left.Of[unsigned(Counted)];
  if (Rest == 0 || Now.Left.Total == 0)
    return 0;
  if (Now.Depth == Path.size())
    Path.push_back({Point.Kind, Point.Count, 0});
  const Branch &B = Path[Now.Depth++];
  if (B.Kind != Point.Kind || B.Count != Point.Count)
    inconclusive("the same answers led to another choice: %s of %u instead of "
                 "%s of %u; the run depends on something that is not chosen",
                 name(Point.Kind), Point.Count, name(B.Kind), B.Count);
  if (B.Index && Rest != ~0u)
    --Rest;
  if (B.Index && Now.Left.Total != ~0u)
    --Now.Left.Total;
  return B.Index;
}

bool DepthFirst::wouldPass(ChoiceKind Kind) {
  return Now.Left.Of[unsigned(Kind)] == 0 || Now.Left.Total == 0;
}

bool DepthFirst::prepare() {
  Now = {Allowed, 0};
  if (!Started)
    return Started = true;
  while (!Path.empty() && Path.back().Index + 1 == Path.back().Count)
    Path.pop_back();
  if (Path.empty())
    return false;
  ++Path.back().Index;
  unsigned Common = depth();
  while (Common && Saved[Common - 1].Depth >= Path.size())
    --Common;
  goBackTo(Common);
  return true;
}

/// On the way that this run has in common with an earlier one, everything is.
bool DepthFirst::isKnown(const Snapshot &State) {
  return Reduce && Now.Depth == Path.size() && Known.isWorthAsking() &&
         Known.contains(State.digest(), Now.Left);
}

void DepthFirst::save(unsigned Level) {
  Saved.resize(Level + 1);
  Saved[Level] = Now;
}
void DepthFirst::load(unsigned Level) { Now = Saved[Level]; }

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
