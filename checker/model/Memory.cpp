//===- Memory.cpp - Values and memory the way the model needs them --------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "model/Memory.h"
#include "core/Compat.h"
#include "llvm/ADT/SetVector.h"

using namespace clang;
using namespace ento;
using namespace wsk;

// Path of fields to Name, through anonymous members.
static bool findPath(const RecordDecl *Record, StringRef Name,
                     llvm::SmallVectorImpl<const FieldDecl *> &Path) {
  Record = Record ? Record->getDefinition() : nullptr;
  if (!Record)
    return false;
  for (const FieldDecl *Field : Record->fields()) {
    Path.push_back(Field);
    if (Field->getName() == Name)
      return true;
    // An anonymous member, or the `Basic` part C++ gives a name.
    bool Inner = Field->getName().empty() || Field->getName() == "Basic";
    if (Inner && findPath(Field->getType()->getAsRecordDecl(), Name, Path))
      return true;
    Path.pop_back();
  }
  return false;
}

SVal wsk::fieldAddress(ProgramStateRef State, SVal Base, QualType Record,
                       StringRef Name) {
  llvm::SmallVector<const FieldDecl *, 4> Path;
  if (Record.isNull() || !Base.getAs<Loc>() ||
      !findPath(Record->getAsRecordDecl(), Name, Path))
    return UnknownVal();
  for (const FieldDecl *Field : Path)
    Base = State->getLValue(Field, Base);
  return Base;
}

SVal wsk::fieldValue(ProgramStateRef State, SVal Base, QualType Record,
                     StringRef Name) {
  SVal Address = fieldAddress(State, Base, Record, Name);
  auto L = Address.getAs<Loc>();
  return L ? State->getSVal(*L) : UnknownVal();
}

ProgramStateRef wsk::setField(ProgramStateRef State, SVal Base, QualType Record,
                              StringRef Name, SVal Value,
                              const LocationContext *LC) {
  auto L = fieldAddress(State, Base, Record, Name).getAs<Loc>();
  return L ? State->bindLoc(*L, Value, LC) : State;
}

SVal wsk::freshValue(CheckerContext &C, const Expr *Site, QualType T,
                     const void *Tag) {
  return conjureValue(C, Tag, Site, T);
}

ProgramStateRef wsk::assumeNoWarning(CheckerContext &C, ProgramStateRef State,
                                     SVal Status) {
  constexpr int64_t LeastError = int32_t(0xC0000000);
  SValBuilder &SVB = C.getSValBuilder();
  QualType T = Status.getType(C.getASTContext());
  if (!State || T.isNull() || !T->isSignedIntegerType())
    return State;
  SVal Error =
      SVB.evalBinOp(State, BO_GE, Status, SVB.makeIntVal(LeastError, T),
                    SVB.getConditionType());
  auto Condition = Error.getAs<DefinedSVal>();
  return Condition ? State->assume(*Condition, true) : State;
}

std::pair<ProgramStateRef, SVal> wsk::freshFailure(CheckerContext &C,
                                                   ProgramStateRef State,
                                                   const Expr *Site,
                                                   QualType T) {
  static const int Tag = 0;
  SValBuilder &SVB = C.getSValBuilder();
  SVal Status = freshValue(C, Site, T, &Tag);
  SVal Negative = SVB.evalBinOp(State, BO_LT, Status, SVB.makeZeroVal(T),
                                SVB.getConditionType());
  if (auto Condition = Negative.getAs<DefinedSVal>())
    State = State->assume(*Condition, true);
  return {assumeNoWarning(C, State, Status), Status};
}

ProgramStateRef wsk::writePointee(CheckerContext &C, ProgramStateRef State,
                                  SVal Pointer, QualType PointerType,
                                  const Expr *Site) {
  const MemRegion *Region = Pointer.getAsRegion();
  if (!Region || isa<CodeTextRegion>(Region))
    return State;
  QualType T = PointerType->getPointeeType();
  if (const auto *Typed = dyn_cast<TypedValueRegion>(Region))
    if (T.isNull() || T->isVoidType())
      T = Typed->getValueType();
  // One call may write many places: each gets a value of its own.
  if (!T.isNull() && T->isScalarType())
    return State->bindLoc(loc::MemRegionVal(Region),
                          freshValue(C, Site, T, Region),
                          C.getLocationContext());
  RegionAndSymbolInvalidationTraits Traits;
  Traits.setTrait(
      Region, RegionAndSymbolInvalidationTraits::TK_DoNotInvalidateSuperRegion);
  return invalidate(C, State, Region, Site, Traits);
}

