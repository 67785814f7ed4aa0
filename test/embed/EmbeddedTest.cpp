//===- EmbeddedTest.cpp - The analyzer inside a host's AST ----------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "embed/Embedded.h"
#include "embed/Unlower.h"
#include "program/Walk.h"
#include "clang/AST/ASTContext.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"
#include "gtest/gtest.h"

using namespace clang;
using namespace wsk;

static const char Source[] = R"(
typedef long NTSTATUS;
struct WSK_REGISTRATION { int Reserved; };
struct WSK_CLIENT_NPI { int Version; };
extern "C" NTSTATUS WskRegister(WSK_CLIENT_NPI *, WSK_REGISTRATION *);
extern "C" void WskDeregister(WSK_REGISTRATION *);
static WSK_REGISTRATION Registration;
static WSK_CLIENT_NPI Npi;
int Work(int);

extern "C" NTSTATUS DriverEntry(void *, void *) {
  NTSTATUS Status = WskRegister(&Npi, &Registration);
  if (Status < 0)
    return Status;
  for (int I = 0; I < 4; ++I) {
    __try {
      if (Work(I))
        continue;
      if (Work(-I))
        return -1;
    } __finally {
      Work(0);
    }
  }
  return -2;
}
)";

static std::unique_ptr<ASTUnit> parse(const std::string &Code) {
  return tooling::buildASTFromCodeWithArgs(
      Code, {"--target=x86_64-pc-windows-msvc", "-fms-extensions"}, "unit.cpp");
}

static std::string dump(ASTUnit &Unit) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  Unit.getASTContext().getTranslationUnitDecl()->dump(OS);
  return Text;
}

static std::vector<Finding> analyse(ASTUnit &Unit) {
  EmbeddedOptions Options;
  Options.Rules = allRules();
  return analyseUnit(Unit.getASTContext(), Unit.getPreprocessor(), Options);
}

TEST(Embedded, FindsAndLeavesTheHostAsItWas) {
  std::unique_ptr<ASTUnit> Unit = parse(Source);
  ASSERT_TRUE(Unit);
  std::string Before = dump(*Unit);
  DiagnosticsEngine *Engine = &Unit->getPreprocessor().getDiagnostics();

  std::vector<Finding> Findings = analyse(*Unit);
  ASSERT_FALSE(Findings.empty());
  for (const Finding &F : Findings) {
    EXPECT_EQ(F.Rule->Name, "MissingDeregister");
    auto Loc = SourceLocation::getFromRawEncoding(F.At.Raw);
    EXPECT_EQ(Unit->getSourceManager().getSpellingLineNumber(Loc), F.At.Line);
  }
  EXPECT_EQ(dump(*Unit), Before);
  EXPECT_EQ(&Unit->getPreprocessor().getDiagnostics(), Engine);
}

TEST(Embedded, FindsTheSameAgain) {
  std::unique_ptr<ASTUnit> Unit = parse(Source);
  std::vector<Finding> First = analyse(*Unit), Second = analyse(*Unit);
  EXPECT_EQ(fingerprints(First), fingerprints(Second));
  EXPECT_FALSE(First.empty());
}

TEST(Embedded, NothingInAUnitWithErrors) {
  std::unique_ptr<ASTUnit> Unit = parse(std::string(Source) + "int X = Y;");
  EXPECT_TRUE(analyse(*Unit).empty());
}

TEST(ScopedLowering, LowersAndTakesBack) {
  std::unique_ptr<ASTUnit> Unit = parse(Source);
  ASTContext &Ctx = Unit->getASTContext();
  std::string Before = dump(*Unit);
  {
    ScopedLowering Lowering(Ctx);
    forEachFunction(*Ctx.getTranslationUnitDecl(),
                    [&](FunctionDecl &F) { Lowering.lower(F); });
    std::string Lowered = dump(*Unit);
    EXPECT_EQ(Lowered.find("SEHTryStmt"), std::string::npos);
    EXPECT_NE(Lowered.find("__seh_exit"), std::string::npos);
  }
  EXPECT_EQ(dump(*Unit), Before);
}
