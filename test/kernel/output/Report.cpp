//===- Report.cpp - From a run's records to a report ----------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "output/Report.h"

namespace kernel {
namespace output {

namespace {
Frames framesOf(const Stack &Where, Symbols &Names, unsigned Limit) {
  Frames All;
  for (unsigned I = 0; I != Where.Count && All.size() < Limit; ++I)
    for (const Frame &F : Names.at(Where.Pcs[I]))
      All.push_back(F);
  return All;
}
} // namespace

std::vector<ReportStep> stepsOfRun(Symbols &Names) {
  std::vector<ReportStep> Steps;
  for (const TraceLine &Line : traceLines()) {
    ReportStep Step;
    Step.Step = Line.Step;
    Step.Fiber =
        std::string(Line.FiberName) + " " + std::to_string(Line.FiberId);
    Step.Irql = Line.Irql;
    Step.Text = Line.Text.c_str();
    if (Line.Site && !Names.at(Line.Site).empty())
      Step.Where.push_back(Names.at(Line.Site).front());
    Steps.push_back(std::move(Step));
  }
  return Steps;
}

std::vector<ReportFinding> findingsOfRun(Symbols &Names) {
  std::vector<ReportFinding> Found;
  for (const Violation &V : violations()) {
    ReportFinding F;
    F.Rule = V.Rule.c_str();
    F.Message = V.Message.c_str();
    F.Fiber = V.FiberName;
    F.Site = explore::siteOf(V);
    F.Where = framesOf(V.Where, Names, Stack::Max);
    for (const Note &N : V.Notes)
      F.Notes.push_back({N.Text.c_str(), framesOf(N.Where, Names, Stack::Max)});
    if (V.EntryLeft && !Names.at(V.EntryLeft).empty()) {
      F.EntryLeft = Names.at(V.EntryLeft);
      F.Notes.push_back({"DriverEntry fails after this call", F.EntryLeft});
    }
    Found.push_back(std::move(F));
  }
  return Found;
}

int exitStatus(const Report &What) {
  if (!What.Findings.empty())
    return 1;
  return What.Inconclusive.empty() ? 0 : 2;
}

} // namespace output
} // namespace kernel
