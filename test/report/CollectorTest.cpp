//===- CollectorTest.cpp - From a run of the analyzer to findings ---------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "report/Collector.h"
#include "core/Compat.h"
#include "core/Story.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/StaticAnalyzer/Core/BugReporter/BugType.h"
#include "clang/StaticAnalyzer/Core/Checker.h"
#include "clang/StaticAnalyzer/Core/PathDiagnosticConsumers.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CallEvent.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"
#include "clang/StaticAnalyzer/Frontend/AnalysisConsumer.h"
#include "clang/StaticAnalyzer/Frontend/CheckerRegistry.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/FileSystem.h"
#include "gtest/gtest.h"

using namespace clang;
using namespace clang::ento;
using namespace wsk;

namespace {

const RuleInfo ProbeRule{"CollectorProbe", "R902",  "Probe",
                         "Help.",          "probe", Severity::Leak};
[[maybe_unused]] const bool Added = addRule(ProbeRule);

/// stage() starts a stage, note() leaves a note, fail() is a finding.
class Probe : public Checker<check::PreCall> {
public:
  void checkPreCall(const CallEvent &Call, CheckerContext &C) const {
    const IdentifierInfo *Name = Call.getCalleeIdentifier();
    if (Name && Name->isStr("stage"))
      C.addTransition(C.getState(),
                      C.getNoteTag(stageNote("thread 'W'", "started")));
    if (Name && Name->isStr("note"))
      C.addTransition(C.getState(), C.getNoteTag("a note"));
    if (Name && Name->isStr("fail"))
      report(Call, C);
  }

private:
  void report(const CallEvent &Call, CheckerContext &C) const {
    ExplodedNode *Node = C.generateErrorNode();
    if (!Node)
      return;
    auto R = std::make_unique<PathSensitiveBugReport>(Type, "it failed", Node);
    R->addRange(Call.getSourceRange());
    setSubject(*R, "g_Probe");
    C.emitReport(std::move(R));
  }

  const BugType Type{this, "probe"};
};

/// Same reports, but not of a rule of ours.
class Foreign : public Probe {};

class Action : public ASTFrontendAction {
public:
  Action(std::vector<Finding> &Out, StringRef Checker)
      : Out(Out), Checker(Checker) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &CI,
                                                 StringRef) override {
    AnalyzerOptions &Opts = CI.getAnalyzerOpts();
    Opts.CheckersAndPackages = {{Checker, true}};
    Opts.AnalysisDiagOpt = PD_NONE;
    auto Consumer = CreateAnalysisConsumer(CI);
    addReports(*Consumer, createCollector(Out));
    Consumer->AddCheckerRegistrationFn([](CheckerRegistry &Registry) {
      Registry.addChecker<Probe>("wsk.CollectorProbe", "", "");
      Registry.addChecker<Foreign>("other.Probe", "", "");
    });
    return Consumer;
  }

private:
  std::vector<Finding> &Out;
  std::string Checker;
};

std::vector<Finding> analyse(const char *Code, StringRef File = "probe.c",
                             StringRef Checker = "wsk.CollectorProbe") {
  std::string Text =
      std::string("void stage(void); void note(void); void fail(void);\n") +
      Code;
  std::vector<Finding> Out;
  EXPECT_TRUE(tooling::runToolOnCodeWithArgs(
      std::make_unique<Action>(Out, Checker), Text, {}, File));
  return Out;
}

} // namespace

TEST(Collector, MakesAFinding) {
  std::vector<Finding> Found = analyse("void f(void) {\n  fail();\n}\n");
  ASSERT_EQ(Found.size(), 1u);
  const Finding &F = Found[0];
  EXPECT_EQ(F.Rule, &ProbeRule);
  EXPECT_EQ(F.Message, "it failed");
  EXPECT_EQ(F.Subject, "g_Probe");
  EXPECT_EQ(F.Function, "f");
  EXPECT_EQ(F.Stage, "DriverEntry");
  EXPECT_EQ(F.At.File, "probe.c");
  EXPECT_EQ(std::make_pair(F.At.Line, F.At.Column), std::make_pair(3u, 3u));
  EXPECT_EQ(std::make_pair(F.At.EndLine, F.At.EndColumn),
            std::make_pair(3u, 9u));
}

