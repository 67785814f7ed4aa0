//===- Budget.cpp - How many nodes a root may cost ------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The engine's own limit makes it set up tables for as many nodes as it
/// allows, again for every function; that is more work than a small driver is.
/// A run that has that limit off ends its paths here instead.
//===----------------------------------------------------------------------===//
#include "lifecycle/Budget.h"
#include "core/CheckerList.h"
#include "core/Compat.h"
#include "core/RunLog.h"
#include "clang/StaticAnalyzer/Core/Checker.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ExprEngine.h"

using namespace clang;
using namespace ento;
using namespace wsk;

namespace {
class Budget : public Checker<check::BranchCondition, check::EndAnalysis> {
public:
  void checkBranchCondition(const Stmt *Condition, CheckerContext &C) const {
    ExprEngine &Eng = C.getStateManager().getOwningEngine();
    if (Eng.getGraph().size() <= MostNodes)
      return;
    Exceeded = true;
    C.generateSink(C.getState(), C.getPredecessor());
  }
  void checkEndAnalysis(ExplodedGraph &G, BugReporter &, ExprEngine &Eng) const;

  unsigned MostNodes = ~0u;

private:
  mutable bool Exceeded = false;
};
} // namespace

static llvm::SmallPtrSet<const Decl *, 4> &rootsOver() {
  static thread_local llvm::SmallPtrSet<const Decl *, 4> Roots;
  return Roots;
}

llvm::SmallPtrSet<const Decl *, 4> wsk::takeRootsOverBudget() {
  return std::exchange(rootsOver(), {});
}

std::string wsk::overBudget(const Decl &Root) {
  return "the paths from '" + cast<NamedDecl>(Root).getNameAsString() +
         "' exceed the node budget";
}

// Paths that go round for ever are no matter of the budget: only another thread
// can end such a loop.
void Budget::checkEndAnalysis(ExplodedGraph &G, BugReporter &,
                              ExprEngine &Eng) const {
  bool Open = Exceeded || Eng.getCoreEngine().getWorkList()->hasWork();
  Exceeded = false;
  const ExplodedNode *Begin = rootOf(G);
  if (!Open || !Begin)
    return;
  const Decl *Root = Begin->getLocationContext()->getDecl();
  rootsOver().insert(Root->getCanonicalDecl());
  if (RunLog *Log = RunLog::current())
    Log->Inconclusive[""].insert(overBudget(*Root));
}

static void enableBudget(CheckerManager &Manager) {
  auto *Checker = Manager.registerChecker<Budget>();
  int Most = Manager.getAnalyzerOptions().getCheckerIntegerOption(Checker,
                                                                  "MostNodes");
  if (Most > 0)
    Checker->MostNodes = Most;
}

static const bool RegisteredBudget =
    addChecker({BudgetName.str(),
                "Ends the paths of a root that costs too many nodes",
                &enableBudget,
                {LifecycleName.str()},
                /*Hidden=*/true}) &&
    addCheckerOption({"int", "wsk.Budget", "MostNodes", "0",
                      "Nodes a root may cost; 0: as many as it takes"});
