//===- LowerSehTest.cpp - SEH is rewritten, not lost ----------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "TestDriver.h"
#include "gtest/gtest.h"

using namespace wsk;
using namespace wsk::test;

namespace {
/// Runs \p Body as DriverEntry's, with globals G and Trace to look at.
void analyse(llvm::StringRef Functions, llvm::StringRef File = "a.c") {
  TestDriver D;
  std::string Head = R"(
#ifdef __cplusplus
extern "C" {
#endif
void clang_analyzer_eval(int);
void clang_analyzer_warnIfReached(void);
#ifdef __cplusplus
}
#endif
static int Trace;
/* Keeps the order in which things happen. */
#define STEP(N) (Trace = Trace * 10 + (N))
)";
  D.file(File, Head + Functions.str());
  D.analyse({File});
  EXPECT_TRUE(D.Lost.empty());
}
} // namespace

TEST(LowerSeh, FinallyRunsAtTheEndOfTheBlock) {
  analyse(R"(
int DriverEntry(void) {
  Trace = 0;
  __try { STEP(1); } __finally { STEP(2); }
  STEP(3);
  clang_analyzer_eval(Trace == 123); // => TRUE
  return 0;
})");
}

TEST(LowerSeh, LeaveSkipsTheRestOfTheBlock) {
  analyse(R"(
int DriverEntry(int X) {
  Trace = 0;
  __try {
    STEP(1);
    if (X) __leave;
    STEP(2);
  } __finally { STEP(3); }
  clang_analyzer_eval(Trace == 13); // => FALSE TRUE
  clang_analyzer_eval(Trace == (X ? 13 : 123)); // => TRUE
  return 0;
})");
}

TEST(LowerSeh, ReturnRunsFinallyAfterItsValue) {
  analyse(R"(
static int Inner(void) {
  __try {
    STEP(1);
    return STEP(2);
  } __finally { STEP(3); }
  clang_analyzer_warnIfReached(); // => NOTHING
  return 9;
}
int DriverEntry(void) {
  Trace = 0;
  int Value = Inner();
  clang_analyzer_eval(Value == 12); // => TRUE
  clang_analyzer_eval(Trace == 123); // => TRUE
  return 0;
})");
}

TEST(LowerSeh, TwoReturnsAndTheEndStayApart) {
  analyse(R"(
static int Inner(int X) {
  __try {
    if (X == 1) return 10;
    if (X == 2) return 20;
  } __finally { STEP(1); }
  return 30;
}
int DriverEntry(void) {
  Trace = 0;
  clang_analyzer_eval(Inner(1) == 10); // => TRUE
  clang_analyzer_eval(Inner(2) == 20); // => TRUE
  clang_analyzer_eval(Inner(3) == 30); // => TRUE
  clang_analyzer_eval(Trace == 111); // => TRUE
  return 0;
})");
}

TEST(LowerSeh, ReturnOfNothingAndOfStructs) {
  analyse(R"(
struct S { int A, B; };
static struct S Pair(void) {
  struct S Local = {1, 2};
  __try { return Local; } __finally { Local.A = 7; }
}
static void Nothing(void) {
  __try { STEP(1); return; } __finally { STEP(2); }
  STEP(9);
}
int DriverEntry(void) {
  Trace = 0;
  struct S Got = Pair();
  Nothing();
  clang_analyzer_eval(Got.A == 1 && Got.B == 2); // => TRUE
  clang_analyzer_eval(Trace == 12); // => TRUE
  return 0;
})");
}

TEST(LowerSeh, JumpsOutRunFinally) {
  analyse(R"(
int DriverEntry(void) {
  int I;
  Trace = 0;
  for (I = 1; I < 4; ++I) {
    __try {
      if (I == 1) continue;
      if (I == 2) break;
      STEP(9);
    } __finally { STEP(I); }
    STEP(9);
  }
  clang_analyzer_eval(Trace == 12); // => TRUE
  clang_analyzer_eval(I == 2); // => TRUE
  __try { goto Out; } __finally { STEP(3); }
  STEP(9);
Out:
  STEP(4);
  clang_analyzer_eval(Trace == 1234); // => TRUE
  return 0;
})");
}

