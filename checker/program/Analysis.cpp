//===- Analysis.cpp - One analyzer run over the whole driver --------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/Analysis.h"
#include "core/Compat.h"
#include "core/Registrar.h"
#include "lifecycle/Budget.h"
#include "report/Collector.h"
#include "clang/AST/ASTContext.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/StaticAnalyzer/Core/AnalyzerOptions.h"

using namespace clang;
using namespace llvm;
using namespace wsk;

bool wsk::isOwnFunction(const FunctionDecl &F) {
  const SourceManager &SM = F.getASTContext().getSourceManager();
  SourceLocation Loc = SM.getExpansionLoc(F.getLocation());
  return F.doesThisDeclarationHaveABody() && Loc.isValid() &&
         !SM.isInSystemHeader(Loc) && !F.isDependentContext();
}

// Nodes of a root, in a search in breadth and in the one in depth behind it.
static constexpr llvm::StringLiteral MostNodes = "wsk.Budget:MostNodes",
                                     BroadNodes = "200000",
                                     DeepNodes = "1000000";

/// A driver's life is one long path. The limits on a path are the model's, the
/// same in every host; how many nodes may be explored is ours.
static void setLimits(AnalyzerOptions &Opts) {
  Opts.MaxNodesPerTopLevelFunction = 0;
  Opts.CheckersAndPackages.emplace_back(BudgetName.str(), true);
  Opts.Config[MostNodes] = BroadNodes.str();
}

/// The model, the rules, and of Clang's own checkers only two that model
/// library calls and never report.
static void setCheckers(AnalyzerOptions &Opts, const ProgramOptions &Options) {
  auto &List = Opts.CheckersAndPackages;
  List.clear();
  List.emplace_back("core.builtin.BuiltinFunctions", true);
  List.emplace_back("core.builtin.NoReturnFunctions", true);
  List.emplace_back("wsk.Model", true);
  for (const RuleInfo *Rule : Options.Rules)
    List.emplace_back(checkerName(*Rule), true);
  Opts.Config["wsk.Lifecycle:Exclusive"] = "true";
  // A root is analysed for its own sake too where another one has called it;
  // what is no root ends at once.
  Opts.InliningMode = All;
  Opts.Config["wsk.Model:Pedantic"] = Options.Pedantic ? "true" : "false";
}

void wsk::configureAnalysis(AnalyzerOptions &Analyzer,
                            const ProgramOptions &Options) {
  setCheckers(Analyzer, Options);
  setLimits(Analyzer);
  // All roots we name are wanted, also those of merged files.
  Analyzer.AnalyzeAll = true;
  Analyzer.AnalysisDiagOpt = PD_NONE;
  // Creates an injector of model files that nobody asked for.
  Analyzer.Config.erase("model-path");
}

std::vector<FunctionDecl *>
wsk::analysisRoots(ArrayRef<FunctionDecl *> Functions) {
  std::vector<FunctionDecl *> Roots = Functions.vec();
  auto Entry = find_if(Roots, [](FunctionDecl *F) {
    return F->getIdentifier() && F->getName() == "DriverEntry";
  });
  if (Entry != Roots.end())
    std::rotate(Roots.begin(), Entry, std::next(Entry));
  return Roots;
}

namespace {
class TroubleLog : public DiagnosticConsumer {
  void HandleDiagnostic(DiagnosticsEngine::Level Level,
                        const Diagnostic &Info) override {
    if (Level < DiagnosticsEngine::Error)
      return;
    SmallString<128> Text("the analyzer failed: ");
    Info.FormatDiagnostic(Text);
    if (RunLog *Log = RunLog::current())
      Log->Inconclusive[""].insert(std::string(Text));
  }
};
} // namespace

std::unique_ptr<DiagnosticConsumer> wsk::createTroubleLog() {
  return std::make_unique<TroubleLog>();
}

static void exploreOnce(CompilerInstance &CI, ArrayRef<FunctionDecl *> Roots,
                        std::vector<Finding> &Findings) {
  std::unique_ptr<ento::AnalysisASTConsumer> Consumer =
      ento::CreateAnalysisConsumer(CI);
  Consumer->AddCheckerRegistrationFn(
      [](ento::CheckerRegistry &Registry) { registerCheckers(Registry); });
  addReports(*Consumer, createCollector(Findings));
  Consumer->Initialize(CI.getASTContext());
  for (FunctionDecl *Root : reverse(Roots))
    Consumer->HandleTopLevelDecl(DeclGroupRef(Root));
  Consumer->HandleTranslationUnit(CI.getASTContext());
}

static bool isKnown(const Finding &New, ArrayRef<Finding> Findings) {
  return any_of(Findings, [&](const Finding &Old) {
    return Old.Rule == New.Rule && Old.At.File == New.At.File &&
           Old.At.Line == New.At.Line;
  });
}

// Each life is followed to its end before the next begins. That reaches the
// defects of a large driver, whose lives all end late; its stories are longer
// than those of a search in breadth.
static void exploreDeep(CompilerInstance &CI, ArrayRef<FunctionDecl *> Roots,
                        std::vector<Finding> &Findings) {
  AnalyzerOptions &Opts = CI.getAnalyzerOpts();
  auto Breadth = std::exchange(Opts.ExplorationStrategy, "dfs");
  std::string Nodes = std::exchange(Opts.Config[MostNodes], DeepNodes.str());
  std::vector<Finding> More;
  exploreOnce(CI, Roots, More);
  for (Finding &F : More)
    if (!isKnown(F, Findings))
      Findings.push_back(std::move(F));
  Opts.ExplorationStrategy = Breadth;
  Opts.Config[MostNodes] = Nodes;
}

void wsk::explore(CompilerInstance &CI, ArrayRef<FunctionDecl *> Roots,
                  std::vector<Finding> &Findings) {
  takeRootsOverBudget();
  exploreOnce(CI, Roots, Findings);
  auto Over = takeRootsOverBudget();
  std::vector<FunctionDecl *> Again;
  copy_if(Roots, std::back_inserter(Again), [&](FunctionDecl *Root) {
    return Over.contains(Root->getCanonicalDecl());
  });
  if (Again.empty())
    return;
  if (RunLog *Log = RunLog::current())
    for (const FunctionDecl *Root : Again)
      Log->Inconclusive[""].erase(overBudget(*Root));
  exploreDeep(CI, Again, Findings);
}

void wsk::runAnalysis(CompilerInstance &CI, const ProgramOptions &Options,
                      ArrayRef<FunctionDecl *> Roots,
                      std::vector<Finding> &Findings) {
  configureAnalysis(CI.getAnalyzerOpts(), Options);
  // The analyzer refuses units with errors; ours have lost what was damaged.
  DiagnosticsEngine &Diags = CI.getDiagnostics();
  DiagnosticConsumer *Former = Diags.getClient();
  Diags.Reset(/*soft=*/true);
  std::unique_ptr<DiagnosticConsumer> Trouble = createTroubleLog();
  Diags.setClient(Trouble.get(), /*ShouldOwnClient=*/false);
  explore(CI, Roots, Findings);
  Diags.setClient(Former, /*ShouldOwnClient=*/false);
}
