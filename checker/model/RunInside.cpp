//===- RunInside.cpp - Routines that run in the middle of a function ------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "model/Evaluate.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ExprEngine.h"

using namespace clang;
using namespace ento;
using namespace wsk;

using CallCache = llvm::DenseMap<const FunctionDecl *, CallExpr *>;

static std::map<const ASTContext *, CallCache> &callCaches() {
  static thread_local std::map<const ASTContext *, CallCache> Caches;
  return Caches;
}

CallExpr *wsk::syntheticCall(ASTContext &Ctx, const FunctionDecl *Routine) {
  CallExpr *&Call = callCaches()[&Ctx][Routine];
  if (Call)
    return Call;
  SourceLocation Loc = Routine->getLocation();
  auto *F = const_cast<FunctionDecl *>(Routine);
  Expr *Callee =
      DeclRefExpr::Create(Ctx, NestedNameSpecifierLoc(), SourceLocation(), F,
                          false, Loc, F->getType(), VK_LValue);
  Callee = ImplicitCastExpr::Create(Ctx, Ctx.getPointerType(F->getType()),
                                    CK_FunctionToPointerDecay, Callee, nullptr,
                                    VK_PRValue, FPOptionsOverride());
  llvm::SmallVector<Expr *, 4> Args;
  for (const ParmVarDecl *P : F->parameters())
    Args.push_back(new (Ctx) OpaqueValueExpr(Loc, P->getType(), VK_PRValue));
  Call = CallExpr::Create(Ctx, Callee, Args, F->getReturnType(), VK_PRValue,
                          Loc, FPOptionsOverride());
  return Call;
}

void wsk::forgetSyntheticCalls(const ASTContext &Ctx) {
  callCaches().erase(&Ctx);
}

bool wsk::isOnStack(const LocationContext *Frame, const FunctionDecl *Routine) {
  for (; Frame; Frame = Frame->getParent())
    if (const auto *F = dyn_cast<FunctionDecl>(Frame->getDecl()))
      if (F->getCanonicalDecl() == Routine->getCanonicalDecl())
        return true;
  return false;
}

void wsk::runInside(const CallSite &Site, ProgramStateRef State,
                    const FunctionDecl *Routine, ArrayRef<SVal> Arguments,
                    const NoteTag *Note) {
  CheckerContext &C = Site.C;
  ExprEngine &Eng = C.getStateManager().getOwningEngine();
  const LocationContext *LC = Site.frame();
  CallExpr *Call = syntheticCall(C.getASTContext(), Routine);
  for (unsigned I = 0; I != Call->getNumArgs() && I != Arguments.size(); ++I)
    State = State->BindExpr(Call->getArg(I), LC, Arguments[I]);
  bool IsNew = false;
  ExplodedNode *Before = Eng.getGraph().getNode(
      PostStmt(Site.expr(), LC, Note), State, /*IsSink=*/false, &IsNew);
  Before->addPredecessor(C.getPredecessor(), Eng.getGraph());
  ExplodedNodeSet After;
  if (IsNew) {
    CallEventRef<> Event =
        C.getStateManager().getCallEventManager().getSimpleCall(
            Call, State, LC, Site.Call.getCFGElementRef());
    NodeBuilder Builder(Before, After, Eng.getBuilderContext());
    Eng.defaultEvalCall(Builder, Before, *Event);
  }
  // Inlined: the engine goes on from the routine's entry by itself. A checker
  // has no other way to say "no successor here" than a sink.
  if (After.empty())
    C.generateSink(State, C.getPredecessor());
  for (ExplodedNode *N : After)
    C.addTransition(N->getState(), N);
}

const NoteTag *wsk::noteAbout(CheckerContext &C, const MemRegion *Block,
                              std::string Text) {
  return C.getNoteTag(
      [Block, Text](PathSensitiveBugReport &Report) -> std::string {
        return Report.isInteresting(Block) ? Text : "";
      });
}

const NoteTag *wsk::noteAbout(CheckerContext &C, SymbolRef Symbol,
                              std::string Text) {
  return C.getNoteTag(
      [Symbol, Text](PathSensitiveBugReport &Report) -> std::string {
        return Report.isInteresting(Symbol) ? Text : "";
      });
}
