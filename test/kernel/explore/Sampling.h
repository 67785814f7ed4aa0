//===- Sampling.h - Schedules drawn at random ----------------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Random runs are a tree: from each of a few snapshots of a run some others
/// branch off, so that most of them are only as long as what is new in them.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_EXPLORE_SAMPLING_H
#define WSK_KERNEL_EXPLORE_SAMPLING_H

#include "explore/Explorer.h"

namespace kernel {
namespace explore {

/// A sequence of random numbers (SplitMix64).
class Numbers {
public:
  explicit Numbers(uint64_t Seed) : State(Seed) {}
  uint64_t next() {
    uint64_t Z = State += 0x9E3779B97F4A7C15;
    Z = (Z ^ Z >> 30) * 0xBF58476D1CE4E5B9;
    Z = (Z ^ Z >> 27) * 0x94D049BB133111EB;
    return Z ^ Z >> 31;
  }
  /// The slight bias does not matter here.
  uint32_t below(uint32_t N) { return (next() >> 32) * N >> 32; }
  /// Never when \p N is 0.
  bool oneIn(uint32_t N) { return N && below(N) == 0; }

private:
  uint64_t State;
};

/// Draws where runs branch off and which call fails; subclasses draw the rest.
class Sampler : public Explorer {
public:
  explicit Sampler(uint64_t Seed) : Draw(Seed) {}

protected:
  bool prepare() final;
  void save(unsigned Level) final;
  void load(unsigned Level) final;
  unsigned levels() const final { return Levels; }

  /// Draws what holds for a run from the beginning.
  virtual void begin() = 0;
  /// Draws what the rest of a run is like.
  virtual void branchOff() = 0;
  virtual void saveOwn(unsigned Level) = 0;
  virtual void loadOwn(unsigned Level) = 0;
  /// Whether the call that asks now is the one that fails.
  bool fails() { return ++Faults.Seen == Faults.At; }

  Numbers Draw;

private:
  static constexpr unsigned Levels = 12;
  static constexpr unsigned Branches = 4;    ///< from each snapshot
  static constexpr unsigned FreshOneIn = 24; ///< runs from the beginning
  static constexpr unsigned FaultyOneIn = 6; ///< runs in which a call fails
  struct FaultCount {
    uint32_t At = 0;   ///< which one fails; 0: none
    uint32_t Seen = 0; ///< in this run
  };
  void chooseOrigin();

  FaultCount Faults;
  std::vector<FaultCount> SavedFaults;
  uint32_t NextFault = 0;  ///< At of the run that is being prepared
  uint32_t MostFaults = 8; ///< seen in any run so far
  uint64_t Runs = 0;
  std::vector<unsigned> Used; ///< how often, by snapshot
};

/// Weighted random answers. Each run from the beginning first draws how often
/// it preempts and how seldom rare answers come: a driver is then seen in calm
/// runs as well as in wild ones.
class Random : public Sampler {
public:
  using Sampler::Sampler;

protected:
  uint32_t decide(const ChoicePoint &Point) override;
  bool wouldPass(ChoiceKind Kind) override;
  void begin() override;
  void branchOff() override;
  void saveOwn(unsigned Level) override;
  void loadOwn(unsigned Level) override { Now = Saved[Level]; }

private:
  /// The next distance of an event that comes once in \p N times on average.
  uint32_t distance(uint32_t N) { return N ? 1 + Draw.below(2 * N - 1) : ~0u; }
  static bool isDue(uint32_t &Distance) {
    return Distance != ~0u && --Distance == 0;
  }

  struct Progress {
    uint32_t PreemptOneIn = 8, RareOneIn = 64, OtherOneIn = 4;
    uint32_t PreemptIn = 0, RareIn = 0; ///< choices until the next one
  };
  Progress Now;
  std::vector<Progress> Saved;
};

/// Probabilistic concurrency testing: fibers have random priorities, which
/// change at a few random points; other choices are random.
class Priorities : public Sampler {
public:
  Priorities(uint64_t Seed, unsigned Changes)
      : Sampler(Seed), Changes(Changes) {}

protected:
  uint32_t decide(const ChoicePoint &Point) override;
  void begin() override;
  void branchOff() override;
  void saveOwn(unsigned Level) override;
  void loadOwn(unsigned Level) override;

private:
  uint64_t &priorityOf(const Fiber *F);
  uint32_t highest(const ChoicePoint &Point);
  unsigned Changes;
  struct Progress {
    uint64_t Steps = 0;
    std::vector<uint64_t> ChangeAt;
    std::vector<uint64_t> PriorityOf; ///< by fiber id; 0: none yet
  };
  Progress Now;
  std::vector<Progress> Saved;
  uint64_t LongestRun = 64;
};

} // namespace explore
} // namespace kernel

#endif // WSK_KERNEL_EXPLORE_SAMPLING_H
