//===- Strategies.h - Ways to answer the choices -------------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// All schedules within a budget, and one that is written down. Those that draw
/// at random: explore/Sampling.h.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_EXPLORE_STRATEGIES_H
#define WSK_KERNEL_EXPLORE_STRATEGIES_H

#include "explore/Explorer.h"
#include "explore/Reduction.h"

namespace kernel {
namespace explore {

/// Every schedule within a budget, depth first.
class DepthFirst : public Explorer {
public:
  /// \p Reduce: a state is gone on from only once.
  explicit DepthFirst(const Budget &Allowed, bool Reduce = true)
      : Allowed(Allowed), Reduce(Reduce) {}

protected:
  uint32_t decide(const ChoicePoint &Point) override;
  bool prepare() override;
  bool wouldPass(ChoiceKind Kind) override;
  void save(unsigned Level) override;
  void load(unsigned Level) override;
  bool branches() const override { return Now.Left.allowsAny(); }
  bool isKnown(const Snapshot &State) override;
  unsigned levels() const override { return 16; }

private:
  struct Branch {
    ChoiceKind Kind;
    uint32_t Count, Index;
  };
  struct Place {
    Budget Left;
    size_t Depth = 0; ///< in Path
  };
  Budget Allowed;
  const bool Reduce;
  KnownStates Known;
  std::vector<Branch> Path;
  Place Now;
  std::vector<Place> Saved;
  bool Started = false;
};

/// A written schedule once more; every other answer is 0.
class Replay : public Explorer {
public:
  explicit Replay(std::vector<PlacedAnswer> Answers)
      : Answers(std::move(Answers)) {}
  /// Where the run did not ask what the schedule answers; 0: nowhere.
  uint64_t strayedAt() const;

protected:
  uint32_t decide(const ChoicePoint &Point) override;
  bool prepare() override;
  bool wouldPass(ChoiceKind Kind) override;

private:
  std::vector<PlacedAnswer> Answers;
  size_t Next = 0;
  uint64_t Place = 0, Strayed = 0;
};

} // namespace explore
} // namespace kernel

#endif // WSK_KERNEL_EXPLORE_STRATEGIES_H