QualType wsk::writableReference(const CallEvent &Call, unsigned Index) {
  const auto *F = dyn_cast_or_null<FunctionDecl>(Call.getDecl());
  if (!F || Index >= F->getNumParams())
    return QualType();
  QualType T = F->getParamDecl(Index)->getType();
  if (!T->isLValueReferenceType() || T->getPointeeType().isConstQualified() ||
      T->getPointeeType()->isFunctionType())
    return QualType();
  return F->getASTContext().getPointerType(T->getPointeeType());
}

ProgramStateRef wsk::restoreGlobals(CheckerContext &C, ProgramStateRef State,
                                    ProgramStateRef Before) {
  MemRegionManager &Regions = C.getSValBuilder().getRegionManager();
  for (const VarDecl *Var : CallFacts::get(C.getASTContext()).globals()) {
    const VarRegion *Place = Regions.getVarRegion(Var, C.getLocationContext());
    SVal Old = Before->getSVal(Place);
    if (State->getSVal(Place) != Old)
      State = State->bindLoc(loc::MemRegionVal(Place), Old,
                             C.getLocationContext(), /*notifyChanges=*/false);
  }
  return State;
}

namespace {
/// Finds out whether anything holds a pointer.
class Holder : public StoreManager::BindingsHandler {
public:
  Holder(SymbolRef Pointer, Except Variables, const StackFrameContext *Current)
      : Pointer(Pointer), Variables(Variables), Current(Current) {}

  bool HandleBinding(StoreManager &, Store, const MemRegion *Region,
                     SVal Value) override {
    Found |= Value.getAsLocSymbol(/*IncludeBaseRegions=*/true) == Pointer &&
             counts(*Region);
    return !Found;
  }

  bool Found = false;

private:
  bool counts(const MemRegion &Region) const {
    const auto *Space = dyn_cast<StackSpaceRegion>(memorySpace(Region));
    if (!Space || Variables == Except::Nobody)
      return true;
    return Variables == Except::CurrentFrame &&
           Space->getStackFrame() != Current;
  }

  SymbolRef Pointer;
  Except Variables;
  const StackFrameContext *Current;
};
} // namespace

bool wsk::isHeld(CheckerContext &C, ProgramStateRef State, SymbolRef Pointer,
                 Except Variables) {
  Holder Search(Pointer, Variables, C.getStackFrame());
  C.getStoreManager().iterBindings(State->getStore(), Search);
  return Search.Found;
}

// The store names a whole object by its base region, whatever part is bound.
// Bound as an array of bytes, the object forgets every part and keeps what it
// pointed to.
ProgramStateRef wsk::forgetContent(CheckerContext &C, ProgramStateRef State,
                                   const MemRegion *Region) {
  constexpr unsigned Largest = 1 << 16;
  ASTContext &Ctx = C.getASTContext();
  QualType Bytes =
      Ctx.getConstantArrayType(Ctx.CharTy, llvm::APInt(64, Largest), nullptr,
                               ArraySizeModifier::Normal, 0);
  SValBuilder &SVB = C.getSValBuilder();
  const auto *Base = dyn_cast<SubRegion>(Region->getBaseRegion());
  if (!Base)
    return State;
  const ElementRegion *Whole = SVB.getRegionManager().getElementRegion(
      Bytes, SVB.makeZeroArrayIndex(), Base, Ctx);
  return State->bindLoc(loc::MemRegionVal(Whole), UnknownVal(),
                        C.getLocationContext(), /*notifyChanges=*/false);
}

namespace {
/// Collects the objects of the store.
class Objects : public StoreManager::BindingsHandler {
public:
  bool HandleBinding(StoreManager &, Store, const MemRegion *Region,
                     SVal) override {
    if (const auto *Base = dyn_cast<SubRegion>(Region->getBaseRegion()))
      Found.insert(Base);
    return true;
  }

  llvm::SmallSetVector<const SubRegion *, 16> Found;
};
} // namespace

