//===- ScheduleTest.cpp - Schedules and strategies ------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "explore/Guide.h"
#include "explore/Sampling.h"
#include "explore/Strategies.h"
#include <algorithm>
#include <gtest/gtest.h>
#include <set>

using namespace kernel;
using namespace kernel::explore;

namespace {
ChoicePoint point(ChoiceKind Kind, uint32_t Count) {
  return {Kind, Count, 0, 0, nullptr, 0};
}
Budget unlimited() {
  Budget B;
  std::fill(std::begin(B.Of), std::end(B.Of), ~0u);
  return B;
}
} // namespace

TEST(Schedule, WrittenFormReadsBack) {
  Schedule Way = {{ChoiceKind::Preempt, 3, 0},
                  {ChoiceKind::Fault, 2, 1},
                  {ChoiceKind::Peer, 4, 3}};
  std::string Text = write(Way);
  EXPECT_EQ(Text, "2:fault=1/2,3:peer=3/4");
  std::vector<PlacedAnswer> Answers;
  EXPECT_EQ(read(Text, Answers), "");
  ASSERT_EQ(Answers.size(), 2u);
  EXPECT_EQ(Answers[1].Place, 3u);
  EXPECT_EQ(Answers[1].Given.Index, 3u);
}

TEST(Schedule, BadFormsAreRefused) {
  std::vector<PlacedAnswer> Answers;
  for (const char *Text :
       {"", "x", "1:fault=2/2", "1:nothing=1/2", "3:fault=1/2,2:fault=1/2",
        "1:fault=1/2;", "1:fault=-1/2"})
    EXPECT_NE(read(Text, Answers), "") << Text;
  EXPECT_EQ(read("0", Answers), "");
}

TEST(DepthFirst, VisitsEveryScheduleOnce) {
  DepthFirst All(unlimited());
  std::set<std::string> Seen;
  unsigned Runs = 0;
  for (; All.next(); ++Runs) {
    // The second choice exists only after one answer of the first.
    if (All.choose(point(ChoiceKind::Status, 3)) == 1)
      All.choose(point(ChoiceKind::Fault, 2));
    All.choose(point(ChoiceKind::Peer, 2));
    Seen.insert(write(All.taken()));
  }
  EXPECT_EQ(Runs, 8u);
  EXPECT_EQ(Seen.size(), 8u);
}

TEST(DepthFirst, KeepsToItsBudget) {
  Budget One = unlimited();
  One.Of[unsigned(ChoiceKind::Fault)] = 1;
  DepthFirst All(One);
  unsigned Runs = 0;
  for (; All.next(); ++Runs) {
    unsigned Faults = 0;
    for (unsigned I = 0; I != 4; ++I)
      Faults +=
          All.choose(point(I % 2 ? ChoiceKind::Memory : ChoiceKind::Fault, 2));
    EXPECT_LE(Faults, 1u);
  }
  EXPECT_EQ(Runs, 5u);
}

TEST(Guided, OnlyWhatIsOnThePathFailsOrRuns) {
  Guide By;
  By.MayFail = [](uintptr_t Return) { return Return == 2; };
  By.Runs = [](uintptr_t Routine) { return Routine == 20; };
  Guided Near(By, budgetNear(1));
  std::set<std::string> Seen;
  while (Near.next()) {
    for (uintptr_t Site : {1, 2})
      Near.choose({ChoiceKind::Fault, 2, 0, Site, nullptr, 0});
    for (uintptr_t Routine : {10, 20})
      Near.choose({ChoiceKind::Peer, 3, 0, 0, nullptr, Routine});
    Seen.insert(write(Near.taken()));
  }
  std::set<std::string> Wanted = {"3:peer=1/3", "2:fault=1/2,3:peer=1/3",
                                  "3:peer=1/3,4:peer=1/3",
                                  "3:peer=1/3,4:peer=2/3"};
  EXPECT_EQ(Seen, Wanted);
}

TEST(Random, TheSeedDecides) {
  Random A(5), B(5), C(6);
  std::string OfA, OfB, OfC;
  for (unsigned Run = 0; Run != 50; ++Run)
    for (auto *Each : {&A, &B, &C}) {
      Each->next();
      for (unsigned I = 0; I != 20; ++I)
        Each->choose(point(ChoiceKind::Pick, 5));
      (Each == &A ? OfA : Each == &B ? OfB : OfC) += write(Each->taken());
    }
  EXPECT_EQ(OfA, OfB);
  EXPECT_NE(OfA, OfC);
}

TEST(Replay, SaysWhereTheRunStrayed) {
  std::vector<PlacedAnswer> Answers;
  ASSERT_EQ(read("2:fault=1/2", Answers), "");
  Replay Same(Answers), Other(Answers);
  Same.next();
  Same.choose(point(ChoiceKind::Peer, 2));
  EXPECT_EQ(Same.choose(point(ChoiceKind::Fault, 2)), 1u);
  EXPECT_EQ(Same.strayedAt(), 0u);
  Other.next();
  Other.choose(point(ChoiceKind::Peer, 2));
  EXPECT_EQ(Other.choose(point(ChoiceKind::Fault, 3)), 0u);
  EXPECT_EQ(Other.strayedAt(), 2u);
}
