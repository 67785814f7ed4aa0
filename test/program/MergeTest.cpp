//===- MergeTest.cpp - Several units become one ---------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "TestDriver.h"
#include "clang/AST/ASTContext.h"
#include "gtest/gtest.h"

using namespace wsk;
using namespace wsk::test;
using testing::Test;

namespace {
constexpr char Eval[] = "void clang_analyzer_eval(int);\n";

class Merge : public Test {
protected:
  /// Line 1 of every file declares clang_analyzer_eval.
  Merge &c(llvm::StringRef Name, llvm::StringRef Text) {
    D.file(Name, Eval + Text.str());
    return *this;
  }
  void check() {
    D.analyseInEveryOrder();
    EXPECT_EQ(D.Lost, std::set<std::string>());
  }
  TestDriver D;
};
} // namespace

TEST_F(Merge, CallsReachTheOtherFile) {
  c("a.c", R"(
int Twice(int);
int DriverEntry(void) {
  clang_analyzer_eval(Twice(21) == 42); // => TRUE
  return 0;
})");
  c("b.c", "int Thrice(int);\nint Twice(int X) { return Thrice(X) - X; }\n");
  c("c.c", "int Thrice(int X) { return 3 * X; }\n");
  check();
}

TEST_F(Merge, StaticsOfTheSameNameStayApart) {
  c("a.c", R"(
static int State = 0;
static int Helper(void) { return 1; }
void Other(void);
int OtherState(void);
int DriverEntry(void) {
  State = 5;
  Other();
  clang_analyzer_eval(State == 5); // => TRUE
  clang_analyzer_eval(Helper() == 1); // => TRUE
  clang_analyzer_eval(OtherState() == 42); // => TRUE
  return 0;
})");
  c("b.c", R"(
static int State;
static int Helper(void) { return 42; }
void Other(void) { State = Helper(); }
int OtherState(void) { return State; }
)");
  check();
}

TEST_F(Merge, GlobalsAreOneThing) {
  c("a.c", R"(
extern int Shared;
int Tentative;
extern int Table[];
void Touch(void);
int DriverEntry(void) {
  Shared = 1;
  Tentative = 2;
  Touch();
  clang_analyzer_eval(Shared == 11); // => TRUE
  clang_analyzer_eval(Tentative == 12); // => TRUE
  clang_analyzer_eval(Table[1] == 7); // => TRUE
  return 0;
})");
  c("b.c", R"(
int Shared = 3;
int Tentative;
int Table[2];
void Touch(void) { Shared += 10; Tentative += 10; Table[1] = 7; }
)");
  check();
}

TEST_F(Merge, ExternInsideABlockIsTheGlobal) {
  c("a.c", R"(
int DriverEntry(void) {
  extern int Shared;
  int Get(void);
  Shared = 4;
  clang_analyzer_eval(Get() == 4); // => TRUE
  return 0;
})");
  c("b.c", "int Shared;\nint Get(void) { return Shared; }\n");
  check();
}

TEST_F(Merge, OldStyleAndMismatchedDeclarationsReachTheDefinition) {
  c("a.c", R"(
int OldStyle();
struct Handle;
int Mismatch(void *);
int DriverEntry(void) {
  clang_analyzer_eval(OldStyle(2) == 3); // => TRUE
  clang_analyzer_eval(Mismatch(0) == 8); // => TRUE
  return 0;
})");
  c("b.c", R"(
struct Handle { int X; };
int OldStyle(int X) { return X + 1; }
int Mismatch(struct Handle *H) { return H ? 9 : 8; }
)");
  check();
}

TEST_F(Merge, OpaqueStructIsCompletedElsewhere) {
  c("a.c", R"(
struct Ctx;
struct Ctx *Make(void);
int Look(struct Ctx *);
void Change(struct Ctx *);
int DriverEntry(void) {
  struct Ctx *C = Make();
  clang_analyzer_eval(Look(C) == 1); // => TRUE
  Change(C);
  clang_analyzer_eval(Look(C) == 2); // => TRUE
  return 0;
})");
  c("b.c", R"(
struct Ctx { int A, B; };
static struct Ctx Only;
struct Ctx *Make(void) { Only.B = 1; return &Only; }
int Look(struct Ctx *C) { return C->B; }
)");
  c("c.c", "struct Ctx { int A, B; };\n"
           "void Change(struct Ctx *C) { C->B = 2; }\n");
  check();
}

