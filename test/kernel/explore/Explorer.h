//===- Explorer.h - Who answers the choices of many runs ------ -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// An explorer is asked for one run after the other, until it says that there
/// is none left, and records what it answered.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_EXPLORE_EXPLORER_H
#define WSK_KERNEL_EXPLORE_EXPLORER_H

#include "base/Scheduler.h"
#include "base/Snapshot.h"
#include "explore/Schedule.h"

namespace kernel {
namespace explore {

/// A run need not begin at the beginning: while it lasts, snapshots of it are
/// kept, and the next one may go on from one of them.
class Explorer : public Strategy {
public:
  uint32_t choose(const ChoicePoint &Point) final {
    if (__builtin_expect(Choices >= PauseAt, false))
      pauseRun();
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
  /// Prepares the next run; false when there is none. Without \p Snapshots it
  /// begins at the beginning and is never paused.
  bool next(bool Snapshots = false);
  /// Where the prepared run goes on; null: it begins at the beginning.
  const Snapshot *origin() const {
    return From ? &Levels[From - 1].Run : nullptr;
  }
  /// Takes a snapshot of the paused run. False: it need not go on.
  bool keep();
  /// What the latest run answered.
  Schedule taken() const;

protected:
  virtual uint32_t decide(const ChoicePoint &Point) = 0;
  virtual bool prepare() = 0;
  /// See Strategy::passes.
  virtual bool wouldPass(ChoiceKind Kind) { return false; }

  /// How many snapshots of the latest run there are; prepare() calls goBackTo
  /// with how many of them the next one has in common with it.
  unsigned depth() const { return Depth; }
  void goBackTo(unsigned Levels) {
    From = Depth = Levels;
    IsAside = false;
  }
  /// The same for a run after which all snapshots are good for yet others; it
  /// makes none itself.
  void stepAsideFrom(unsigned Levels) {
    From = Levels;
    IsAside = true;
  }
  /// Notes the state of the strategy with the snapshot number \p Level, or
  /// makes it what it was then.
  virtual void save(unsigned Level) {}
  virtual void load(unsigned Level) {}
  /// Whether what goes on from \p State, where the run is now, is known.
  virtual bool isKnown(const Snapshot &State) { return false; }
  /// Whether the run can branch at all from where it is.
  virtual bool branches() const { return true; }
  /// How many snapshots of one run are useful; 0: none.
  virtual unsigned levels() const { return 0; }

private:
  struct Level {
    Snapshot Run;
    uint64_t Choices;
    size_t Uncommon;
  };
  void pauseLater();

  uint64_t Choices = 0; ///< of this run
  uint64_t PauseAt = ~uint64_t(0);
  uint64_t Typical = 0; ///< choices of a run
  std::vector<PlacedAnswer> Uncommon;
  std::vector<PlacedAnswer> Main; ///< those of the run that was left aside
  std::vector<Level> Levels;      ///< the first Depth of them are of one run
  unsigned Depth = 0;
  unsigned From = 0; ///< how many of these this run has in common with it
  bool IsAside = false;
};

} // namespace explore
} // namespace kernel

#endif // WSK_KERNEL_EXPLORE_EXPLORER_H
