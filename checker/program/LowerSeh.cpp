//===- LowerSeh.cpp - Structured exception handling as plain C ------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/LowerSeh.h"
#include "program/Raises.h"
#include "program/Synthesis.h"
#include "program/Walk.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;
using namespace llvm;
using namespace wsk;

//===----------------------------------------------------------------------===//
// Helpers
//===----------------------------------------------------------------------===//

static bool isLoop(const Stmt &S) {
  return isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S);
}

/// Code that runs at another time; its statements do not leave ours.
static bool isOtherCode(const Stmt &S) { return isa<LambdaExpr, BlockExpr>(S); }

static void collectLabels(const Stmt &S, SmallPtrSetImpl<LabelDecl *> &Into) {
  if (auto *Label = dyn_cast<LabelStmt>(&S))
    Into.insert(Label->getDecl());
  for (const Stmt *Child : S.children())
    if (Child)
      collectLabels(*Child, Into);
}

namespace {
/// A loop or switch around the statement at hand, and the labels its `break`
/// and `continue` became.
struct Breakable {
  Stmt *S;
  LabelDecl *Break = nullptr;
  LabelDecl *Continue = nullptr;
};

class Lowering {
public:
  explicit Lowering(FunctionDecl &F) : F(F) {}
  Stmt *lower(Stmt *S);

private:
  Stmt *lowerTry(SEHTryStmt &Try);
  Stmt *lowerBreakable(Stmt *S);
  Stmt *withHandler(SEHTryStmt &Try, Stmt *Body, LabelDecl &Handler);

  friend class TryBody;
  FunctionDecl &F;
  SmallVector<Breakable, 8> Around;
};

/// Rewrites the ways out of one __try block.
class TryBody {
public:
  TryBody(Lowering &L, SEHTryStmt &Try)
      : L(L), Make(L.F, Try.getTryLoc()), Try(Try),
        Finally(Try.getFinallyHandler()) {
    collectLabels(*Try.getTryBlock(), Inside);
  }

  Stmt *rewritten();

private:
  Stmt *rewrite(Stmt *S, bool BreakInside, bool ContinueInside);
  Stmt *exitBy(Stmt &S);
  Stmt *exitByReturn(ReturnStmt &Return);
  Stmt *exitTo(LabelDecl &Target, SourceLocation Loc);
  Stmt *leave(SourceLocation Loc);
  LabelDecl &breakTarget(SourceLocation Loc);
  LabelDecl &continueTarget(SourceLocation Loc);
  VarDecl &exitCode();
  Stmt *withoutTerminationQuery(Stmt *S);
  Stmt *resume();

  Lowering &L;
  Synthesis Make;
  SEHTryStmt &Try;
  SEHFinallyStmt *Finally;
  SmallPtrSet<LabelDecl *, 4> Inside;
  LabelDecl *End = nullptr;
  /// Which way the block was left; 0 = by its end or __leave.
  VarDecl *Exit = nullptr;
  VarDecl *Value = nullptr;
  /// What is done after the __finally block for exit 1, 2, ...
  SmallVector<Stmt *, 4> Resume;
  std::optional<unsigned> ReturnExit;
  SmallDenseMap<LabelDecl *, unsigned, 4> JumpExit;
};
} // namespace

//===----------------------------------------------------------------------===//
// Ways out
//===----------------------------------------------------------------------===//

Stmt *TryBody::leave(SourceLocation Loc) {
  if (!End)
    End = Make.label("__seh_end");
  return Make.at(Loc).jump(*End);
}

VarDecl &TryBody::exitCode() {
  if (!Exit)
    Exit =
        Make.variable("__seh_exit", L.F.getASTContext().IntTy, Make.number(0));
  return *Exit;
}