static QualType typeOfObject(const SubRegion *Object) {
  if (const auto *Typed = dyn_cast<TypedValueRegion>(Object))
    return Typed->getValueType();
  if (const auto *Symbolic = dyn_cast<SymbolicRegion>(Object))
    return Symbolic->getSymbol()->getType()->getPointeeType();
  return QualType();
}

// The fields of \p Facts inside the record at \p Place, nested records too.
static void collectFields(const SubRegion *Place, QualType T,
                          const FunctionFacts &Facts, MemRegionManager &Regions,
                          llvm::SmallVectorImpl<const FieldRegion *> &Out) {
  const RecordDecl *Record = T.isNull() ? nullptr : T->getAsRecordDecl();
  Record = Record ? Record->getDefinition() : nullptr;
  if (!Record)
    return;
  for (const FieldDecl *Field : Record->fields()) {
    const FieldRegion *Part = Regions.getFieldRegion(Field, Place);
    if (Facts.WrittenFields.count(Field))
      Out.push_back(Part);
    else
      collectFields(Part, Field->getType(), Facts, Regions, Out);
  }
}

// Memory from a pool has no type of its own: it may be any record whose fields
// are written.
static void collectUntyped(const SubRegion *Place, const FunctionFacts &Facts,
                           SValBuilder &SVB,
                           llvm::SmallVectorImpl<const FieldRegion *> &Out) {
  MemRegionManager &Regions = SVB.getRegionManager();
  for (const FieldDecl *Field : Facts.WrittenFields) {
    QualType T = recordType(SVB.getContext(), Field->getParent());
    const ElementRegion *Whole = Regions.getElementRegion(
        T, SVB.makeZeroArrayIndex(), Place, SVB.getContext());
    Out.push_back(Regions.getFieldRegion(Field, Whole));
  }
}

static ProgramStateRef forget(CheckerContext &C, ProgramStateRef State,
                              const MemRegion *Region, QualType T,
                              const Expr *Site) {
  QualType Pointer = C.getASTContext().getPointerType(T);
  return writePointee(C, State, loc::MemRegionVal(Region), Pointer, Site);
}

static llvm::SmallVector<const FieldRegion *, 8>
writtenFields(CheckerContext &C, ProgramStateRef State,
              const FunctionFacts &Facts) {
  llvm::SmallVector<const FieldRegion *, 8> Places;
  if (Facts.WrittenFields.empty())
    return Places;
  Objects Bound;
  C.getStoreManager().iterBindings(State->getStore(), Bound);
  SValBuilder &SVB = C.getSValBuilder();
  for (const SubRegion *Object : Bound.Found) {
    QualType T = typeOfObject(Object);
    if (!T.isNull() && T->isVoidType())
      collectUntyped(Object, Facts, SVB, Places);
    else
      collectFields(Object, T, Facts, SVB.getRegionManager(), Places);
  }
  return Places;
}

ProgramStateRef wsk::forgetGlobal(CheckerContext &C, ProgramStateRef State,
                                  const VarDecl &Var) {
  const VarRegion *Place = C.getSValBuilder().getRegionManager().getVarRegion(
      &Var, C.getLocationContext());
  return State->bindLoc(loc::MemRegionVal(Place), UnknownVal(),
                        C.getLocationContext(), /*notifyChanges=*/false);
}

ProgramStateRef wsk::applyWrites(CheckerContext &C, ProgramStateRef State,
                                 const CallEvent &Call,
                                 const FunctionFacts &Facts) {
  const Expr *Site = Call.getOriginExpr();
  MemRegionManager &Regions = C.getSValBuilder().getRegionManager();
  for (const VarDecl *Var : Facts.WrittenGlobals)
    State = forget(C, State, Regions.getVarRegion(Var, C.getLocationContext()),
                   Var->getType(), Site);
  for (const FieldRegion *Place : writtenFields(C, State, Facts))
    State = forget(C, State, Place, Place->getValueType(), Site);
  if (!Facts.WritesThroughPointers)
    return State;
  for (unsigned I = 0; I != Call.getNumArgs(); ++I) {
    QualType T = writableReference(Call, I);
    if (T.isNull())
      T = Call.getArgExpr(I)->getType();
    if (!T->isPointerType() || T->getPointeeType().isConstQualified() ||
        T->getPointeeType()->isRecordType())
      continue;
    State = writePointee(C, State, Call.getArgSVal(I), T, Site);
  }
  return State;
}