TEST(Collector, DropsTheLastPieceThatRepeatsTheMessage) {
  std::vector<Finding> Found = analyse("void f(void) { note(); fail(); }\n");
  ASSERT_EQ(Found.size(), 1u);
  ASSERT_EQ(Found[0].Path.size(), 1u);
  EXPECT_EQ(Found[0].Path[0].Message, "a note");
}

TEST(Collector, StagesLastUntilTheNext) {
  std::vector<Finding> Found =
      analyse("void f(void) { note(); stage(); note(); fail(); }\n");
  ASSERT_EQ(Found.size(), 1u);
  const std::vector<PathStep> &Path = Found[0].Path;
  ASSERT_EQ(Path.size(), 3u);
  EXPECT_EQ(Path[0].Stage, "DriverEntry");
  EXPECT_EQ(Path[1].Kind, StepKind::Stage);
  EXPECT_EQ(Path[1].Stage, "thread 'W'");
  EXPECT_EQ(Path[1].Message, "started");
  EXPECT_EQ(Path[2].Stage, "thread 'W'");
  EXPECT_EQ(Found[0].Stage, "thread 'W'");
}

TEST(Collector, DepthFollowsCallsBelowTheStage) {
  std::vector<Finding> Found = analyse("static void g(void) { note(); }\n"
                                       "static void h(void) {\n"
                                       "  stage(); g(); fail();\n}\n"
                                       "void f(void) { g(); h(); }\n");
  ASSERT_EQ(Found.size(), 1u);
  std::vector<std::pair<std::string, unsigned>> Steps;
  for (const PathStep &Step : Found[0].Path)
    Steps.emplace_back(Step.Message, Step.Depth);
  std::vector<std::pair<std::string, unsigned>> Expected = {
      {"Calling 'g'", 0},
      {"Entered call from 'f'", 1},
      {"a note", 1},
      {"Returning from 'g'", 0},
      {"Calling 'h'", 0},
      {"Entered call from 'f'", 1},
      {"started", 0},
      {"Calling 'g'", 0},
      {"Entered call from 'h'", 1},
      {"a note", 1},
      {"Returning from 'g'", 0}};
  EXPECT_EQ(Steps, Expected);
}

TEST(Collector, TellsBranches) {
  std::vector<Finding> Found =
      analyse("void f(int x) { if (x) { note(); fail(); } }\n");
  ASSERT_EQ(Found.size(), 1u);
  ASSERT_EQ(Found[0].Path.size(), 3u);
  EXPECT_EQ(Found[0].Path[0].Kind, StepKind::Event); // Assuming 'x' is not 0
  EXPECT_EQ(Found[0].Path[1].Kind, StepKind::Branch);
  EXPECT_EQ(Found[0].Path[1].Message, "Taking true branch");
}

TEST(Collector, PointsAtWhereAMacroIsUsed) {
  std::vector<Finding> Found =
      analyse("#define FAIL() fail()\nvoid f(void) {\n    FAIL();\n}\n");
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_EQ(std::make_pair(Found[0].At.Line, Found[0].At.Column),
            std::make_pair(4u, 5u));
  EXPECT_EQ(Found[0].At.EndColumn, 11u);
}

TEST(Collector, LeavesOtherCheckersAlone) {
  EXPECT_TRUE(
      analyse("void f(void) { fail(); }\n", "probe.c", "other.Probe").empty());
}

TEST(DisplayName, IsRelativeBelowTheWorkingDirectory) {
  llvm::SmallString<128> Here;
  ASSERT_FALSE(llvm::sys::fs::current_path(Here));
  std::string Root = Here.str().str();
  EXPECT_EQ(displayName(Root + "/a/b.c"), "a/b.c");
  EXPECT_EQ(displayName(Root + "/a/./x/../b.c"), "a/b.c");
  EXPECT_EQ(displayName("./b.c"), "b.c");
  EXPECT_EQ(displayName(Root + "x/b.c"), Root + "x/b.c");
  EXPECT_EQ(displayName("../b.c"), "../b.c");
  EXPECT_EQ(displayName("/else/b.c"), "/else/b.c");
}
