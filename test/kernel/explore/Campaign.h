//===- Campaign.h - Many runs of one driver ------------------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// A campaign runs the loaded driver under a portfolio of strategies, collects
/// each violation once, and shortens the schedules that lead there.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_EXPLORE_CAMPAIGN_H
#define WSK_KERNEL_EXPLORE_CAMPAIGN_H

#include "explore/Guide.h"
#include "harness/Session.h"
#include <functional>
#include <map>

namespace kernel {
namespace explore {

/// Which part of the portfolio a campaign is made of.
enum class Portfolio : uint8_t { Everything, Systematic, Random };

struct Settings {
  Portfolio Of = Portfolio::Everything;
  uint64_t Schedules = 20000;
  uint64_t Seed = 1;
  unsigned Preemptions = 2; ///< of the systematic part, at most
  unsigned Faults = 1;
  uint64_t StopBefore = ~uint64_t(0); ///< end early, all else being equal
  bool FromStart = false;    ///< no run goes on from a snapshot of another
  bool Reduce = true;        ///< systematic runs go on from a state only once
  std::vector<Guide> Guides; ///< what is near to these comes first
};

/// A violation and how to get there.
struct Finding {
  std::string Rule;
  uintptr_t Site; ///< see siteOf
  std::string Message;
  Schedule Way;
  uint64_t FirstSeen; ///< number of the schedule, from 1
  uint64_t Times = 0; ///< schedules that ended this way
};

/// What tells violations of one rule apart: the address of the driver's call,
/// or at the end of a run that of the first culprit, together with the return
/// by which a failed DriverEntry left.
uintptr_t siteOf(const Violation &V);

/// How often something was reached.
struct Reach {
  uint64_t Schedules = 0; ///< in how many of them
  uint64_t Times = 0;
};

struct Summary {
  std::vector<Finding> Findings; ///< in the order they were found
  std::map<std::string, Reach> Reached;
  std::map<std::string, uint64_t> Inconclusive; ///< reason -> schedules
  uint64_t Schedules = 0;
  /// How many of them ended in a state that another one went on from. They do
  /// not count in Reached.
  uint64_t SeenBefore = 0;
  uint64_t Switches = 0; ///< scheduling points of all runs
  double Seconds = 0;    ///< of processor time
  /// The largest budget whose schedules were all run, as text; empty: none.
  std::string Exhausted;
};

/// Told before each run what is about to be run, so that a run that takes the
/// process down can be named. May be empty.
using Watcher = std::function<void(uint64_t Number)>;

Summary runCampaign(const Settings &What, const Watcher &Before);

/// Sets answers of \p Way back to 0 as long as \p Wanted is still violated.
Schedule shorten(const Schedule &Way, const std::string &Rule, uintptr_t Site);

/// Runs \p Answers once; \p Strayed as Replay::strayedAt.
Outcome replay(const std::vector<PlacedAnswer> &Answers, uint64_t &Strayed);

} // namespace explore
} // namespace kernel

#endif // WSK_KERNEL_EXPLORE_CAMPAIGN_H
