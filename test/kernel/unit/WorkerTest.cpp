//===- WorkerTest.cpp - The process a driver runs in ----------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "tool/Worker.h"
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
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

/// What \p Attempt returns in a confined worker of a real run; it is 0 when
/// what was attempted was refused with EPERM.
static int refusal(int (*Attempt)()) {
  return runWorker([Attempt] {
           if (confine(true))
             return 9;
           errno = 0;
           return Attempt() < 0 && errno == EPERM ? 0 : 1;
         })
      .Status;
}

TEST(Worker, OpensNoFileWhenConfined) {
  EXPECT_EQ(refusal([] { return open("/dev/null", O_RDONLY); }), 0);
  EXPECT_EQ(refusal([] { return open("/dev/null", O_WRONLY); }), 0);
  EXPECT_EQ(refusal([] { return unlink("/no-such-file"); }), 0);
  EXPECT_EQ(refusal([] { return mkdir("/no/such/folder", 0700); }), 0);
}

TEST(Worker, StartsNothingWhenConfined) {
  EXPECT_EQ(refusal([] { return int(fork()); }), 0);
  EXPECT_EQ(refusal([] { return kill(getppid(), 0); }), 0);
  EXPECT_EQ(refusal([] {
              char Name[] = "/bin/true";
              char *Words[] = {Name, nullptr};
              return execv(Name, Words);
            }),
            0);
}

TEST(Worker, UsesOpenFilesWhenConfined) {
  int Ends[2];
  ASSERT_EQ(pipe(Ends), 0);
  WorkerEnd End = runWorker([&] {
    if (confine(false))
      return 9;
    return write(Ends[1], "x", 1) == 1 ? 0 : 1;
  });
  EXPECT_EQ(End.Status, 0);
  close(Ends[0]);
  close(Ends[1]);
}

TEST(Worker, HasBoundedResourcesWhenConfined) {
  WorkerEnd End = runWorker([] {
    if (confine(false))
      return 9;
    rlimit Core, Size, Files;
    getrlimit(RLIMIT_CORE, &Core);
    getrlimit(RLIMIT_FSIZE, &Size);
    getrlimit(RLIMIT_NOFILE, &Files);
    bool Bounded = Core.rlim_max == 0 && Size.rlim_max <= 1u << 30 &&
                   Files.rlim_max <= 4096;
    void *Memory = mmap(nullptr, size_t(1) << 40, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return Bounded && Memory == MAP_FAILED ? 0 : 1;
  });
  EXPECT_EQ(End.Status, 0);
}
