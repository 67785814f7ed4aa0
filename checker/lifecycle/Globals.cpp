//===- Globals.cpp - Initial values of globals ----------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "lifecycle/Globals.h"
#include "api/CallFacts.h"

using namespace clang;
using namespace ento;
using namespace wsk;

// Tables longer than this are data, not guards.
static constexpr unsigned LongestArray = 128;

namespace {

class Initialiser {
public:
  Initialiser(CheckerContext &C, ProgramStateRef State)
      : State(std::move(State)), C(C), SVB(C.getSValBuilder()),
        LC(C.getLocationContext()) {}

  void bind(const VarDecl &Var) {
    const VarDecl *Definition = definitionOf(Var);
    if (!Definition || Var.getType()->isReferenceType())
      return;
    SVal Place = State->getLValue(&Var, LC);
    bindZero(Place, Var.getType());
    const VarDecl *WithInit = nullptr;
    if (const Expr *Init = Var.getAnyInitializer(WithInit))
      bindInit(Place, Var.getType(), Init);
  }

  ProgramStateRef State;

private:
  // A tentative definition counts; a declaration `extern T x;` does not. Ask
  // every redeclaration: after a merge any of them may be the definition.
  static const VarDecl *definitionOf(const VarDecl &Var) {
    for (const VarDecl *D : Var.redecls())
      if (D->isThisDeclarationADefinition() != VarDecl::DeclarationOnly)
        return D;
    return nullptr;
  }

  void bindZero(SVal Place, QualType T) {
    auto L = Place.getAs<Loc>();
    if (!L || T->isIncompleteType())
      return;
    if (T->isScalarType())
      State = State->bindLoc(*L, SVB.makeZeroVal(T), LC, false);
    else
      State = State->bindDefaultInitial(
          *L, SVB.makeZeroVal(SVB.getContext().CharTy), LC);
  }

  void bindInit(SVal Place, QualType T, const Expr *Init) {
    Init = Init->IgnoreParenImpCasts();
    if (const auto *List = dyn_cast<InitListExpr>(Init))
      return bindList(Place, T, *List);
    auto L = Place.getAs<Loc>();
    if (L && T->isScalarType())
      State = State->bindLoc(*L, constant(Init, T), LC, false);
    else if (L && isa<clang::StringLiteral>(Init))
      State = State->bindLoc(*L, UnknownVal(), LC, false);
  }

  void bindList(SVal Place, QualType T, const InitListExpr &List) {
    ASTContext &Ctx = SVB.getContext();
    if (const ArrayType *Array = Ctx.getAsArrayType(T)) {
      if (List.getNumInits() > LongestArray)
        return;
      for (unsigned I = 0; I != List.getNumInits(); ++I)
        bindInit(State->getLValue(Array->getElementType(),
                                  SVB.makeArrayIndex(I), Place),
                 Array->getElementType(), List.getInit(I));
      return;
    }
    const RecordDecl *Record = T->getAsRecordDecl();
    if (!Record) {
      if (List.getNumInits() == 1)
        bindInit(Place, T, List.getInit(0));
      return;
    }
    if (Record->isUnion())
      return bindUnion(Place, List);
    unsigned I = 0;
    for (const FieldDecl *Field : Record->fields()) {
      if (Field->isUnnamedBitField())
        continue;
      if (I == List.getNumInits())
        return;
      bindInit(State->getLValue(Field, Place), Field->getType(),
               List.getInit(I++));
    }
  }

  void bindUnion(SVal Place, const InitListExpr &List) {
    const FieldDecl *Field = List.getInitializedFieldInUnion();
    if (Field && List.getNumInits())
      bindInit(State->getLValue(Field, Place), Field->getType(),
               List.getInit(0));
  }

  // The value of a constant initialiser; unknown for forms we do not fold.
  SVal constant(const Expr *Init, QualType T) {
    if (isa<ImplicitValueInitExpr>(Init))
      return SVB.makeZeroVal(T);
    const Expr *Inner = Init->IgnoreParenCasts();
    if (const auto *U = dyn_cast<UnaryOperator>(Inner))
      if (U->getOpcode() == UO_AddrOf)
        return address(U->getSubExpr()->IgnoreParens());
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Inner))
      if (Ref->getType()->isFunctionType() || Ref->getType()->isArrayType())
        return address(Ref);
    if (auto Value = SVB.getConstantVal(Init))
      return *Value;
    Expr::EvalResult Folded;
    if (T->isIntegralOrEnumerationType() && !Inner->isValueDependent() &&
        Inner->EvaluateAsInt(Folded, SVB.getContext()))
      return SVB.makeIntVal(Folded.Val.getInt().getExtValue(), T);
    if (Inner->isNullPointerConstant(SVB.getContext(),
                                     Expr::NPC_ValueDependentIsNotNull))
      return SVB.makeZeroVal(T);
    return UnknownVal();
  }

  SVal part(const MemberExpr &Member) {
    const auto *Field = dyn_cast<FieldDecl>(Member.getMemberDecl());
    SVal Base = address(Member.getBase());
    if (!Field || Member.isArrow() || Base.isUnknown())
      return UnknownVal();
    return State->getLValue(Field, Base);
  }

  SVal address(const Expr *Of) {
    Of = Of->IgnoreParens();
    if (const auto *Member = dyn_cast<MemberExpr>(Of))
      return part(*Member);
    const auto *Ref = dyn_cast<DeclRefExpr>(Of);
    if (!Ref)
      return UnknownVal();
    if (const auto *F = dyn_cast<FunctionDecl>(Ref->getDecl()))
      return SVB.getFunctionPointer(F);
    if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl()))
      return State->getLValue(V, LC);
    return UnknownVal();
  }

  CheckerContext &C;
  SValBuilder &SVB;
  const LocationContext *LC;
};

} // namespace

ProgramStateRef wsk::bindInitialGlobals(CheckerContext &C,
                                        ProgramStateRef State) {
  Initialiser Init(C, State);
  for (const VarDecl *Var : CallFacts::get(C.getASTContext()).globals())
    Init.bind(*Var);
  return Init.State;
}
