//===- UnitTest.cpp - Any source is parsed as far as it goes --------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/Unit.h"
#include "TestDriver.h"
#include "program/Damage.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "gtest/gtest.h"

using namespace wsk;
using namespace wsk::test;

namespace {
class ParseUnit : public testing::Test {
protected:
  /// "what: cause" of every damaged part.
  std::set<std::string> damage(const Unit &U) {
    std::set<std::string> Out;
    for (const DamagedPart &P : U.Damaged)
      Out.insert(P.Entry.What + ": " + P.Entry.Cause);
    return Out;
  }
  bool hasBody(const Unit &U, llvm::StringRef Function) {
    return printed(U, Function).find('{') != std::string::npos;
  }
  using Set = std::set<std::string>;
  TestDriver D;
};
} // namespace

TEST_F(ParseUnit, AnErrorCostsItsFunctionOnly) {
  D.file("a.c", R"(
int Before(void) { return 1; }
int Broken(void) { int X = Missing; return X; }
int After(void) { return Broken(); }
)");
  auto U = D.unit("a.c");
  ASSERT_TRUE(*U);
  EXPECT_EQ(damage(*U), Set{"function Broken (a.c): use of undeclared "
                            "identifier 'Missing' (a.c:3)"});
  EXPECT_TRUE(hasBody(*U, "Before"));
  EXPECT_FALSE(hasBody(*U, "Broken"));
  EXPECT_TRUE(hasBody(*U, "After"));
}

TEST_F(ParseUnit, AMissingHeaderIsSkippedAndTold) {
  D.file("a.c", "#include \"gone.h\"\n#include <sys/gone2.h>\n"
                "int F(void) { return 1; }\n");
  auto U = D.unit("a.c");
  ASSERT_TRUE(*U);
  EXPECT_EQ(U->MissingHeaders, (Set{"gone.h", "sys/gone2.h"}));
  EXPECT_EQ(damage(*U), Set());
  EXPECT_TRUE(hasBody(*U, "F"));
}

TEST_F(ParseUnit, KernelHeadersStandInForAMissingUmbrella) {
  D.file("kernel/ntifs.h", "typedef long NTSTATUS;\n");
  D.file("kernel/wsk.h", "#pragma once\n"
                         "typedef NTSTATUS (*PFN)(void *);\n"
                         "NTSTATUS WskRegister(void *, void *);\n");
  D.file("a.c", "#include \"umbrella.h\"\n#include <wsk.h>\n"
                "NTSTATUS F(void) { return WskRegister(0, 0); }\n");
  auto U = D.unit("a.c", {"-isystem", D.path("kernel")});
  ASSERT_TRUE(*U);
  EXPECT_EQ(U->MissingHeaders, Set{"umbrella.h"});
  EXPECT_EQ(damage(*U), Set());
  EXPECT_TRUE(hasBody(*U, "F"));
}

TEST_F(ParseUnit, CMayBeNew) {
  D.file("a.c", "void *F(void) { return nullptr; }\n");
  EXPECT_EQ(damage(*D.unit("a.c")), Set());
  EXPECT_EQ(damage(*D.unit("a.c", {"-std=c11"})), Set());
}

TEST_F(ParseUnit, AConstantNobodyDeclaresHasAnUnknownValue) {
  D.file("a.c", R"(
int Allocate(int);
int Tagged(int N) { return Allocate(N | POOL_TAG); }
int Dispatch(int Code) {
  switch (Code) { case IOCTL_BIND: return 1; case IOCTL_LISTEN: return 2; }
  return IOCTL_BIND;
}
int Variable(void) { return g_State; }
)");
  auto U = D.unit("a.c");
  ASSERT_TRUE(*U);
  EXPECT_EQ(damage(*U), Set{"function Variable (a.c): use of undeclared "
                            "identifier 'g_State' (a.c:8)"});
  EXPECT_EQ(U->Undeclared, (StandIns{{"POOL_TAG", StandIn::Value},
                                     {"IOCTL_BIND", StandIn::Constant},
                                     {"IOCTL_LISTEN", StandIn::Constant}}));
}

