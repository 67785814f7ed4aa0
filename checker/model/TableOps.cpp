//===- TableOps.cpp - The generic tables of Rtl ---------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// RtlInsertElementGenericTable copies an element into memory of the table's
/// own; what is looked up later is that copy. Drivers that hand out numbers for
/// sockets keep the sockets there. A table that was there before the path began
/// holds unknown elements.
//===----------------------------------------------------------------------===//
#include "core/Compat.h"
#include "model/Evaluate.h"

using namespace clang;
using namespace ento;
using namespace wsk;

namespace {
/// One element of one table.
struct Element {
  const MemRegion *Table = nullptr;
  const MemRegion *Copy = nullptr;

  bool operator==(const Element &O) const {
    return Table == O.Table && Copy == O.Copy;
  }
  void Profile(llvm::FoldingSetNodeID &ID) const {
    ID.AddPointer(Table);
    ID.AddPointer(Copy);
  }
};
} // namespace

REGISTER_LIST_WITH_PROGRAMSTATE(Elements, Element)

// In the order they were inserted.
static std::vector<const MemRegion *> elementsOf(ProgramStateRef State,
                                                 const MemRegion *Table) {
  std::vector<const MemRegion *> All;
  for (const Element &E : State->get<Elements>())
    if (E.Table == Table)
      All.insert(All.begin(), E.Copy);
  return All;
}

static ProgramStateRef removeElement(ProgramStateRef State,
                                     const MemRegion *Copy) {
  auto &Factory = State->get_context<Elements>();
  std::vector<Element> Kept;
  for (const Element &E : State->get<Elements>())
    if (E.Copy != Copy)
      Kept.push_back(E);
  auto List = Factory.getEmptyList();
  for (const Element &E : llvm::reverse(Kept))
    List = Factory.add(E, List);
  return State->set<Elements>(List);
}

static const MemRegion *tableOf(const CallSite &Site) {
  const MemRegion *Table = Site.arg(0).getAsRegion();
  return Table ? Table->StripCasts() : nullptr;
}

// The one typed region behind the element handed over.
static const TypedValueRegion *recordOf(const CallSite &Site, int Arg) {
  const MemRegion *Region = Site.arg(Arg).getAsRegion();
  const auto *Typed =
      Region ? dyn_cast<TypedValueRegion>(Region->StripCasts()) : nullptr;
  return Typed && Typed->getValueType()->isRecordType() ? Typed : nullptr;
}

static ProgramStateRef setInserted(const CallSite &Site, ProgramStateRef State,
                                   bool Inserted) {
  auto Flag = Site.arg(3).getAs<Loc>();
  if (!Flag || !Flag->getAsRegion())
    return State;
  SValBuilder &SVB = Site.C.getSValBuilder();
  return State->bindLoc(
      *Flag, SVB.makeIntVal(Inserted, Site.C.getASTContext().UnsignedCharTy),
      Site.frame());
}

static bool insertElement(const CallSite &Site, ProgramStateRef State) {
  const MemRegion *Table = tableOf(Site);
  const TypedValueRegion *From = recordOf(Site, 1);
  SValBuilder &SVB = Site.C.getSValBuilder();
  auto Memory = conjureHeap(Site.C, Site.expr(), Site.expr()->getType())
                    .castAs<DefinedSVal>();
  if (!Table || !From)
    return false;
  auto [Made, Failed] =
      trackAllocation(State, Memory.getAsLocSymbol())->assume(Memory);
  if (Failed)
    Site.C.addTransition(
        Site.returning(setInserted(Site, Failed, false), Memory));
  if (!Made)
    return true;
  QualType T = From->getValueType();
  const auto *Copy = SVB.getRegionManager().getElementRegion(
      T, SVB.makeZeroArrayIndex(), cast<SubRegion>(Memory.getAsRegion()),
      Site.C.getASTContext());
  Made =
      Made->bindLoc(loc::MemRegionVal(Copy), Made->getSVal(From), Site.frame());
  Made = Made->add<Elements>(Element{Table, Memory.getAsRegion()});
  Made = setInserted(Site, keep(Made, Memory), true);
  Site.C.addTransition(Site.returning(Made, Memory));
  return true;
}

namespace {
/// How far the numbers of a key are those of an element.
struct Match {
  /// The state in which they are; null if that is impossible.
  ProgramStateRef State;
  /// They are in any case.
  bool Certain = false;
};
} // namespace