/// The value is computed before the __finally block and returned after it. A
/// reference cannot be stored, it is formed afterwards.
Stmt *TryBody::exitByReturn(ReturnStmt &Return) {
  Synthesis Here = Make.at(Return.getReturnLoc());
  Expr *Result = Return.getRetValue();
  QualType Type = L.F.getReturnType();
  SmallVector<Stmt *, 3> Steps;
  bool Stored = Result && !Type->isVoidType() && !Type->isReferenceType();
  if (Stored) {
    if (!Value)
      Value = Make.variable("__seh_value", Type.getUnqualifiedType(), nullptr);
    Steps.push_back(Here.assign(*Value, Result));
  } else if (Result && Type->isVoidType()) {
    Steps.push_back(Result);
  }
  if (!ReturnExit || Type->isReferenceType()) {
    Stmt *After = Here.giveBack(Stored                    ? Here.read(*Value)
                                : Type->isReferenceType() ? Result
                                                          : nullptr);
    Resume.push_back(After);
    ReturnExit = Resume.size();
  }
  Steps.push_back(Here.assign(exitCode(), Here.number(*ReturnExit)));
  Steps.push_back(leave(Return.getReturnLoc()));
  return Here.block(Steps);
}

Stmt *TryBody::exitTo(LabelDecl &Target, SourceLocation Loc) {
  Synthesis Here = Make.at(Loc);
  unsigned &Code = JumpExit[&Target];
  if (Code == 0) {
    Resume.push_back(Here.jump(Target));
    Code = Resume.size();
  }
  Stmt *Steps[] = {Here.assign(exitCode(), Here.number(Code)), leave(Loc)};
  return Here.block(Steps);
}

LabelDecl &TryBody::breakTarget(SourceLocation Loc) {
  Breakable &Innermost = L.Around.back();
  if (!Innermost.Break)
    Innermost.Break = Make.at(Loc).label("__seh_break");
  return *Innermost.Break;
}

LabelDecl &TryBody::continueTarget(SourceLocation Loc) {
  auto Loop = find_if(reverse(L.Around),
                      [](const Breakable &B) { return isLoop(*B.S); });
  if (!Loop->Continue)
    Loop->Continue = Make.at(Loc).label("__seh_continue");
  return *Loop->Continue;
}

/// What replaces a statement that leaves a __try with __finally.
Stmt *TryBody::exitBy(Stmt &S) {
  if (auto *Return = dyn_cast<ReturnStmt>(&S))
    return exitByReturn(*Return);
  if (auto *Goto = dyn_cast<GotoStmt>(&S))
    return exitTo(*Goto->getLabel(), Goto->getGotoLoc());
  if (isa<BreakStmt>(S))
    return exitTo(breakTarget(S.getBeginLoc()), S.getBeginLoc());
  return exitTo(continueTarget(S.getBeginLoc()), S.getBeginLoc());
}

Stmt *TryBody::rewrite(Stmt *S, bool BreakInside, bool ContinueInside) {
  if (!S || isOtherCode(*S))
    return S;
  if (isa<SEHLeaveStmt>(S))
    return leave(S->getBeginLoc());
  if (Finally) {
    auto *Goto = dyn_cast<GotoStmt>(S);
    // Returned values hold no statement that leaves.
    if (isa<ReturnStmt>(S) || (Goto && !Inside.count(Goto->getLabel())) ||
        (isa<BreakStmt>(S) && !BreakInside) ||
        (isa<ContinueStmt>(S) && !ContinueInside))
      return exitBy(*S);
  }
  bool Loop = isLoop(*S);
  for (Stmt *&Child : S->children())
    Child = rewrite(Child, BreakInside || Loop || isa<SwitchStmt>(S),
                    ContinueInside || Loop);
  return S;
}

//===----------------------------------------------------------------------===//
// The whole statement
//===----------------------------------------------------------------------===//

static bool asksForTermination(const Stmt &S) {
  auto *Call = dyn_cast<CallExpr>(&S);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee || !Callee->getIdentifier())
    return false;
  StringRef Name = Callee->getName();
  return Name == "AbnormalTermination" || Name == "_abnormal_termination" ||
         Name == "__abnormal_termination";
}

/// AbnormalTermination() is true when the block was left by a jump.
Stmt *TryBody::withoutTerminationQuery(Stmt *S) {
  if (!S || isOtherCode(*S))
    return S;
  if (asksForTermination(*S)) {
    Synthesis Here = Make.at(S->getBeginLoc());
    return Exit ? Here.read(*Exit) : Here.number(0);
  }
  for (Stmt *&Child : S->children())
    Child = withoutTerminationQuery(Child);
  return S;
}