TEST_F(ParseUnit, ATypeNobodyDeclaresCanBePassedOn) {
  D.file("a.c", R"(
FORENSIC int Decorated(void) { return 1; }
struct Holder { PROVIDER_CONTEXT Context; HANDLE_TABLE *Table; };
int Take(PROVIDER_CONTEXT);
int Pass(struct Holder *H) { return Take(H->Context); }
int Count(BYTES Length) { return Length ? 1 : (BYTES)2; }
int Look(struct Holder *H) { return H->Table->Size; }
)");
  auto U = D.unit("a.c");
  ASSERT_TRUE(*U);
  EXPECT_EQ(damage(*U),
            Set{"function Look (a.c): incomplete definition of type "
                "'HANDLE_TABLE' (aka 'struct wsk_opaque_HANDLE_TABLE') "
                "(a.c:7)"});
  EXPECT_EQ(U->Undeclared, (StandIns{{"FORENSIC", StandIn::Decoration},
                                     {"PROVIDER_CONTEXT", StandIn::Pointer},
                                     {"HANDLE_TABLE", StandIn::Opaque},
                                     {"BYTES", StandIn::Number}}));
}

TEST_F(ParseUnit, AFunctionNobodyDeclaresCanBeCalledInCPlusPlus) {
  D.file("a.cpp", R"(
struct Guard { ~Guard(); };
int Log(Guard &G) { return TRACE_POINT("x", G, 1); }
namespace net { int Own(); }
int Other() { return Own(); }
)");
  auto U = D.unit("a.cpp");
  ASSERT_TRUE(*U);
  EXPECT_EQ(damage(*U), Set());
  EXPECT_EQ(U->Undeclared, (StandIns{{"TRACE_POINT", StandIn::Function},
                                     {"Own", StandIn::Function}}));
}

TEST_F(ParseUnit, ClTakesSizeofATypeWithoutParentheses) {
  D.file("types.h", "#pragma once\ntypedef struct { int A, B; } PAIR;\n"
                    "static int Size = sizeof PAIR;\n");
  D.file("a.cpp", R"(
#include "types.h"
#define MAX(A, B) ((A) > (B) ? (A) : (B))
int Plain() { return sizeof PAIR + sizeof Size; }
int Argument() { return MAX(sizeof PAIR, 4); }
int Keyword() { return sizeof unsigned long; }
)");
  auto U = D.unit("a.cpp");
  ASSERT_TRUE(*U);
  EXPECT_EQ(damage(*U), Set());
  EXPECT_TRUE(hasBody(*U, "Argument"));
}

TEST_F(ParseUnit, ClTakesTheAddressOfACast) {
  D.file("a.c", R"(
long long Increment(long long *);
typedef unsigned long long u64;
u64 Next(u64 Handle) { return Increment(&(long long)Handle); }
u64 Other(u64 Handle) { return Increment(&(LONG64)Handle); }
)");
  auto U = D.unit("a.c", {"-Wno-error=incompatible-pointer-types"});
  EXPECT_EQ(damage(*U), Set());
  EXPECT_NE(printed(*U, "Next").find("*(long long *)&Handle"),
            std::string::npos);
}

TEST_F(ParseUnit, ClTakesAContradictingDeclaration) {
  D.file("a.c", R"(
struct socket { int Open; };
extern void release(void *);
int Close(struct socket *S) { release(S); return S->Open; }
void release(struct socket *S) { S->Open = 0; }
)");
  auto U = D.unit("a.c");
  EXPECT_EQ(damage(*U), Set());
  EXPECT_TRUE(hasBody(*U, "release"));
}

TEST_F(ParseUnit, ClSeesFriendsAndTakesMembersTwice) {
  D.file("a.cpp", R"(
struct Timer {
  int Start();
  int Start();
  friend void Expired(Timer *);
};
void Arm(void (*)(Timer *));
int Timer::Start() { Arm(Expired); return 1; }
)");
  auto U = D.unit("a.cpp");
  EXPECT_EQ(damage(*U), Set());
  EXPECT_EQ(U->Undeclared, StandIns());
}

TEST_F(ParseUnit, WideCharactersMayBeTheBuildsChoice) {
  D.file("a.cpp", R"(
int LengthA(const char *);
int LengthW(const wchar_t *);
#ifdef UNICODE
#define Length LengthW
#else
#define Length LengthA
#endif
int Use(const wchar_t *Text) { return Length(Text); }
)");
  EXPECT_EQ(damage(*D.unit("a.cpp")), Set());
}

TEST_F(ParseUnit, RemediesAddUp) {
  D.file("kernel/ntifs.h", "typedef long NTSTATUS;\n");
  D.file("kernel/wsk.h", "typedef void *PWSK_SOCKET;\n");
  D.file("a.c", "NTSTATUS F(PWSK_SOCKET S) { return S != nullptr && TAG; }\n"
                "int G(int X) { return Print(X); }\n");
  auto U = D.unit("a.c", {"-isystem", D.path("kernel")});
  EXPECT_EQ(damage(*U), Set());
}