// A zero is what an object is made with before its key is set.
static Match compare(const CallSite &Site, ProgramStateRef State,
                     const TypedValueRegion *Key, const MemRegion *Copy) {
  SValBuilder &SVB = Site.C.getSValBuilder();
  const auto *Element = SVB.getRegionManager().getElementRegion(
      Key->getValueType(), SVB.makeZeroArrayIndex(), cast<SubRegion>(Copy),
      Site.C.getASTContext());
  Match Result{State, false};
  const RecordDecl *Record = Key->getValueType()->getAsRecordDecl();
  for (const FieldDecl *Field : Record->getDefinition()->fields()) {
    if (!Field->getType()->isIntegralOrEnumerationType())
      continue;
    SVal Value = State->getSVal(
        State->getLValue(Field, loc::MemRegionVal(Key)).castAs<Loc>());
    if (Value.isUnknownOrUndef() || Value.isZeroConstant())
      continue;
    SVal Place = State->getLValue(Field, loc::MemRegionVal(Element));
    SVal Same = SVB.evalBinOp(Result.State, BO_EQ, Value,
                              State->getSVal(Place.castAs<Loc>()),
                              SVB.getConditionType());
    auto Condition = Same.getAs<DefinedOrUnknownSVal>();
    if (!Condition)
      continue;
    auto [Equal, Different] = Result.State->assume(*Condition);
    Result = {Equal, !Different};
    if (!Equal)
      break;
  }
  return Result;
}

/// The elements that may be meant by the element in argument 1, each with the
/// state in which it is.
static std::vector<std::pair<ProgramStateRef, const MemRegion *>>
matches(const CallSite &Site, ProgramStateRef State, const MemRegion *Table) {
  std::vector<std::pair<ProgramStateRef, const MemRegion *>> Found;
  const MemRegion *Given = Site.arg(1).getAsRegion();
  const MemRegion *Base =
      Given ? Given->StripCasts()->getBaseRegion() : nullptr;
  std::vector<const MemRegion *> All = elementsOf(State, Table);
  if (llvm::is_contained(All, Base))
    return {{State, Base}};
  const TypedValueRegion *Key = recordOf(Site, 1);
  for (const MemRegion *Copy : All) {
    Match Is = Key ? compare(Site, State, Key, Copy) : Match{State};
    if (Is.Certain)
      return {{Is.State, Copy}};
    if (Is.State)
      Found.push_back({Is.State, Copy});
  }
  return Found;
}

// What a look-up that found nothing says, where the whole content is known.
static bool returnNothing(const CallSite &Site, ProgramStateRef State) {
  if (!startsAtLoad(State))
    return false;
  Site.C.addTransition(Site.returning(
      State, Site.C.getSValBuilder().makeZeroVal(Site.resultType())));
  return true;
}

// A driver looks up what it has inserted: where something can be meant, it is.
static bool lookUp(const CallSite &Site, ProgramStateRef State) {
  const MemRegion *Table = tableOf(Site);
  auto Found = matches(Site, State, Table);
  if (Found.empty())
    return Table && returnNothing(Site, State);
  for (const auto &[With, Copy] : Found)
    Site.C.addTransition(
        Site.returning(With, loc::MemRegionVal(cast<SubRegion>(Copy))));
  return true;
}

static bool deleteElement(const CallSite &Site, ProgramStateRef State) {
  const MemRegion *Table = tableOf(Site);
  auto Found = matches(Site, State, Table);
  if (Found.empty())
    return Table && returnNothing(Site, State);
  SVal True = Site.C.getSValBuilder().makeIntVal(1, Site.resultType());
  for (const auto &[With, Copy] : Found) {
    ProgramStateRef After = wipeMemory(removeElement(With, Copy), Copy);
    Site.C.addTransition(
        Site.returning(forgetContent(Site.C, After, Copy), True));
  }
  return true;
}

static bool getElement(const CallSite &Site, ProgramStateRef State) {
  const MemRegion *Table = tableOf(Site);
  const llvm::APSInt *Index = Site.arg(1).getAsInteger();
  std::vector<const MemRegion *> All = elementsOf(State, Table);
  if (!Table || !Index || (All.empty() && !startsAtLoad(State)))
    return false;
  if (Index->getZExtValue() >= All.size())
    return returnNothing(Site, State);
  const MemRegion *Copy = All[Index->getZExtValue()];
  Site.C.addTransition(
      Site.returning(State, loc::MemRegionVal(cast<SubRegion>(Copy))));
  return true;
}

static bool countElements(const CallSite &Site, ProgramStateRef State,
                          bool OnlyIfEmpty) {
  const MemRegion *Table = tableOf(Site);
  if (!Table || !startsAtLoad(State))
    return false;
  uint64_t Count = elementsOf(State, Table).size();
  Site.C.addTransition(Site.returning(
      State, Site.C.getSValBuilder().makeIntVal(
                 OnlyIfEmpty ? Count == 0 : Count, Site.resultType())));
  return true;
}

bool wsk::evaluateTableOp(const KernelRow &Row, const CallSite &Site,
                          ProgramStateRef State) {
  switch (Row.Op) {
  case KernelOp::TableInsert:
    return insertElement(Site, State);
  case KernelOp::TableLookup:
    return lookUp(Site, State);
  case KernelOp::TableDelete:
    return deleteElement(Site, State);
  case KernelOp::TableGet:
    return getElement(Site, State);
  case KernelOp::TableCount:
  case KernelOp::TableEmpty:
    return countElements(Site, State, Row.Op == KernelOp::TableEmpty);
  default:
    return false;
  }
}
