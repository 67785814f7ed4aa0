//===- LostAt.cpp - The statement that loses a socket ---------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "model/LostAt.h"
#include "model/Memory.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ExprEngine.h"

using namespace clang;
using namespace ento;
using namespace wsk;

// The statement at which a value is found dead: the last one of the function
// when it is left, null for its closing brace.
static const Stmt *leavingStatement(const ExplodedNode *N) {
  const StackFrameContext *Frame = N->getStackFrame();
  if (const Stmt *S = N->getStmtForDiagnostics())
    return S;
  // At the beginning of a block the next statement is the first of the block.
  if (auto Entrance = N->getLocation().getAs<BlockEntrance>())
    for (const CFGElement &Element : *Entrance->getBlock())
      if (auto First = Element.getAs<CFGStmt>())
        return First->getStmt();
  for (; N && N->getStackFrame() == Frame; N = N->getFirstPred()) {
    if (auto Call = N->getLocation().getAs<CallExitEnd>())
      return Call->getCalleeContext()->getCallSite();
    if (const Stmt *S = N->getStmtForDiagnostics();
        S && !N->getLocation().getAs<BlockEdge>())
      return S;
  }
  return nullptr;
}

static bool isHeld(CheckerContext &C, const ExplodedNode &N, SymbolRef Lost) {
  return isHeld(C, N.getState(), Lost, Except::Nobody);
}

// A node after which \p Lost is held no more, within its frame; null if the
// frame itself was the holder.
static const ExplodedNode *losingNode(CheckerContext &C, SymbolRef Lost) {
  const ExplodedNode *N = C.getPredecessor(), *Before = N->getFirstPred();
  const StackFrameContext *Frame = N->getStackFrame();
  for (; Before && Before->getStackFrame() == Frame;
       N = Before, Before = N->getFirstPred())
    // Stores change rarely.
    if (Before->getState()->getStore() != N->getState()->getStore() &&
        isHeld(C, *Before, Lost))
      return isHeld(C, *N, Lost) ? nullptr : N;
  return nullptr;
}

const Stmt *wsk::losingStatement(CheckerContext &C, SymbolRef Lost) {
  const ExplodedNode *N = losingNode(C, Lost);
  const Stmt *Where = N ? N->getStmtForDiagnostics() : nullptr;
  return Where ? Where : leavingStatement(C.getPredecessor());
}
