//===- TestDriverTest.cpp - Small drivers in a folder of their own --------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
// The fixture of the other tests, and what shows that it can fail.
#include "TestDriver.h"
#include "core/Compat.h"
#include "program/Analysis.h"
#include "program/Folders.h"
#include "program/Walk.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/Analysis/PathDiagnostic.h"
#include "clang/StaticAnalyzer/Core/AnalyzerOptions.h"
#include "clang/StaticAnalyzer/Frontend/AnalysisConsumer.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

using namespace clang;
using namespace clang::ento;
using namespace llvm;
using namespace wsk;
using namespace wsk::test;

//===----------------------------------------------------------------------===//
// What the analyzer believes
//===----------------------------------------------------------------------===//

namespace {
using Beliefs = std::map<std::string, std::set<std::string>>;

class BeliefLog : public PathDiagnosticConsumer {
public:
  explicit BeliefLog(Beliefs &Into) : Into(Into) {}
  StringRef getName() const override { return "BeliefLog"; }
  void FlushDiagnosticsImpl(std::vector<const PathDiagnostic *> &Reports,
                            FilesMade *) override {
    for (const PathDiagnostic *R : Reports) {
      FullSourceLoc Loc = R->getLocation().asLocation();
      PresumedLoc Where = Loc.getManager().getPresumedLoc(Loc);
      std::string Line = (sys::path::filename(Where.getFilename()) + ":" +
                          Twine(Where.getLine()))
                             .str();
      Into[Line].insert(R->getShortDescription().str());
    }
  }

private:
  Beliefs &Into;
};
} // namespace

static Beliefs beliefs(CompilerInstance &CI, ArrayRef<FunctionDecl *> Roots) {
  Beliefs Found;
  AnalyzerOptions &Opts = CI.getAnalyzerOpts();
  Opts.CheckersAndPackages = {{"debug.ExprInspection", true}};
  Opts.AnalyzeAll = true;
  Opts.AnalysisDiagOpt = PD_NONE;
  Opts.Config.erase("model-path");
  CI.getDiagnostics().Reset(/*soft=*/true);
  auto Consumer = CreateAnalysisConsumer(CI);
  addReports(*Consumer, std::make_unique<BeliefLog>(Found));
  Consumer->Initialize(CI.getASTContext());
  for (FunctionDecl *Root : Roots)
    if (Root->getNameAsString() == "DriverEntry")
      Consumer->HandleTopLevelDecl(DeclGroupRef(Root));
  Consumer->HandleTranslationUnit(CI.getASTContext());
  return Found;
}

//===----------------------------------------------------------------------===//
// TestDriver
//===----------------------------------------------------------------------===//

TestDriver::TestDriver() {
  if (std::error_code EC = sys::fs::createUniqueDirectory("wsk", Folder))
    ADD_FAILURE() << EC.message();
}

TestDriver::~TestDriver() { sys::fs::remove_directories(Folder); }

std::string TestDriver::path(StringRef Name) const {
  SmallString<128> Path(Folder);
  sys::path::append(Path, Name);
  return std::string(Path);
}

TestDriver &TestDriver::file(StringRef Name, StringRef Text) {
  Files[Name.str()] = Text.str();
  sys::fs::create_directories(sys::path::parent_path(path(Name)));
  std::error_code EC;
  raw_fd_ostream(path(Name), EC) << Text;
  EXPECT_FALSE(EC);
  return *this;
}

UnitCommand TestDriver::command(StringRef Name,
                                std::vector<std::string> Args) const {
  UnitCommand C;
  C.File = path(Name);
  C.Directory = std::string(Folder);
  C.CPlusPlus = Name.ends_with(".cpp");
  C.Args = {"clang", "--target=x86_64-pc-windows-msvc",
            "-resource-dir=" + cantFail(clangResourceFolder()), "-w",
            "-ferror-limit=0"};
  C.Args.insert(C.Args.end(), Args.begin(), Args.end());
  C.Args.insert(C.Args.end(), {"-fsyntax-only", "--", C.File});
  return C;
}

std::unique_ptr<Unit> TestDriver::unit(StringRef Name,
                                       std::vector<std::string> Args) const {
  return parseUnit(command(Name, std::move(Args)));
}

TestDriver::Beliefs TestDriver::expected() const {
  Beliefs Wanted;
  for (const auto &[Name, Text] : Files) {
    unsigned Number = 0;
    for (StringRef Rest = Text; !Rest.empty();) {
      auto [Line, Tail] = Rest.split('\n');
      Rest = Tail;
      ++Number;
      StringRef Comment = Line.split("// => ").second;
      SmallVector<StringRef, 3> Words;
      Comment.split(Words, ' ', -1, /*KeepEmpty=*/false);
      for (StringRef Word : Words)
        if (Word != "NOTHING")
          Wanted[Name + ":" + std::to_string(Number)].insert(Word.str());
    }
  }
  return Wanted;
}

static std::string text(const Beliefs &B) {
  std::string Out;
  for (const auto &[Line, Words] : B)
    for (const std::string &Word : Words)
      Out += Line + " " + Word + "\n";
  return Out;
}

void TestDriver::analyse(std::vector<StringRef> Order) {
  RunLog Log;
  RunLog::Scope Scope(Log);
  std::unique_ptr<Unit> Main;
  std::unique_ptr<Merger> Merged;
  for (StringRef Name : Order) {
    std::unique_ptr<Unit> U = unit(Name);
    ASSERT_EQ(U->Failure, "");
    if (Main) {
      Merged->add(*U);
    } else {
      Main = std::move(U);
      Merged = std::make_unique<Merger>(*Main);
    }
  }
  Merged->finish();
  EXPECT_EQ(text(beliefs(*Main->CI, Merged->functions())), text(expected()));
  Lost.clear();
  for (const NotAnalysed &N : Log.Skipped)
    Lost.insert(N.What + ": " + N.Cause);
}

void TestDriver::analyseInEveryOrder() {
  std::vector<StringRef> Order;
  for (const auto &[Name, Text] : Files)
    if (!StringRef(Name).ends_with(".h"))
      Order.push_back(Name);
  std::set<std::string> LostAtFirst;
  bool First = true;
  do {
    SCOPED_TRACE("order: " + join(Order, " "));
    analyse(Order);
    if (First)
      LostAtFirst = Lost;
    EXPECT_EQ(Lost, LostAtFirst);
    First = false;
  } while (std::next_permutation(Order.begin(), Order.end()));
}

std::string wsk::test::printed(const Unit &U, StringRef Function) {
  std::string Out;
  raw_string_ostream OS(Out);
  forEachFunction(*U.ast().getTranslationUnitDecl(), [&](FunctionDecl &F) {
    if (F.getNameAsString() == Function)
      F.print(OS);
  });
  return Out;
}

//===----------------------------------------------------------------------===//
// The fixture itself
//===----------------------------------------------------------------------===//

TEST(TestDriver, SeesWhatTheAnalyzerBelieves) {
  TestDriver D;
  D.file("a.c", R"(void clang_analyzer_eval(int);
void clang_analyzer_warnIfReached(void);
int DriverEntry(int X) {
  int Y = 1;
  clang_analyzer_eval(Y == 1); // => TRUE
  clang_analyzer_eval(Y == 2); // => FALSE
  clang_analyzer_eval(X == 1); // => FALSE TRUE
  if (Y == 2)
    clang_analyzer_warnIfReached(); // => NOTHING
  clang_analyzer_warnIfReached(); // => REACHABLE
  return 0;
}
)");
  D.analyse({"a.c"});
}
