//===- Memory.cpp - Values and memory the way the model needs them --------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "model/Memory.h"

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
  return C.getSValBuilder().conjureSymbolVal(Tag, Site, C.getLocationContext(),
                                             T, C.blockCount());
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
  return {State, Status};
}

ProgramStateRef wsk::writePointee(CheckerContext &C, ProgramStateRef State,
                                  SVal Pointer, QualType PointerType,
                                  const Expr *Site) {
  const MemRegion *Region = Pointer.getAsRegion();
  if (!Region || isa<CodeTextRegion>(Region))
    return State;
  static const int Tag = 0;
  QualType T = PointerType->getPointeeType();
  if (const auto *Typed = dyn_cast<TypedValueRegion>(Region))
    if (T.isNull() || T->isVoidType())
      T = Typed->getValueType();
  if (!T.isNull() && T->isScalarType())
    return State->bindLoc(loc::MemRegionVal(Region),
                          freshValue(C, Site, T, &Tag), C.getLocationContext());
  RegionAndSymbolInvalidationTraits Traits;
  Traits.setTrait(
      Region, RegionAndSymbolInvalidationTraits::TK_DoNotInvalidateSuperRegion);
  return State->invalidateRegions(
      Region, Site, C.blockCount(), C.getLocationContext(),
      /*CausesPointerEscape=*/false, nullptr, nullptr, &Traits);
}

namespace {
/// Finds out whether anything outside a frame's own variables holds a pointer.
class Holder : public StoreManager::BindingsHandler {
public:
  Holder(SymbolRef Pointer, const StackFrameContext *Frame)
      : Pointer(Pointer), Frame(Frame) {}

  bool HandleBinding(StoreManager &, Store, const MemRegion *Region,
                     SVal Value) override {
    const auto *Space = dyn_cast<StackSpaceRegion>(Region->getMemorySpace());
    bool Own = Space && Space->getStackFrame() == Frame;
    Found |= !Own && Value.getAsLocSymbol(true) == Pointer;
    return !Found;
  }

  bool Found = false;

private:
  SymbolRef Pointer;
  const StackFrameContext *Frame;
};
} // namespace

bool wsk::isHeldOutside(CheckerContext &C, ProgramStateRef State,
                        SymbolRef Pointer) {
  Holder Search(Pointer, C.getStackFrame());
  C.getStoreManager().iterBindings(State->getStore(), Search);
  return Search.Found;
}

namespace {
/// Collects the places of the store inside one region.
class Inside : public StoreManager::BindingsHandler {
public:
  explicit Inside(const MemRegion *Whole) : Whole(Whole) {}

  bool HandleBinding(StoreManager &, Store, const MemRegion *Region,
                     SVal) override {
    if (Region->getBaseRegion() == Whole)
      Places.push_back(Region);
    return true;
  }

  llvm::SmallVector<const MemRegion *, 8> Places;

private:
  const MemRegion *Whole;
};
} // namespace

ProgramStateRef wsk::forgetContent(CheckerContext &C, ProgramStateRef State,
                                   const MemRegion *Region) {
  Inside Content(Region->getBaseRegion());
  C.getStoreManager().iterBindings(State->getStore(), Content);
  for (const MemRegion *Place : Content.Places)
    State = State->killBinding(loc::MemRegionVal(Place));
  return State;
}

namespace {
/// Collects the places of the store whose last field is in a set.
class FieldPlaces : public StoreManager::BindingsHandler {
public:
  explicit FieldPlaces(const FunctionFacts &Facts) : Facts(Facts) {}

  bool HandleBinding(StoreManager &, Store, const MemRegion *Region,
                     SVal) override {
    for (const MemRegion *R = Region; R;) {
      if (const auto *Field = dyn_cast<FieldRegion>(R))
        if (Facts.WrittenFields.count(Field->getDecl()))
          Places.push_back(Field);
      const auto *Sub = dyn_cast<SubRegion>(R);
      R = Sub ? Sub->getSuperRegion() : nullptr;
    }
    return true;
  }

  llvm::SmallVector<const FieldRegion *, 8> Places;

private:
  const FunctionFacts &Facts;
};
} // namespace

static ProgramStateRef forget(CheckerContext &C, ProgramStateRef State,
                              const MemRegion *Region, QualType T,
                              const Expr *Site) {
  QualType Pointer = C.getASTContext().getPointerType(T);
  return writePointee(C, State, loc::MemRegionVal(Region), Pointer, Site);
}

ProgramStateRef wsk::applyWrites(CheckerContext &C, ProgramStateRef State,
                                 const CallEvent &Call,
                                 const FunctionFacts &Facts) {
  const Expr *Site = Call.getOriginExpr();
  MemRegionManager &Regions = C.getSValBuilder().getRegionManager();
  for (const VarDecl *Var : Facts.WrittenGlobals)
    State = forget(C, State, Regions.getVarRegion(Var, C.getLocationContext()),
                   Var->getType(), Site);
  FieldPlaces Fields(Facts);
  if (!Facts.WrittenFields.empty())
    C.getStoreManager().iterBindings(State->getStore(), Fields);
  for (const FieldRegion *Place : Fields.Places)
    State = forget(C, State, Place, Place->getValueType(), Site);
  if (!Facts.WritesThroughPointers)
    return State;
  for (unsigned I = 0; I != Call.getNumArgs(); ++I) {
    QualType T = Call.getArgExpr(I)->getType();
    if (!T->isPointerType() || T->getPointeeType().isConstQualified() ||
        T->getPointeeType()->isRecordType())
      continue;
    State = writePointee(C, State, Call.getArgSVal(I), T, Site);
  }
  return State;
}