TEST_F(Merge, TagsDeclaredInParameterLists) {
  c("a.c", R"(
int Look(struct Ctx *, enum Kind *);
int DriverEntry(void) {
  int Local(struct Ctx *);
  clang_analyzer_eval(Look(0, 0) + Local(0) == 3); // => TRUE
  return 0;
})");
  c("b.c", R"(
int Later(struct Ctx { int A; } *C);
int Look(struct Ctx *C, enum Kind { One } *K) {
  int Later(struct Ctx2 *C);
  struct InBody { int A; } B = {1};
  return C ? 9 : B.A;
}
int Local(struct Ctx *C) { return 2; }
)");
  check();
}

TEST_F(Merge, SameTagWithAnotherLayout) {
  c("a.c", R"(
struct Local { int A; char B; };
int FromB(void);
int FromC(void);
int DriverEntry(void) {
  struct Local L = {1, 2};
  clang_analyzer_eval(L.A + L.B == 3); // => TRUE
  clang_analyzer_eval(sizeof(L) == 8); // => TRUE
  clang_analyzer_eval(FromB() == 55); // => TRUE
  clang_analyzer_eval(FromC() == 9); // => TRUE
  return 0;
})");
  c("b.c", R"(
struct Local { long long X; int Y; int Z[8]; };
int FromB(void) {
  struct Local L = {0};
  L.Y = 7;
  return L.Y + sizeof(L);
})");
  c("c.c", R"(
enum Local { One = 9 };
int FromC(void) { enum Local L = One; return L; }
)");
  check();
}

TEST_F(Merge, TablesOfStaticFunctions) {
  c("a.c", R"(
struct Ops { int (*Start)(int); int (*Stop)(void); };
extern const struct Ops TheOps;
extern struct Ops *Current;
void Select(void);
int DriverEntry(void) {
  Select();
  clang_analyzer_eval(Current->Start(1) == 2); // => TRUE
  clang_analyzer_eval(Current->Stop() == 77); // => TRUE
  return 0;
})");
  c("b.c", R"(
struct Ops { int (*Start)(int); int (*Stop)(void); };
static int Start(int X) { return X + 1; }
static int Stop(void) { return 77; }
const struct Ops TheOps = {Start, Stop};
static struct Ops Mutable;
struct Ops *Current;
void Select(void) {
  Mutable.Start = Start;
  Mutable.Stop = Stop;
  Current = &Mutable;
}
)");
  check();
}

TEST_F(Merge, HeaderFunctionsAndTypesAreShared) {
  D.file("h.h", R"(
typedef struct _S { struct { int A; union { int B; char C; }; }; } S, *PS;
static __inline int Get(PS P) { return P->B; }
__inline int Plus(int X) { return X + 1; }
typedef enum { Red, Green = 5 } Colour;
S *Obtain(void);
Colour Paint(void);
)");
  c("a.c", R"(
#include "h.h"
int DriverEntry(void) {
  PS P = Obtain();
  clang_analyzer_eval(Get(P) == 6); // => TRUE
  clang_analyzer_eval(Paint() == Green); // => TRUE
  return Plus(1);
})");
  c("b.c", R"(
#include "h.h"
static S Thing;
S *Obtain(void) { Thing.B = Plus(5); return Get(&Thing) == 6 ? &Thing : 0; }
)");
  c("c.c", "#include \"h.h\"\nColour Paint(void) { return Green; }\n");
  check();
}

TEST_F(Merge, SehInAnyFile) {
  c("a.c", R"(
int Guarded(int);
int DriverEntry(void) {
  clang_analyzer_eval(Guarded(1) == 3); // => TRUE
  return 0;
})");
  c("b.c", R"(
static int Count;
int Guarded(int X) {
  Count = 0;
  __try { if (X) __leave; Count = 100; } __finally { Count += 1; }
  __try { return Count + 2; } __except (1) { return -1; }
}
)");
  check();
}