TEST_F(ParseUnit, TypesOfTheLibraryAreNotGuessed) {
  D.file("a.c", "#include \"project.h\"\n"
                "struct S { uint32_t A; uint8_t B[8]; bool C; };\n"
                "int F(struct S *P) { return P->A + P->B[1] + P->C; }\n");
  auto U = D.unit("a.c");
  EXPECT_EQ(damage(*U), Set());
  EXPECT_EQ(U->Undeclared, StandIns());
}

TEST_F(ParseUnit, TraceFunctionsMayBeDeclaredInAFile) {
  D.file("trace.ini", "FUNC TraceWsk{LEVEL=Verbose}(MSG, ...);\n");
  D.file("a.cpp", "#include \"a.tmh\"\n"
                  "void F(int S) { TraceWsk(\"%!STATUS!\", S); }\n");
  auto U = D.unit("a.cpp");
  EXPECT_EQ(damage(*U), Set());
  EXPECT_EQ(U->Undeclared, StandIns());
}

TEST_F(ParseUnit, AStandInThatDoesNotHelpIsNotUsed) {
  D.file("a.cpp", "int F() { return MISSING; }\n"
                  "namespace a { enum { MISSING }; }\n"
                  "using namespace a;\n"
                  "int G() { return MISSING; }\n");
  auto U = D.unit("a.cpp");
  EXPECT_EQ(damage(*U), Set{"function F (a.cpp): use of undeclared identifier "
                            "'MISSING' (a.cpp:1)"});
  EXPECT_EQ(U->Undeclared, StandIns());
}

TEST_F(ParseUnit, ABrokenMemberCostsWhatUsesIt) {
  D.file("a.c", R"(
struct S { int Member[length]; int Other; };
struct Gone Returns(int X) { return X; }
int Uses(struct S *P) { return P->Member[0]; }
int Spares(struct S *P) { return P->Other; }
)");
  auto U = D.unit("a.c");
  ASSERT_TRUE(*U);
  EXPECT_FALSE(hasBody(*U, "Returns"));
  EXPECT_FALSE(hasBody(*U, "Uses"));
  EXPECT_TRUE(hasBody(*U, "Spares"));
  Set Told = damage(*U);
  EXPECT_EQ(Told.count("declarations in a.c: use of undeclared identifier "
                       "'length' (a.c:2)"),
            1u);
  for (const DamagedPart &P : U->Damaged)
    EXPECT_FALSE(P.Unknown) << P.Entry.What;
}

TEST_F(ParseUnit, WhatIsLostOutsideOfAllDeclarationsMayBeAnything) {
  D.file("a.c", "int Whole(void) { return 1; }\n"
                "int = 3;\n");
  auto U = D.unit("a.c");
  ASSERT_FALSE(U->Damaged.empty());
  EXPECT_TRUE(U->Damaged.back().Unknown);
}

TEST_F(ParseUnit, BrokenStructsHaveALayout) {
  D.file("a.c", R"(void clang_analyzer_eval(int);
struct Half { int Before; struct Gone Member[3]; int After; };
union Odd { struct GONE G; int B; };
void Opaque(void *);
int DriverEntry(struct Half *P, union Odd *O) {
  P->After = 2;
  O->B = 4;
  Opaque(&P->Before);
  Opaque(&O->B);
  P->After = 3;
  clang_analyzer_eval(P->After == 3); // => TRUE
  return 0;
}
)");
  D.analyse({"a.c"});
}

TEST_F(ParseUnit, MoreErrorsThanClangUsuallyCounts) {
  std::string Text;
  for (int I = 0; I < 60; ++I)
    Text += "int F" + std::to_string(I) + "(void) { return Gone; }\n";
  D.file("a.c", Text + "int Last(void) { return 1; }\n");
  auto U = D.unit("a.c");
  EXPECT_EQ(U->Damaged.size(), 60u);
  EXPECT_TRUE(hasBody(*U, "Last"));
}

TEST_F(ParseUnit, TracingNeedsNoGeneratedHeader) {
  D.file("trace.h", R"(
#define WPP_CONTROL_GUIDS WPP_DEFINE_BIT(TRACE_INIT)
// begin_wpp config
// FUNC MyTrace{LEVEL=TRACE_LEVEL_INFORMATION}(FLAGS, MSG, ...);
// USEPREFIX (MyTrace, "%!STDPREFIX!");
// end_wpp
/* begin_wpp config
   FUNC BlockTrace(LEVEL, MSG, ...);
   end_wpp */
)");
  D.file("a.c", R"(
#include "trace.h"
#include "a.tmh"
int F(int X) {
  DoTraceMessage(TRACE_INIT, "x %d", X);
  TraceEvents(TRACE_LEVEL_ERROR, DBG_INIT, "x");
  if (X)
    MyTrace(TRACE_INIT, "%!STATUS!", X);
  else
    BlockTrace(LEVEL_X, "y");
  WPP_CLEANUP(0);
  return X;
}
)");
  auto U = D.unit("a.c");
  ASSERT_TRUE(*U);
  EXPECT_EQ(U->MissingHeaders, Set());
  EXPECT_EQ(damage(*U), Set());
}

