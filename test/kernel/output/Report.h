//===- Report.h - What a user reads --------------------------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Findings as data, and the writers of text and JSON.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_OUTPUT_REPORT_H
#define WSK_KERNEL_OUTPUT_REPORT_H

#include "explore/Campaign.h"
#include "output/Symbols.h"
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace kernel {
namespace output {

using Frames = std::vector<Frame>;

struct ReportNote {
  std::string Text;
  Frames Where;
};
struct ReportStep {
  uint64_t Step;
  std::string Fiber; ///< with its number
  unsigned Irql;
  std::string Text;
  Frames Where; ///< of the call; at most one
};
struct ReportFinding {
  std::string Rule, Message, Fiber;
  uintptr_t Site = 0; ///< explore::siteOf
  Frames Where;
  std::vector<ReportNote> Notes;
  Frames EntryLeft;       ///< Violation::EntryLeft; also among the notes
  std::string Schedule;   ///< as `wsk-kernel replay` takes it; empty: none
  uint64_t FirstSeen = 0; ///< number of the schedule; 0: not explored
  uint64_t Times = 0;
  std::vector<ReportStep> Steps;
};
struct Report {
  std::string Mode;                ///< run, explore or replay
  std::vector<std::string> Driver; ///< as the user named it
  std::vector<ReportFinding> Findings;
  std::vector<std::string> Unmodelled;          ///< imports
  std::map<std::string, uint64_t> Inconclusive; ///< reason -> schedules
  explore::Summary Campaign;                    ///< of explore
  uint64_t Seed = 0;
  bool ShowSteps = false;
  std::vector<ReportStep> Steps; ///< of run and replay
};

/// "file:line:column" of the call to blame, or of the first culprit; or empty.
std::string placeOf(const ReportFinding &F);

/// What tells findings apart for a reader: rule, place and, at the end of a run
/// whose DriverEntry failed, where it left.
std::string keyOf(const ReportFinding &F);

/// The findings and the steps of the run just made.
std::vector<ReportFinding> findingsOfRun(Symbols &Names);
std::vector<ReportStep> stepsOfRun(Symbols &Names);

std::string asText(const Report &What);
std::string asJson(const Report &What);

/// 0 no violation, 1 violation, 2 inconclusive.
int exitStatus(const Report &What);

} // namespace output
} // namespace kernel

#endif // WSK_KERNEL_OUTPUT_REPORT_H
