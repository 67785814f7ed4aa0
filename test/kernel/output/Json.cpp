//===- Json.cpp - The report as JSON --------------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "llvm/Support/JSON.h"
#include "output/Report.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

namespace kernel {
namespace output {

namespace {
using llvm::json::Array;
using llvm::json::Object;
using llvm::json::Value;

/// Drivers may print anything; JSON must be UTF-8.
std::string clean(const std::string &Text) { return llvm::json::fixUTF8(Text); }

Array framesJson(const Frames &All) {
  Array Out;
  for (const Frame &F : All)
    Out.push_back(Object{{"function", clean(F.Function)},
                         {"file", clean(F.File)},
                         {"line", int64_t(F.Line)},
                         {"column", int64_t(F.Column)}});
  return Out;
}

Array stepsJson(const std::vector<ReportStep> &All) {
  Array Steps;
  for (const ReportStep &S : All)
    Steps.push_back(Object{{"step", int64_t(S.Step)},
                           {"fiber", clean(S.Fiber)},
                           {"irql", int64_t(S.Irql)},
                           {"text", clean(S.Text)},
                           {"stack", framesJson(S.Where)}});
  return Steps;
}

Object findingJson(const ReportFinding &F) {
  Array Notes;
  for (const ReportNote &N : F.Notes)
    Notes.push_back(
        Object{{"text", clean(N.Text)}, {"stack", framesJson(N.Where)}});
  return Object{{"rule", F.Rule},
                {"message", clean(F.Message)},
                {"fiber", clean(F.Fiber)},
                {"stack", framesJson(F.Where)},
                {"culprits", std::move(Notes)},
                {"schedule", F.Schedule},
                {"firstSeen", int64_t(F.FirstSeen)},
                {"times", int64_t(F.Times)},
                {"steps", stepsJson(F.Steps)}};
}

Object campaignJson(const Report &What) {
  Object Reached;
  for (const auto &Entry : What.Campaign.Reached)
    Reached[Entry.first] =
        Object{{"schedules", int64_t(Entry.second.Schedules)},
               {"times", int64_t(Entry.second.Times)}};
  return Object{{"schedules", int64_t(What.Campaign.Schedules)},
                {"seenBefore", int64_t(What.Campaign.SeenBefore)},
                {"steps", int64_t(What.Campaign.Switches)},
                {"seed", int64_t(What.Seed)},
                {"exhausted", What.Campaign.Exhausted},
                {"reached", std::move(Reached)}};
}
} // namespace

std::string asJson(const Report &What) {
  Array Driver, Findings, Unmodelled, Inconclusive;
  for (const std::string &Name : What.Driver)
    Driver.push_back(clean(Name));
  for (const ReportFinding &F : What.Findings)
    Findings.push_back(findingJson(F));
  for (const std::string &Name : What.Unmodelled)
    Unmodelled.push_back(clean(Name));
  for (const auto &Entry : What.Inconclusive)
    Inconclusive.push_back(Object{{"reason", clean(Entry.first)},
                                  {"schedules", int64_t(Entry.second)}});
  Object Root{{"mode", What.Mode},
              {"driver", std::move(Driver)},
              {"violations", std::move(Findings)},
              {"unmodelled", std::move(Unmodelled)},
              {"inconclusive", std::move(Inconclusive)}};
  if (!What.Steps.empty())
    Root["steps"] = stepsJson(What.Steps);
  if (What.Mode == "explore")
    Root["campaign"] = campaignJson(What);
  std::string Text;
  llvm::raw_string_ostream Out(Text);
  Out << llvm::formatv("{0:2}", Value(std::move(Root))) << "\n";
  return Out.str();
}

} // namespace output
} // namespace kernel
