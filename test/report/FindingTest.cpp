//===- FindingTest.cpp - Order and identity of findings -------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "TestReports.h"
#include "gtest/gtest.h"

using namespace wsk;
using namespace wsk::test;

TEST(Fingerprints, SurviveMovedLinesAndAnotherWorkingDirectory) {
  Finding Moved = sampleFinding(400);
  Moved.At.Column = 9;
  Moved.At.File = "main.c";
  Moved.Message = "worded differently";
  Moved.Path.clear();
  EXPECT_EQ(fingerprints({sampleFinding()}), fingerprints({Moved}));
}

TEST(Fingerprints, DependOnEveryPartOfTheIdentity) {
  const Finding Base = sampleFinding();
  std::vector<Finding> Others(5, Base);
  Others[0].Rule = &LeakRule;
  Others[1].At.File = "src/other.c";
  Others[2].Function = "Stop";
  Others[3].Subject = "g_Other";
  Others[4].Stage = "DriverEntry";
  for (const Finding &Other : Others)
    EXPECT_NE(fingerprints({Base}), fingerprints({Other}));
}

TEST(Fingerprints, PartsDoNotRunIntoEachOther) {
  Finding A = sampleFinding(), B = sampleFinding();
  A.Function = "ab", A.Subject = "c";
  B.Function = "a", B.Subject = "bc";
  EXPECT_NE(fingerprints({A}), fingerprints({B}));
}

TEST(Fingerprints, EqualFindingsAreCounted) {
  std::vector<std::string> Prints =
      fingerprints({sampleFinding(1), sampleFinding(2)});
  ASSERT_EQ(Prints.size(), 2u);
  EXPECT_EQ(Prints[0].substr(0, 16), Prints[1].substr(0, 16));
  EXPECT_EQ(Prints[0].substr(16), ":1");
  EXPECT_EQ(Prints[1].substr(16), ":2");
}

TEST(SortFindings, ByFileLineColumnRule) {
  Finding OtherFile = sampleFinding(1), Later = sampleFinding(20),
          Right = sampleFinding(), Leak = sampleFinding(),
          First = sampleFinding();
  OtherFile.At.File = "src/z.c";
  Right.At.Column = 30;
  Leak.Rule = &LeakRule;
  std::vector<Finding> All = {OtherFile, Later, Right, Leak, First};
  sortFindings(All);
  EXPECT_EQ(All[0].Rule, &HangRule);
  EXPECT_EQ(All[0].At.Column, 3u);
  EXPECT_EQ(All[1].Rule, &LeakRule);
  EXPECT_EQ(All[2].At.Column, 30u);
  EXPECT_EQ(All[3].At.Line, 20u);
  EXPECT_EQ(All[4].At.File, "src/z.c");
}
