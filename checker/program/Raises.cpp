//===- Raises.cpp - Where an exception may be raised ----------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/Raises.h"
#include "api/KernelApi.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace llvm;
using namespace wsk;

static bool calls(const Stmt *S) {
  const auto *Call = dyn_cast_or_null<CallExpr>(S);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && Callee->getIdentifier() && mayRaise(Callee->getName());
}

/// Whether \p Child is what \p S controls: it runs at a time of its own, or not
/// at all. A branch may be a lone expression, as a condition is.
static bool isBody(const Stmt &S, const Stmt *Child) {
  if (const auto *If = dyn_cast<IfStmt>(&S))
    return Child == If->getThen() || Child == If->getElse();
  if (const auto *While = dyn_cast<WhileStmt>(&S))
    return Child == While->getBody();
  if (const auto *Do = dyn_cast<DoStmt>(&S))
    return Child == Do->getBody();
  if (const auto *For = dyn_cast<ForStmt>(&S))
    return Child == For->getBody();
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(&S))
    return Child == Range->getBody();
  if (const auto *Switch = dyn_cast<SwitchStmt>(&S))
    return Child == Switch->getBody();
  if (const auto *Case = dyn_cast<SwitchCase>(&S))
    return Child == Case->getSubStmt();
  if (const auto *Label = dyn_cast<LabelStmt>(&S))
    return Child == Label->getSubStmt();
  return isa<AttributedStmt>(&S);
}

// A call in an expression: what runs with the statement, not what it controls.
static bool raises(const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  if (calls(S))
    return true;
  for (const Stmt *Child : S->children())
    if (Child && !isBody(*S, Child) &&
        (isa<Expr>(S) || isa<Expr, DeclStmt>(Child) || isa<DeclStmt>(S)) &&
        raises(Child))
      return true;
  return false;
}

bool wsk::hasHandler(const SEHTryStmt &Try) {
  const SEHExceptStmt *Except = Try.getExceptHandler();
  if (!Except)
    return false;
  const Expr *Filter = Except->getFilterExpr()->IgnoreParenCasts();
  const auto *Number = dyn_cast<IntegerLiteral>(Filter);
  const auto *Minus = dyn_cast<UnaryOperator>(Filter);
  return !Minus && (!Number || !Number->getValue().isZero());
}

namespace {
class Raiser {
public:
  Raiser(FunctionDecl &F, SourceLocation Loc) : Make(F, Loc) {}

  /// \p S with the ways to the handler before what raises.
  Stmt *withRaises(Stmt *S);

  LabelDecl *Handler = nullptr;

private:
  Stmt *block(CompoundStmt &Block);
  Stmt *raise(SourceLocation Loc);

  Synthesis Make;
  FunctionDecl *Question = nullptr;
};
} // namespace

Stmt *Raiser::raise(SourceLocation Loc) {
  if (!Handler)
    Handler = Make.label("__seh_handler");
  if (!Question)
    Question = &Make.question("__seh_raises");
  Synthesis Here = Make.at(Loc);
  return Here.when(Here.ask(*Question), *Here.jump(*Handler));
}

Stmt *Raiser::block(CompoundStmt &Block) {
  SmallVector<Stmt *, 16> Body;
  bool Changed = false;
  for (Stmt *S : Block.body()) {
    bool Raises = raises(S);
    if (Raises)
      Body.push_back(raise(S->getBeginLoc()));
    Body.push_back(isa<Expr>(S) ? S : withRaises(S));
    Changed |= Raises || Body.back() != S;
  }
  return Changed ? Make.block(Body) : &Block;
}

Stmt *Raiser::withRaises(Stmt *S) {
  if (!S)
    return S;
  if (auto *Block = dyn_cast<CompoundStmt>(S))
    return block(*Block);
  if (isa<Expr>(S)) {
    if (!raises(S))
      return S;
    Stmt *Steps[] = {raise(S->getBeginLoc()), S};
    return Make.block(Steps);
  }
  if (auto *Inner = dyn_cast<SEHTryStmt>(S); Inner && hasHandler(*Inner))
    return S;
  // The parts of a declaration and the conditions raise with the statement.
  if (isa<DeclStmt, ReturnStmt>(S))
    return S;
  for (Stmt *&Child : S->children())
    if (Child && (isBody(*S, Child) || !isa<Expr, DeclStmt>(Child)))
      Child = withRaises(Child);
  return S;
}

LabelDecl *wsk::addRaises(FunctionDecl &F, SEHTryStmt &Try) {
  Raiser R(F, Try.getTryLoc());
  for (Stmt *&Child : Try.children())
    if (Child == Try.getTryBlock())
      Child = R.withRaises(Child);
  return R.Handler;
}
