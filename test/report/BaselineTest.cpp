//===- BaselineTest.cpp - Only new findings -------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "report/Baseline.h"
#include "TestReports.h"
#include "report/Writers.h"
#include "gtest/gtest.h"

using namespace llvm;
using namespace wsk;
using namespace wsk::test;

namespace {
std::string written(const Report &R) {
  std::string Text;
  raw_string_ostream OS(Text);
  Baseline::write(R, OS);
  return Text;
}

Report reportWith(unsigned Count, unsigned FirstLine = 12) {
  Report R = sampleReport();
  R.Findings.clear();
  for (unsigned I = 0; I < Count; ++I)
    R.Findings.push_back(sampleFinding(FirstLine + I));
  return R;
}

Baseline baselineOf(const Report &R) {
  Expected<Baseline> Read = Baseline::parse(written(R));
  EXPECT_TRUE(bool(Read));
  return Read ? std::move(*Read) : Baseline();
}

std::string errorOf(StringRef Text) {
  Expected<Baseline> Read = Baseline::parse(Text);
  return Read ? "none" : toString(Read.takeError());
}
} // namespace

TEST(Baseline, KnowsFindingsWhereverTheyMove) {
  Baseline Known = baselineOf(reportWith(1));
  Report R = reportWith(1, 300);
  R.Findings[0].At.File = "renamed/other.c";
  R.Findings[0].Message = "said in other words";
  R.Findings[0].Path.clear();
  Known.apply(R);
  EXPECT_TRUE(R.Findings.empty());
  ASSERT_EQ(R.Silenced.size(), 1u);
  EXPECT_EQ(R.Silenced[0].By, SilencedFinding::Baseline);
  EXPECT_TRUE(R.Gone.empty());
}

TEST(Baseline, OfARevisionTellsItsNameAndNothingGone) {
  Report R = reportWith(1);
  Baseline(reportWith(2)).applyRevision(R, "main");
  EXPECT_TRUE(R.Findings.empty());
  ASSERT_EQ(R.Silenced.size(), 1u);
  EXPECT_EQ(R.Silenced[0].Where, "main");
  EXPECT_EQ(knownFrom(R.Silenced[0]), "known from main");
  EXPECT_TRUE(R.Gone.empty());
}

TEST(Baseline, WhatTheSourceSilencedIsNew) {
  Report Before = reportWith(1);
  Before.Silenced.push_back(
      {Before.Findings[0], SilencedFinding::Source, "main.c:12", ""});
  Before.Findings.clear();
  Report R = reportWith(1);
  Baseline(Before).apply(R);
  EXPECT_EQ(R.Findings.size(), 1u);
}

TEST(Baseline, EveryPartOfTheIdentityCounts) {
  Baseline Known = baselineOf(reportWith(1));
  for (std::string Finding::*Part :
       {&Finding::Subject, &Finding::Function, &Finding::Stage}) {
    Report R = reportWith(1);
    R.Findings[0].*Part = "another";
    Known.apply(R);
    EXPECT_EQ(R.Findings.size(), 1u);
    EXPECT_EQ(R.Gone.size(), 1u);
  }
  Report R = reportWith(1);
  R.Findings[0].Rule = &LeakRule;
  Known.apply(R);
  EXPECT_EQ(R.Findings.size(), 1u);
}

TEST(Baseline, OneMoreOfTheSameIsNew) {
  Baseline Known = baselineOf(reportWith(2));
  Report R = reportWith(3);
  Known.apply(R);
  EXPECT_EQ(R.Silenced.size(), 2u);
  ASSERT_EQ(R.Findings.size(), 1u);
  Report Fewer = reportWith(1);
  Known.apply(Fewer);
  EXPECT_EQ(Fewer.Gone,
            std::vector<std::string>{"wsk-probe-hang on g_Probe in Unload "
                                     "[DriverUnload]"});
}

TEST(Baseline, NothingIsGoneThatWasNotJudged) {
  Baseline Known = baselineOf(reportWith(1));
  Report R = reportWith(0);
  R.Verdicts[0].Is = Verdict::Inconclusive;
  Known.apply(R);
  EXPECT_TRUE(R.Gone.empty());
  R.Verdicts.clear(); // the rule is switched off
  Known.apply(R);
  EXPECT_TRUE(R.Gone.empty());
}

TEST(Baseline, IsWrittenAgainWithWhatItKnew) {
  Report First = reportWith(2);
  std::string Text = written(First);
  baselineOf(First).apply(First);
  EXPECT_EQ(written(First), Text);
  // A comment in the source needs no baseline.
  Report Silenced = reportWith(0);
  Silenced.Silenced.push_back(
      {sampleFinding(), SilencedFinding::Source, "main.c:1", ""});
  EXPECT_EQ(written(Silenced).find("g_Probe"), std::string::npos);
}

TEST(Baseline, Broken) {
  EXPECT_NE(errorOf("{"), "none");
  EXPECT_EQ(errorOf("[]"), "it is no baseline of wsk-check");
  EXPECT_EQ(errorOf("{\"format\":\"wsk-check baseline\",\"version\":9}"),
            "it is of another version of wsk-check");
  EXPECT_EQ(errorOf("{\"format\":\"wsk-check baseline\",\"version\":1}"),
            "it has no 'findings'");
  EXPECT_EQ(errorOf("{\"format\":\"wsk-check baseline\",\"version\":1,"
                    "\"findings\":[{\"rule\":\"wsk-x\",\"count\":1}]}"),
            "finding 1 is incomplete");
}
