//===- Explorer.cpp - Who answers the choices of many runs ----------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "explore/Explorer.h"
#include <algorithm>

namespace kernel {
namespace explore {

Schedule Explorer::taken() const {
  Schedule All(Choices, {ChoiceKind::Preempt, 2, 0});
  for (const PlacedAnswer &P : Uncommon)
    All[P.Place - 1] = P.Given;
  return All;
}

bool Explorer::next(bool Snapshots) {
  Typical = Typical ? (15 * Typical + Choices) / 16 : Choices;
  if (IsAside)
    Uncommon.swap(Main);
  if (!Snapshots)
    goBackTo(0);
  if (!prepare())
    return false;
  if (IsAside)
    Main = Uncommon;
  Choices = From ? Levels[From - 1].Choices : 0;
  Uncommon.resize(From ? Levels[From - 1].Uncommon : 0);
  if (From)
    load(From - 1);
  PauseAt = ~uint64_t(0);
  if (Snapshots && !IsAside && Snapshot::isPossible())
    pauseLater();
  return true;
}

/// Decides when the run that goes on now is paused next.
void Explorer::pauseLater() {
  // Closer together they would cost more than they save.
  constexpr uint64_t Least = 16;
  PauseAt = ~uint64_t(0);
  if (Depth < levels())
    PauseAt = Choices + std::max(Least, Typical / (levels() + 1));
}

bool Explorer::keep() {
  constexpr size_t Most = size_t(1) << 20;
  if (Depth == Levels.size())
    Levels.emplace_back();
  Level &L = Levels[Depth];
  if (!branches() || !L.Run.take(Most)) {
    PauseAt = ~uint64_t(0);
    return true;
  }
  if (isKnown(L.Run))
    return false;
  L.Choices = Choices;
  L.Uncommon = Uncommon.size();
  save(Depth++);
  pauseLater();
  return true;
}

} // namespace explore
} // namespace kernel
