//===- ReductionTest.cpp - States that are gone on from once --------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "explore/Reduction.h"
#include <gtest/gtest.h>

using namespace kernel;
using namespace kernel::explore;

namespace {
Budget budget(unsigned Preemptions, unsigned Faults) {
  Budget B = {};
  B.Of[unsigned(ChoiceKind::Preempt)] = Preemptions;
  B.Of[unsigned(ChoiceKind::Fault)] = Faults;
  return B;
}
} // namespace

TEST(Reduction, AStateIsKnownWithAsMuchOrLessLeft) {
  KnownStates Known;
  EXPECT_FALSE(Known.contains({1, 2}, budget(1, 1)));
  EXPECT_TRUE(Known.contains({1, 2}, budget(1, 1)));
  EXPECT_TRUE(Known.contains({1, 2}, budget(0, 1)));
  EXPECT_TRUE(Known.contains({1, 2}, budget(0, 0)));
}

TEST(Reduction, MoreLeftIsNew) {
  KnownStates Known;
  EXPECT_FALSE(Known.contains({1, 2}, budget(1, 0)));
  EXPECT_FALSE(Known.contains({1, 2}, budget(0, 1)));
  EXPECT_FALSE(Known.contains({1, 2}, budget(2, 1)));
  EXPECT_TRUE(Known.contains({1, 2}, budget(2, 1)));
}

TEST(Reduction, BothHalvesOfTheHashCount) {
  KnownStates Known;
  EXPECT_FALSE(Known.contains({1, 2}, budget(1, 1)));
  EXPECT_FALSE(Known.contains({1, 3}, budget(1, 1)));
  EXPECT_FALSE(Known.contains({3, 2}, budget(1, 1)));
}

TEST(Reduction, ItIsNotWorthAskingForLongWhenNothingComesBack) {
  constexpr unsigned Questions = 100000;
  KnownStates Never, Always;
  unsigned NeverAsked = 0, AlwaysAsked = 0;
  for (unsigned I = 0; I != Questions; ++I) {
    if (Never.isWorthAsking()) {
      ++NeverAsked;
      EXPECT_FALSE(Never.contains({I, 0}, budget(1, 1)));
    }
    if (Always.isWorthAsking()) {
      ++AlwaysAsked;
      Always.contains({0, 0}, budget(1, 1));
    }
  }
  EXPECT_LT(NeverAsked, Questions / 4);
  EXPECT_GT(NeverAsked, Questions / 100); // and yet again and again
  EXPECT_EQ(AlwaysAsked, Questions);
}
