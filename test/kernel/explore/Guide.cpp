//===- Guide.cpp - Schedules near a path that is known --------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "explore/Guide.h"
#include <algorithm>

namespace kernel {
namespace explore {

Budget budgetNear(unsigned Distance) {
  constexpr unsigned WithSwitches = 2;
  Budget B;
  std::fill(std::begin(B.Of), std::end(B.Of), Distance);
  for (ChoiceKind Kind : {ChoiceKind::Preempt, ChoiceKind::Pick})
    B.Of[unsigned(Kind)] = Distance >= WithSwitches;
  B.Total = Distance;
  return B;
}

uint32_t Guided::decide(const ChoicePoint &Point) {
  if (isFailure(Point.Kind) && !By.MayFail(Point.Site))
    return 0;
  if (Point.Routine && !By.Runs(Point.Routine))
    return LeaveOut;
  return DepthFirst::decide(Point);
}

} // namespace explore
} // namespace kernel
