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
  bool VisitCallExpr(CallExpr *E) {
    if (const FunctionDecl *Callee = E->getDirectCallee())
      for (const Expr *Arg : E->arguments())
        if (const ValueDecl *Given = givenPlace(Arg))
          Writers.push_back({Given, Callee->getCanonicalDecl()});
    return true;
  }
  bool VisitVarDecl(VarDecl *V) {
    if (V->hasLocalStorage() && V->hasInit())
      Sources[V].push_back(V->getInit());
    return true;
  }

  std::vector<const Expr *> Deciding;
  llvm::DenseMap<const VarDecl *, llvm::SmallVector<const Expr *, 2>> Sources;
  /// Which functions get the address of a variable or field.
  std::vector<std::pair<const ValueDecl *, const FunctionDecl *>> Writers;

private:
  // `&Status`, `Status` (by reference) or `&Context->Status`.
  static const ValueDecl *givenPlace(const Expr *Arg) {
    Arg = Arg->IgnoreParenCasts();
    if (const auto *U = dyn_cast<UnaryOperator>(Arg))
      Arg = U->getOpcode() == UO_AddrOf ? U->getSubExpr()->IgnoreParens() : Arg;
    else if (!Arg->isLValue())
      return nullptr;
    if (const auto *Member = dyn_cast<MemberExpr>(Arg))
      return dyn_cast<FieldDecl>(Member->getMemberDecl());
    const auto *Ref = dyn_cast<DeclRefExpr>(Arg);
    return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  }

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
  llvm::SmallPtrSet<const ValueDecl *, 8> Seen;
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
  for (const auto &[Place, Writer] : Made.Writers)
    if (All.Seen.count(Place) || All.Found.Values.count(Place))
      All.Found.Calls.insert(Writer);
  return std::move(All.Found);
}