TEST(LowerSeh, JumpsThatStayInsideDoNotRunFinally) {
  analyse(R"(
int DriverEntry(void) {
  int I;
  Trace = 0;
  __try {
    for (I = 0; I < 3; ++I) { if (I == 1) break; }
    switch (I) { case 1: STEP(1); break; default: STEP(9); }
    goto Inside;
  Inside:
    STEP(2);
  } __finally { STEP(3); }
  clang_analyzer_eval(Trace == 123); // => TRUE
  return 0;
})");
}

TEST(LowerSeh, BreakOutOfSwitchAndWhile) {
  analyse(R"(
int DriverEntry(void) {
  int N = 0;
  Trace = 0;
  switch (1) {
  case 1:
    __try { break; } __finally { STEP(1); }
    STEP(9);
  }
  while (N < 2) {
    ++N;
    __try { continue; } __finally { STEP(N + 1); }
    STEP(9);
  }
  do {
    __try { continue; } __finally { STEP(4); }
    STEP(9);
  } while (0);
  clang_analyzer_eval(Trace == 1234); // => TRUE
  return 0;
})");
}

TEST(LowerSeh, NestedBlocksUnwindFromInsideOut) {
  analyse(R"(
static int Inner(int How) {
  while (1) {
    __try {
      __try {
        if (How == 1) return STEP(1);
        if (How == 2) break;
        if (How == 3) __leave;
      } __finally { STEP(2); }
      STEP(3);
    } __finally { STEP(4); }
    return 8;
  }
  return 7;
}
int DriverEntry(void) {
  int Got;
  Trace = 0;
  Got = Inner(1);
  clang_analyzer_eval(Got == 1 && Trace == 124); // => TRUE
  Trace = 0;
  Got = Inner(2);
  clang_analyzer_eval(Got == 7 && Trace == 24); // => TRUE
  Trace = 0;
  Got = Inner(3);
  clang_analyzer_eval(Got == 8 && Trace == 234); // => TRUE
  return 0;
})");
}

TEST(LowerSeh, LeaveInAHandlerLeavesTheOuterBlock) {
  analyse(R"(
int DriverEntry(void) {
  Trace = 0;
  __try {
    __try { STEP(1); } __finally { STEP(2); __leave; }
    STEP(9);
  } __finally { STEP(3); }
  clang_analyzer_eval(Trace == 123); // => TRUE
  return 0;
})");
}

TEST(LowerSeh, AbnormalTerminationTellsJumpFromEnd) {
  analyse(R"(
int _abnormal_termination(void);
static int Inner(int How) {
  int Abnormal = 0;
  __try {
    __try { if (How) return 5; } __finally {
      Abnormal = _abnormal_termination();
      STEP(Abnormal ? 2 : 1);
    }
  } __finally { }
  return 6;
}
int DriverEntry(void) {
  Trace = 0;
  clang_analyzer_eval(Inner(0) == 6); // => TRUE
  clang_analyzer_eval(Inner(1) == 5); // => TRUE
  clang_analyzer_eval(Trace == 12); // => TRUE
  return 0;
})");
}

TEST(LowerSeh, ExceptRunsFromWhatMayRaise) {
  analyse(R"(
void ProbeForRead(const volatile void *A, unsigned long long L, unsigned N);
int DriverEntry(void *P) {
  int Raised = 0;
  int Trace = 0; // no call can change it
  __try {
    STEP(1);
    ProbeForRead(P, 1, 1);
    STEP(2);
  } __except (1) {
    Raised = 1;
    STEP(3);
  }
  clang_analyzer_eval(Trace == (Raised ? 13 : 12)); // => TRUE TRUE
  return 0;
})");
}

TEST(LowerSeh, FiltersThatPassOnAreNotEntered) {
  analyse(R"(
void ProbeForRead(const volatile void *A, unsigned long long L, unsigned N);
int DriverEntry(void *P) {
  __try { ProbeForRead(P, 1, 1); }
  __except (0) { clang_analyzer_warnIfReached(); } // => NOTHING
  __try { ProbeForRead(P, 1, 1); }
  __except (-1) { clang_analyzer_warnIfReached(); } // => NOTHING
  return 0;
})");
}