TEST_F(ParseUnit, OwnTraceMacrosAreKept) {
  D.file("a.c", R"(
#define TraceEvents(A) (A)
#include "a.tmh"
int F(int X) { return TraceEvents(X); }
)");
  auto U = D.unit("a.c");
  EXPECT_EQ(damage(*U), Set());
  EXPECT_NE(printed(*U, "F").find("(X)"), std::string::npos);
}

TEST_F(ParseUnit, LeniencyOfClIsNoError) {
  D.file("a.c", R"(
struct B { int X; };
void Release(void *);
void Release(struct B *P) { P->X = 0; }
unsigned long Size(void) { struct B V; return sizeof V; }
void *Undeclared(void) { return Make(1); }
int Callback(int (*F)(void *));
int OtherPointer(struct B *P) { return P->X; }
int Pass(void) { return Callback(OtherPointer); }
)");
  auto U = D.unit("a.c", {"-Wno-error=implicit-function-declaration",
                          "-Wno-error=int-conversion",
                          "-Wno-error=incompatible-function-pointer-types"});
  EXPECT_EQ(damage(*U), Set());
}

TEST_F(ParseUnit, HeadersAreFoundWhateverTheCase) {
  D.file("Inc/Driver.h", "#define ONE 1\n");
  D.file("a.c", "#include \"inc\\DRIVER.H\"\n#include <driver.h>\n"
                "int F(void) { return ONE; }\n");
  auto U = D.unit("a.c", {"-I" + D.path("INC")});
  EXPECT_EQ(U->MissingHeaders, Set());
  EXPECT_EQ(damage(*U), Set());
}

TEST_F(ParseUnit, OtherEncodings) {
  D.file("latin.c", "/* caf\xE9 */ int F(void) { return sizeof L\"\xE9\"; }\n");
  std::string Wide = "\xFF\xFE";
  for (char C : std::string("int F(void) { return 1; }\n"))
    Wide += std::string(1, C) + '\0';
  D.file("wide.c", llvm::StringRef(Wide));
  D.file("bom.c", "\xEF\xBB\xBFint F(void) { return 1; }\n");
  for (llvm::StringRef Name : {"latin.c", "wide.c", "bom.c"}) {
    SCOPED_TRACE(Name.str());
    auto U = D.unit(Name);
    ASSERT_TRUE(*U);
    EXPECT_EQ(damage(*U), Set());
    EXPECT_TRUE(hasBody(*U, "F"));
  }
}

TEST_F(ParseUnit, RecursiveIncludesEnd) {
  D.file("r.h", "#include \"r.h\"\n#include \"r.h\"\n");
  D.file("a.c", "#include \"r.h\"\nint F(void) { return 1; }\n");
  auto U = D.unit("a.c");
  ASSERT_TRUE(*U);
  ASSERT_FALSE(U->Errors.empty());
  EXPECT_NE(U->Errors[0].Text.find("#include nested too deeply"),
            std::string::npos);
  EXPECT_TRUE(hasBody(*U, "F"));
}

TEST_F(ParseUnit, WhatCannotBeParsedSaysWhy) {
  EXPECT_EQ(D.unit("none.c")->Failure,
            "cannot be read: No such file or directory");
  D.file("dir.c/x", "");
  EXPECT_EQ(D.unit("dir.c")->Failure, "is not a file");
  D.file("a.c", "int F(void) { return 1; }\n");
  EXPECT_NE(D.unit("a.c", {"-fno-such-flag"})
                ->Failure.find("unknown argument: '-fno-such-flag'"),
            std::string::npos);
}

TEST_F(ParseUnit, AnEmptySourceIsAUnitWithoutFunctions) {
  D.file("a.c", "");
  auto U = D.unit("a.c");
  EXPECT_EQ(U->Failure, "");
  EXPECT_TRUE(U->Errors.empty());
}

TEST_F(ParseUnit, GarbageIsSurvived) {
  std::string Bytes;
  for (int I = 0; I < 4000; ++I)
    Bytes += char(I * 7 + I / 13);
  D.file("a.c", Bytes);
  auto U = D.unit("a.c");
  EXPECT_TRUE(*U);
  EXPECT_FALSE(U->Errors.empty());
}
