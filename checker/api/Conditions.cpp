//===- Conditions.cpp - What a function's decisions rest on ---------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "api/Conditions.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace wsk;

namespace {

/// Collects the conditions of a body, and where its local variables get their
/// values from.
class Decisions : public RecursiveASTVisitor<Decisions> {
public:
  bool VisitIfStmt(IfStmt *S) { return decide(S->getCond()); }
  bool VisitWhileStmt(WhileStmt *S) { return decide(S->getCond()); }
  bool VisitDoStmt(DoStmt *S) { return decide(S->getCond()); }
  bool VisitForStmt(ForStmt *S) { return decide(S->getCond()); }
  bool VisitSwitchStmt(SwitchStmt *S) { return decide(S->getCond()); }
  bool VisitReturnStmt(ReturnStmt *S) { return decide(S->getRetValue()); }
  bool VisitAbstractConditionalOperator(AbstractConditionalOperator *E) {
    return decide(E->getCond());
  }
  bool VisitBinaryOperator(BinaryOperator *E) {
    if (E->isLogicalOp())
      return decide(E->getLHS()) && decide(E->getRHS());
    const auto *Ref = dyn_cast<DeclRefExpr>(E->getLHS()->IgnoreParenCasts());
    const auto *Local = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (E->isAssignmentOp() && Local)
      Sources[Local].push_back(E->getRHS());
    return true;
  }
  bool VisitVarDecl(VarDecl *V) {
    if (V->hasLocalStorage() && V->hasInit())
      Sources[V].push_back(V->getInit());
    return true;
  }

  std::vector<const Expr *> Deciding;
  llvm::DenseMap<const VarDecl *, llvm::SmallVector<const Expr *, 2>> Sources;

private:
  bool decide(const Expr *E) {
    if (E)
      Deciding.push_back(E);
    return true;
  }
};

/// Collects what expressions mention.
class Mentions : public RecursiveASTVisitor<Mentions> {
public:
  bool VisitMemberExpr(MemberExpr *E) {
    if (const auto *Field = dyn_cast<FieldDecl>(E->getMemberDecl()))
      Found.Values.insert(cast<ValueDecl>(Field->getCanonicalDecl()));
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *E) {
    const auto *Var = dyn_cast<VarDecl>(E->getDecl());
    if (Var && Var->hasGlobalStorage())
      Found.Values.insert(Var->getCanonicalDecl());
    else if (Var && Seen.insert(Var).second)
      Locals.push_back(Var);
    return true;
  }
  bool VisitCallExpr(CallExpr *E) {
    if (const FunctionDecl *Callee = E->getDirectCallee())
      Found.Calls.insert(Callee->getCanonicalDecl());
    return true;
  }

  Conditions Found;
  /// Local variables to look behind.
  std::vector<const VarDecl *> Locals;

private:
  llvm::SmallPtrSet<const VarDecl *, 8> Seen;
};

} // namespace

Conditions wsk::conditionsOf(const FunctionDecl &F) {
  Decisions Made;
  Made.TraverseStmt(F.getBody());
  Mentions All;
  for (const Expr *E : Made.Deciding)
    All.TraverseStmt(const_cast<Expr *>(E));
  while (!All.Locals.empty()) {
    const VarDecl *Local = All.Locals.back();
    All.Locals.pop_back();
    for (const Expr *Source : Made.Sources.lookup(Local))
      All.TraverseStmt(const_cast<Expr *>(Source));
  }
  return std::move(All.Found);
}
