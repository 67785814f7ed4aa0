//===- TestReports.h - Hand-made reports for the writers' tests -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_TEST_REPORT_TESTREPORTS_H
#define WSK_TEST_REPORT_TESTREPORTS_H

#include "report/Finding.h"

namespace wsk::test {

inline const RuleInfo LeakRule{
    "ProbeLeak",          "R900",
    "Probe leaks",        "A probe was lost. Give it back.",
    "windows/probe-leak", Severity::Leak};
inline const RuleInfo HangRule{
    "ProbeHang",          "R901",
    "Probe hangs",        "A probe waits for ever. Wake it.",
    "windows/probe-hang", Severity::Hang};

/// A finding with a stage, a call, a branch, at line \p Line of main.c.
inline Finding sampleFinding(unsigned Line = 12) {
  Finding F;
  F.Rule = &HangRule;
  F.At = {"src/main.c", Line, 3, Line, 9};
  F.Message = "'g_Probe' is never woken";
  F.Function = "Unload";
  F.Subject = "g_Probe";
  F.Stage = "DriverUnload";
  F.Path = {
      {StepKind::Call,
       {"src/main.c", 4, 7, 0, 0},
       "Calling 'Init'",
       "DriverEntry",
       0},
      {StepKind::Event,
       {"src/init.c", 2, 5, 2, 10},
       "Probe made",
       "DriverEntry",
       1},
      {StepKind::Stage,
       {"src/main.c", 10, 1, 0, 0},
       "the driver is unloaded",
       "DriverUnload",
       0},
      {StepKind::Branch,
       {"src/main.c", 11, 3, 0, 0},
       "Taking false branch",
       "DriverUnload",
       1},
  };
  return F;
}

/// One finding, one rule that is inconclusive, one thing left out.
inline Report sampleReport() {
  Report R;
  R.Driver = "probe";
  R.Findings = {sampleFinding()};
  R.Verdicts = {
      {&HangRule, Verdict::Defect, {}},
      {&LeakRule, Verdict::Inconclusive, {"function 'Lost' was not analysed"}}};
  R.Skipped = {{"function 'Lost' (lost.c)", "'Foo' is undeclared", true}};
  R.Stats = {{"exploded nodes", 42}};
  return R;
}

} // namespace wsk::test

#endif // WSK_TEST_REPORT_TESTREPORTS_H
