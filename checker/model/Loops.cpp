//===- Loops.cpp - How often a path has gone round ------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "model/Loops.h"
#include "clang/AST/ParentMap.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ExprEngine.h"

using namespace clang;
using namespace ento;
using namespace wsk;

static bool isAlwaysTrue(const Expr *Condition, const ASTContext &Ctx) {
  bool Value = false;
  return !Condition ||
         (!Condition->isValueDependent() &&
          Condition->EvaluateAsBooleanCondition(Value, Ctx) && Value);
}

static bool isEndless(const Stmt *S, const ASTContext &Ctx) {
  if (const auto *While = dyn_cast<WhileStmt>(S))
    return isAlwaysTrue(While->getCond(), Ctx);
  if (const auto *For = dyn_cast<ForStmt>(S))
    return isAlwaysTrue(For->getCond(), Ctx);
  const auto *Do = dyn_cast<DoStmt>(S);
  return Do && isAlwaysTrue(Do->getCond(), Ctx);
}

// Only the innermost loop's rounds are what the block's count tells.
static const Stmt *innermostLoop(const Stmt *S,
                                 const StackFrameContext *Frame) {
  const ParentMap &Parents = Frame->getAnalysisDeclContext()->getParentMap();
  while (S && !isa<WhileStmt, ForStmt, DoStmt>(S))
    S = Parents.getParent(S);
  return S;
}

static bool isInEndlessLoop(const Stmt *S, const StackFrameContext *Frame) {
  const Stmt *Loop = innermostLoop(S, Frame);
  return Loop &&
         isEndless(Loop, Frame->getAnalysisDeclContext()->getASTContext());
}

bool wsk::endsByCounting(CheckerContext &C, const Stmt *Here, unsigned Limit) {
  const auto *Loop =
      dyn_cast_or_null<ForStmt>(innermostLoop(Here, C.getStackFrame()));
  const auto *Condition =
      Loop ? dyn_cast_or_null<BinaryOperator>(Loop->getCond()) : nullptr;
  if (!Condition ||
      !(Condition->isRelationalOp() || Condition->getOpcode() == BO_NE))
    return false;
  Expr::EvalResult Bound;
  return Condition->getRHS()->EvaluateAsInt(Bound, C.getASTContext()) &&
         Bound.Val.getInt().ult(Limit);
}

Rounds wsk::roundsAround(CheckerContext &C, const Stmt *Here) {
  ExprEngine &Eng = C.getStateManager().getOwningEngine();
  BlockCounter Visits = Eng.getCoreEngine().getWorkList()->getBlockCounter();
  const StackFrameContext *Frame = C.getStackFrame();
  unsigned Count = C.blockCount();
  Rounds Made;
  while (true) {
    Made.Any = std::max(Made.Any, Count);
    if (Count > Made.Endless && isInEndlessLoop(Here, Frame))
      Made.Endless = Count;
    if (Frame->inTopFrame())
      return Made;
    Here = Frame->getCallSite();
    const CFGBlock *Block = Frame->getCallSiteBlock();
    Frame = Frame->getParent()->getStackFrame();
    Count = Visits.getNumVisited(Frame, Block->getBlockID());
  }
}

bool wsk::jumpsAway(const Stmt *Terminator) {
  const auto *If = dyn_cast_or_null<IfStmt>(Terminator);
  const Stmt *Then = If ? If->getThen() : nullptr;
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(Then))
    Then = Block->body_empty() ? nullptr : Block->body_back();
  return isa_and_nonnull<BreakStmt, ReturnStmt, GotoStmt>(Then);
}