TEST(LowerSeh, ABranchRaisesOnlyIfItIsTaken) {
  analyse(R"(
void ProbeForRead(const volatile void *A, unsigned long long L, unsigned N);
int DriverEntry(void *P, int Kind) {
  __try {
    if (P)
      ProbeForRead(P, 1, 1);
    while (Kind == 1)
      ProbeForRead(P, 1, Kind++);
    switch (Kind)
    case 7:
      ProbeForRead(P, 1, 1);
  } __except (1) {
    clang_analyzer_eval(P || Kind == 1 || Kind == 7); // => TRUE TRUE TRUE
  }
  return 0;
})");
}

TEST(LowerSeh, RaiseRunsTheFinallyBlocksOnItsWay) {
  analyse(R"(
void ProbeForRead(const volatile void *A, unsigned long long L, unsigned N);
int DriverEntry(void *P) {
  int Trace = 0; // no call can change it
  __try {
    __try {
      STEP(1);
      if (P)
        ProbeForRead(P, 1, 1);
    } __finally { STEP(2); }
    STEP(3);
  } __except (1) { STEP(4); return Trace == 124; }
  clang_analyzer_eval(Trace == 123); // => TRUE
  return 0;
})");
}

TEST(LowerSeh, InnerHandlersCatchWhatTheirBlockRaises) {
  analyse(R"(
__declspec(noreturn) void ExRaiseStatus(int Status);
int DriverEntry(int X) {
  int Trace = 0; // no call can change it
  __try {
    for (;;) {
      __try {
        int Before = STEP(1);
        ExRaiseStatus(Before);
        clang_analyzer_warnIfReached(); // => NOTHING
      } __except (1) { STEP(2); break; }
    }
    STEP(3);
  } __except (1) { clang_analyzer_warnIfReached(); } // => NOTHING
  clang_analyzer_eval(Trace == 123); // => TRUE
  return 0;
})");
}

TEST(LowerSeh, ExceptIsTheBodyWithoutException) {
  analyse(R"(
int DriverEntry(int X) {
  Trace = 0;
  __try {
    STEP(1);
    if (X) __leave;
    STEP(2);
  } __except (1) {
    clang_analyzer_warnIfReached(); // => NOTHING
    STEP(9);
  }
  clang_analyzer_eval(Trace == (X ? 1 : 12)); // => TRUE
  return 0;
})");
}

TEST(LowerSeh, ReturnInExceptReturnsAtOnce) {
  analyse(R"(
static int Inner(void) {
  __try { return 4; } __except (1) { return 5; }
  return 6;
}
int DriverEntry(void) {
  clang_analyzer_eval(Inner() == 4); // => TRUE
  return 0;
})");
}

TEST(LowerSeh, FinallyAroundExceptAndInMacros) {
  analyse(R"(
#define try __try
#define except __except
#define finally __finally
#define leave __leave
int DriverEntry(void) {
  Trace = 0;
  try {
    try { STEP(1); leave; } except (1) { STEP(9); }
    STEP(2);
  } finally { STEP(3); }
  clang_analyzer_eval(Trace == 123); // => TRUE
  return 0;
})");
}

TEST(LowerSeh, WorksInCPlusPlus) {
  analyse(R"(
namespace n {
static int Inner() {
  for (int I = 0;; ++I) {
    __try {
      if (I == 1) return STEP(2);
      STEP(1);
    } __finally { STEP(3); }
  }
}
}
extern "C" int DriverEntry() {
  Trace = 0;
  int Got = n::Inner();
  clang_analyzer_eval(Got == 132); // => TRUE
  clang_analyzer_eval(Trace == 1323); // => TRUE
  return 0;
})",
          "a.cpp");
}

TEST(LowerSeh, FunctionsWithoutSehAreUntouched) {
  TestDriver D;
  D.file("a.c", "int f(int X) { while (X) { if (X == 2) break; --X; } "
                "return X; }\n");
  std::string Text = printed(*D.unit("a.c"), "f");
  EXPECT_EQ(Text.find("__seh"), std::string::npos);
  EXPECT_NE(Text.find("break"), std::string::npos);
}