TEST_F(Merge, UnusualStatements) {
  c("a.c", R"(
int Odd(int);
int DriverEntry(void) {
  clang_analyzer_eval(Odd(3) == 13); // => TRUE
  return 0;
})");
  c("b.c", R"(
struct Tail { int N; int Data[]; };
int Odd(int X) {
  int R = _Generic(X, int: 10, default: 0);
  int Sum = ({ int T = R; T + X; });
  switch (Sum) { case 1 ... 5: return 0; default: break; }
  __assume(Sum);
  if (__builtin_offsetof(struct Tail, Data) != 4) goto Bad;
  return Sum;
Bad:
  return -1;
})");
  check();
}

TEST_F(Merge, SecondDefinitionIsToldAndLeftOut) {
  c("a.c", "int Twin(void) { return 1; }\n");
  c("b.c", R"(
int Twin(void) { return 2; }
int DriverEntry(void) {
  clang_analyzer_eval(Twin() == 2); // => TRUE
  return 0;
})");
  D.analyse({"b.c", "a.c"});
  EXPECT_EQ(D.Lost, std::set<std::string>{
                        "function Twin (a.c): it is also defined in b.c, "
                        "which is analysed instead"});
}

TEST_F(Merge, WhatCannotBeImportedCostsOneFunction) {
  c("a.c", R"(
int Wrap(void);
int Fine(void);
int DriverEntry(void) {
  clang_analyzer_eval(Wrap() == 1); // => FALSE TRUE
  clang_analyzer_eval(Fine() == 3); // => TRUE
  return 0;
})");
  c("b.c", R"(
typedef int Ints __attribute__((ext_vector_type(4)));
static int Vector(Ints I) { return I.x; }
int Wrap(void) { Ints I = 1; return Vector(I); }
int Fine(void) { return 3; }
)");
  D.analyse({"a.c", "b.c"});
  EXPECT_EQ(D.Lost,
            std::set<std::string>{"function Vector (b.c): cannot import "
                                  "unsupported AST node ExtVectorElementExpr"});
}

TEST_F(Merge, CPlusPlusUnits) {
  D.file("h.h", R"(
extern "C" void clang_analyzer_eval(int);
namespace drv {
class Sock {
public:
  explicit Sock(int F) : Fd(F) { ++Live; }
  ~Sock() { --Live; }
  int fd() const { return Fd; }
  int twice();
  static int Live;
private:
  int Fd;
};
template <class T> T larger(T A, T B) { return A < B ? B : A; }
inline int helper(int X) { return X + 1; }
int over(int);
int over(long);
}
)");
  D.file("a.cpp", R"(
#include "h.h"
extern "C" int DriverEntry() {
  {
    drv::Sock S(4);
    clang_analyzer_eval(S.twice() == 8); // => TRUE
    clang_analyzer_eval(drv::Sock::Live == 1); // => FALSE TRUE
  }
  clang_analyzer_eval(drv::over(1) == 2); // => TRUE
  clang_analyzer_eval(drv::over(1L) == 3); // => TRUE
  return drv::larger(1, drv::helper(2));
}
)");
  D.file("b.cpp", R"(
#include "h.h"
int drv::Sock::Live = 0;
int drv::Sock::twice() { return larger(fd(), 1) * 2; }
namespace drv {
int over(int X) { return helper(X); }
int over(long X) { return helper(helper((int)X)); }
}
)");
  check();
}

TEST_F(Merge, CAndCPlusPlusTogether) {
  D.file("h.h", R"(
#ifdef __cplusplus
extern "C" {
#endif
void clang_analyzer_eval(int);
typedef struct _CTX { int A; struct _CTX *Next; } CTX, *PCTX;
extern CTX Shared;
int InC(PCTX);
int InCpp(PCTX);
#ifdef __cplusplus
}
#endif
)");
  c("a.c", R"(
#include "h.h"
CTX Shared;
int InC(PCTX P) { return P->A; }
int DriverEntry(void) {
  Shared.A = 1;
  clang_analyzer_eval(InCpp(&Shared) == 2); // => TRUE
  clang_analyzer_eval(Shared.A == 2); // => TRUE
  return 0;
})");
  D.file("b.cpp", R"(
#include "h.h"
extern "C" int InCpp(PCTX P) { Shared.A++; return InC(P); }
)");
  // The unit that takes in the others is C++ (see Units.h).
  D.analyse({"b.cpp", "a.c"});
  EXPECT_EQ(D.Lost, std::set<std::string>());
}
