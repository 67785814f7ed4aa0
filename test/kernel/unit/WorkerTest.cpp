//===- WorkerTest.cpp - The process a driver runs in ----------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "tool/Worker.h"
#include <csignal>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace kernel::tool;

TEST(Worker, PassesTheStatusOn) {
  WorkerEnd End = runWorker([] { return 2; });
  EXPECT_FALSE(End.Died);
  EXPECT_EQ(End.Status, 2);
}

TEST(Worker, SurvivesItsDeathAndKnowsTheSchedule) {
  WorkerEnd End = runWorker([] {
    noteSchedule(7);
    raise(SIGKILL);
    return 0;
  });
  EXPECT_TRUE(End.Died);
  EXPECT_EQ(End.Status, SIGKILL);
  EXPECT_EQ(End.Schedule, 7u);
}

TEST(Worker, HasNoSocketsWhenConfined) {
  WorkerEnd End = runWorker([] {
    if (confine(false))
      return 9;
    return socket(AF_INET, SOCK_STREAM, 0) < 0 ? 0 : 1;
  });
  EXPECT_EQ(End.Status, 0);
}

TEST(Worker, HasSocketsInRealRuns) {
  WorkerEnd End = runWorker([] {
    if (confine(true))
      return 9;
    return socket(AF_INET, SOCK_STREAM, 0) < 0 ? 1 : 0;
  });
  EXPECT_EQ(End.Status, 0);
}
