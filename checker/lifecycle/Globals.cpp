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
      : State(std::move(State)), SVB(C.getSValBuilder()),
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
    if (isa<CXXConstructExpr, ExprWithCleanups>(Init) &&
        !Init->isValueDependent()) {
      Expr::EvalResult Made;
      if (Init->EvaluateAsRValue(Made, SVB.getContext(),
                                 /*InConstantContext=*/true))
        bindValue(Place, T, Made.Val);
      return;
    }
    auto L = Place.getAs<Loc>();
    if (L && T->isScalarType())
      State = State->bindLoc(*L, constant(Init, T), LC, false);
    else if (L && isa<clang::StringLiteral>(Init))
      bindText(Place, T, *cast<clang::StringLiteral>(Init));
  }

  void bindText(SVal Place, QualType T, const clang::StringLiteral &Text) {
    const ArrayType *Array = SVB.getContext().getAsArrayType(T);
    if (!Array || Text.getLength() > LongestArray)
      return void(
          State = State->bindLoc(Place.castAs<Loc>(), UnknownVal(), LC, false));
    QualType Unit = Array->getElementType();
    for (unsigned I = 0; I != Text.getLength(); ++I)
      State = State->bindLoc(
          State->getLValue(Unit, SVB.makeArrayIndex(I), Place).castAs<Loc>(),
          SVB.makeIntVal(Text.getCodeUnit(I), Unit), LC, false);
  }

  // What Clang's own evaluator makes of a constructor; nothing if it is not
  // constant: then the image holds zeros.
  void bindValue(SVal Place, QualType T, const APValue &Value) {
    if (Value.isStruct())
      return bindStruct(Place, *T->getAsCXXRecordDecl(), Value);
    if (Value.isArray())
      return bindElements(Place, *SVB.getContext().getAsArrayType(T), Value);
    auto L = Place.getAs<Loc>();
    if (L && T->isScalarType())
      State = State->bindLoc(*L, scalar(Value, T), LC, false);
  }

  void bindStruct(SVal Place, const CXXRecordDecl &Record,
                  const APValue &Value) {
    unsigned Base = 0;
    for (const CXXBaseSpecifier &Spec : Record.bases())
      if (const CXXRecordDecl *Of = Spec.getType()->getAsCXXRecordDecl())
        if (const auto *Object =
                dyn_cast_or_null<SubRegion>(Place.getAsRegion()))
          bindStruct(
              loc::MemRegionVal(SVB.getRegionManager().getCXXBaseObjectRegion(
                  Of, Object, /*IsVirtual=*/false)),
              *Of, Value.getStructBase(Base++));
    for (const FieldDecl *Field : Record.fields())
      if (!Field->isUnnamedBitField())
        bindValue(State->getLValue(Field, Place), Field->getType(),
                  Value.getStructField(Field->getFieldIndex()));
  }

  void bindElements(SVal Place, const ArrayType &Array, const APValue &Value) {
    if (Value.getArraySize() > LongestArray)
      return;
    QualType T = Array.getElementType();
    for (unsigned I = 0; I != Value.getArraySize(); ++I)
      bindValue(State->getLValue(T, SVB.makeArrayIndex(I), Place), T,
                I < Value.getArrayInitializedElts()
                    ? Value.getArrayInitializedElt(I)
                    : Value.getArrayFiller());
  }

  SVal scalar(const APValue &Value, QualType T) {
    if (Value.isInt() && T->isIntegralOrEnumerationType())
      return SVB.makeIntVal(Value.getInt().getExtValue(), T);
    if (!Value.isLValue())
      return UnknownVal();
    if (Value.isNullPointer())
      return SVB.makeZeroVal(T);
    const auto *Target = Value.getLValueBase().dyn_cast<const ValueDecl *>();
    bool Whole = Value.hasLValuePath() && Value.getLValuePath().empty();
    if (const auto *F = dyn_cast_or_null<FunctionDecl>(Target))
      return SVB.getFunctionPointer(F);
    const auto *Var = dyn_cast_or_null<VarDecl>(Target);
    return Var && Whole ? State->getLValue(Var, LC) : SVal(UnknownVal());
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

  SVal element(const ArraySubscriptExpr &Sub) {
    const Expr *Base = Sub.getBase()->IgnoreParenImpCasts();
    Expr::EvalResult Index;
    if (!Base->getType()->isArrayType() || Sub.isValueDependent() ||
        !Sub.getIdx()->EvaluateAsInt(Index, SVB.getContext()))
      return UnknownVal();
    SVal Array = address(Base);
    if (Array.isUnknown())
      return Array;
    return State->getLValue(
        Sub.getType(), SVB.makeArrayIndex(Index.Val.getInt().getZExtValue()),
        Array);
  }

  SVal address(const Expr *Of) {
    Of = Of->IgnoreParens();
    if (const auto *Member = dyn_cast<MemberExpr>(Of))
      return part(*Member);
    if (const auto *Sub = dyn_cast<ArraySubscriptExpr>(Of))
      return element(*Sub);
    const auto *Ref = dyn_cast<DeclRefExpr>(Of);
    if (!Ref)
      return UnknownVal();
    if (const auto *F = dyn_cast<FunctionDecl>(Ref->getDecl()))
      return SVB.getFunctionPointer(F);
    if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl()))
      return State->getLValue(V, LC);
    return UnknownVal();
  }

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
