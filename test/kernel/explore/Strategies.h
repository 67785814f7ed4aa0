//===- Strategies.h - Ways to answer the choices -------------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Each strategy is asked for one run after the other, until it says that there
/// is none left. All record what they answered.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_EXPLORE_STRATEGIES_H
#define WSK_KERNEL_EXPLORE_STRATEGIES_H

#include "explore/Schedule.h"
#include <memory>
#include <random>

namespace kernel {
namespace explore {

/// How many answers other than 0 a run may have, by kind; ~0u: any number.
/// Memory counts as Fault.
struct Budget {
  unsigned Of[ChoiceKinds];
};

class Explorer : public Strategy {
public:
  uint32_t choose(const ChoicePoint &Point) final {
    uint32_t Index = decide(Point);
    ++Choices;
    if (Index)
      Uncommon.push_back({Choices, {Point.Kind, Point.Count, Index}});
    return Index;
  }
  bool passes(ChoiceKind Kind) final {
    if (!wouldPass(Kind))
      return false;
    ++Choices;
    return true;
  }
  /// Prepares the next run; false when there is none.
  bool next() {
    Choices = 0;
    Uncommon.clear();
    return prepare();
  }
  /// What the latest run answered.
  Schedule taken() const;

protected:
  virtual uint32_t decide(const ChoicePoint &Point) = 0;
  virtual bool prepare() = 0;
  /// See Strategy::passes.
  virtual bool wouldPass(ChoiceKind Kind) { return false; }

private:
  uint64_t Choices = 0; ///< of this run
  std::vector<PlacedAnswer> Uncommon;
};

/// Every schedule within a budget, depth first.
class DepthFirst : public Explorer {
public:
  explicit DepthFirst(const Budget &Allowed) : Allowed(Allowed) {}

protected:
  uint32_t decide(const ChoicePoint &Point) override;
  bool prepare() override;
  bool wouldPass(ChoiceKind Kind) override;

private:
  struct Branch {
    ChoiceKind Kind;
    uint32_t Count, Index;
  };
  Budget Allowed;
  Budget Left;
  std::vector<Branch> Path;
  size_t Depth = 0;
  bool Started = false;
};

/// Weighted random answers. Each run first draws how often it preempts, whether
/// and where it lets a call fail, and how seldom rare answers come: a driver is
/// then seen in calm runs as well as in wild ones.
class Random : public Explorer {
public:
  explicit Random(uint64_t Seed) : Numbers(Seed) {}

protected:
  uint32_t decide(const ChoicePoint &Point) override;
  bool prepare() override;
  bool wouldPass(ChoiceKind Kind) override;

private:
  uint32_t below(uint32_t N);
  bool oneIn(uint32_t N) { return N && below(N) == 0; }
  uint32_t decideFault();

  std::mt19937_64 Numbers;
  uint64_t Pool = 0;
  unsigned PoolBits = 0;
  /// The next distance of an event that comes once in \p N times on average.
  uint32_t distance(uint32_t N) { return N ? 1 + below(2 * N - 1) : ~0u; }
  static bool isDue(uint32_t &Distance) {
    return Distance != ~0u && --Distance == 0;
  }

  uint32_t PreemptOneIn = 8, RareOneIn = 64, OtherOneIn = 4;
  uint32_t PreemptIn = 0, RareIn = 0; ///< choices until the next one
  uint32_t FaultAt = 0;               ///< which fault point fails; 0: none
  uint32_t FaultsSeen = 0;            ///< in this run
  uint32_t MostFaults = 8;            ///< of any run so far
};

/// Probabilistic concurrency testing: fibers have random priorities, which
/// change at a few random points; other choices are random.
class Priorities : public Explorer {
public:
  Priorities(uint64_t Seed, unsigned Changes)
      : Numbers(Seed), Changes(Changes) {}

protected:
  uint32_t decide(const ChoicePoint &Point) override;
  bool prepare() override;

private:
  uint64_t &priorityOf(const Fiber *F);
  uint32_t highest(const ChoicePoint &Point);
  std::mt19937_64 Numbers;
  unsigned Changes;
  uint64_t Steps = 0, LongestRun = 64;
  std::vector<uint64_t> ChangeAt;
  std::vector<uint64_t> PriorityOf; ///< by fiber id; 0: none yet
  uint32_t FaultAt = 0, FaultsSeen = 0, MostFaults = 8;
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
