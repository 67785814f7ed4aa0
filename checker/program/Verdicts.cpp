//===- Verdicts.cpp - The verdict of every rule ---------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/Verdicts.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;
using namespace wsk;

/// Reasons that make every rule inconclusive.
static std::set<std::string> commonReasons(const RunLog &Log) {
  std::set<std::string> Reasons;
  if (auto It = Log.Inconclusive.find(""); It != Log.Inconclusive.end())
    Reasons = It->second;
  for (const NotAnalysed &Part : Log.Skipped)
    if (Part.Matters)
      Reasons.insert(Part.What + " was not analysed: " + Part.Cause);
  return Reasons;
}

static RuleVerdict verdict(const RuleInfo &Rule, ArrayRef<Finding> Findings,
                           const RunLog &Log, std::set<std::string> Reasons) {
  RuleVerdict V;
  V.Rule = &Rule;
  auto IsOurs = [&](const Finding &F) { return F.Rule == &Rule; };
  if (any_of(Findings, IsOurs)) {
    V.Is = Verdict::Defect;
    return V;
  }
  if (auto It = Log.Inconclusive.find(Rule.Name.str());
      It != Log.Inconclusive.end())
    Reasons.insert(It->second.begin(), It->second.end());
  V.Reasons.assign(Reasons.begin(), Reasons.end());
  // What was not analysed may be what the rule applies to.
  if (!Reasons.empty())
    V.Is = Verdict::Inconclusive;
  else if (Log.Applicable.count(Rule.Name.str()))
    V.Is = Verdict::Clean;
  return V;
}

std::vector<RuleVerdict> wsk::verdicts(ArrayRef<const RuleInfo *> Rules,
                                       ArrayRef<Finding> Findings,
                                       const RunLog &Log) {
  std::set<std::string> Common = commonReasons(Log);
  std::vector<RuleVerdict> All;
  for (const RuleInfo *Rule : Rules)
    All.push_back(verdict(*Rule, Findings, Log, Common));
  return All;
}