Stmt *TryBody::resume() {
  return Make.at(Finally->getEndLoc()).choose(Make.read(*Exit), Resume);
}

Stmt *TryBody::rewritten() {
  Stmt *Body = rewrite(Try.getTryBlock(), false, false);
  SmallVector<Stmt *, 6> Steps;
  if (Exit)
    Steps.push_back(Make.declare(*Exit));
  if (Value)
    Steps.push_back(Make.declare(*Value));
  Steps.push_back(Body);
  if (End)
    Steps.push_back(Make.place(*End));
  if (Finally)
    Steps.push_back(withoutTerminationQuery(Finally->getBlock()));
  if (Exit)
    Steps.push_back(resume());
  return Steps.size() == 1 ? Body : Make.block(Steps);
}

Stmt *Lowering::withHandler(SEHTryStmt &Try, Stmt *Body, LabelDecl &Handler) {
  SEHExceptStmt &Except = *Try.getExceptHandler();
  Synthesis Make(F, Except.getBeginLoc());
  LabelDecl *After = Make.label("__seh_after");
  Stmt *Steps[] = {Body, Make.jump(*After), Make.place(Handler),
                   Except.getBlock(), Make.place(*After)};
  return Make.block(Steps);
}

/// The handler's label is made before the inner blocks are lowered: they see
/// the raise as one more way out.
Stmt *Lowering::lowerTry(SEHTryStmt &Try) {
  LabelDecl *Handler = hasHandler(Try) ? addRaises(F, Try) : nullptr;
  for (Stmt *&Child : Try.children())
    Child = lower(Child);
  Stmt *Body = TryBody(*this, Try).rewritten();
  return Handler ? withHandler(Try, Body, *Handler) : Body;
}

/// Loops whose `break` or `continue` leaves a __try get labels to jump to.
Stmt *Lowering::lowerBreakable(Stmt *S) {
  Around.push_back({S});
  for (Stmt *&Child : S->children())
    Child = lower(Child);
  Breakable Done = Around.pop_back_val();
  Synthesis Make(F, S->getEndLoc());
  if (Done.Continue) {
    auto WithLabel = [&](Stmt *Body) {
      Stmt *Steps[] = {Body, Make.place(*Done.Continue)};
      return Make.block(Steps);
    };
    if (auto *For = dyn_cast<ForStmt>(S))
      For->setBody(WithLabel(For->getBody()));
    else if (auto *While = dyn_cast<WhileStmt>(S))
      While->setBody(WithLabel(While->getBody()));
    else if (auto *Do = dyn_cast<DoStmt>(S))
      Do->setBody(WithLabel(Do->getBody()));
    else if (auto *Range = dyn_cast<CXXForRangeStmt>(S))
      Range->setBody(WithLabel(Range->getBody()));
  }
  if (!Done.Break)
    return S;
  Stmt *Steps[] = {S, Make.place(*Done.Break)};
  return Make.block(Steps);
}

/// Inner statements first: what they became may leave an outer __try.
Stmt *Lowering::lower(Stmt *S) {
  if (!S || isOtherCode(*S))
    return S;
  if (isLoop(*S) || isa<SwitchStmt>(S))
    return lowerBreakable(S);
  if (auto *Try = dyn_cast<SEHTryStmt>(S))
    return lowerTry(*Try);
  for (Stmt *&Child : S->children())
    Child = lower(Child);
  return S;
}

void wsk::lowerSeh(FunctionDecl &F) {
  if (!F.usesSEHTry() || !F.doesThisDeclarationHaveABody())
    return;
  F.setBody(Lowering(F).lower(F.getBody()));
  F.setUsesSEHTry(false);
}

void wsk::lowerSeh(ASTContext &Ctx) {
  forEachFunction(*Ctx.getTranslationUnitDecl(),
                  [](FunctionDecl &F) { lowerSeh(F); });
}
