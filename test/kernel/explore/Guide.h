//===- Guide.h - Schedules near a path that is known ---------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Who has found a path through the driver on which a rule is broken knows much
/// of the schedule that shows it: which calls fail and which routines run. The
/// schedules that agree with the path are tried first, those with the fewest
/// unusual answers before the others.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_EXPLORE_GUIDE_H
#define WSK_KERNEL_EXPLORE_GUIDE_H

#include "explore/Strategies.h"
#include <functional>

namespace kernel {
namespace explore {

/// What a path says of the driver's code. Both are asked often, with few
/// different addresses.
struct Guide {
  /// The call that returns to this address is made on the path: it may fail.
  std::function<bool(uintptr_t Return)> MayFail;
  /// The routine at this address runs on the path.
  std::function<bool(uintptr_t Routine)> Runs;
};

/// How many unusual answers a run may have that is \p Distance away from what
/// the path says by itself. Threads are switched only in distant ones.
Budget budgetNear(unsigned Distance);

/// Every schedule that agrees with the guide, within a budget, depth first:
/// calls off the path succeed, requests to routines off it are not made.
class Guided final : public DepthFirst {
public:
  Guided(const Guide &By, const Budget &Allowed)
      : DepthFirst(Allowed), By(By) {}

protected:
  uint32_t decide(const ChoicePoint &Point) override;

private:
  const Guide &By;
};

} // namespace explore
} // namespace kernel

#endif // WSK_KERNEL_EXPLORE_GUIDE_H
