//===- SharedFlags.cpp - What other threads may change meanwhile ----------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "lifecycle/SharedFlags.h"
#include "model/Later.h"
#include "model/Memory.h"

using namespace clang;
using namespace ento;
using namespace wsk;

namespace {
/// The value a flag had before it was opened, and the one it got.
struct Opened {
  SVal Before;
  SVal Meanwhile;

  bool operator==(const Opened &O) const {
    return Before == O.Before && Meanwhile == O.Meanwhile;
  }
  void Profile(llvm::FoldingSetNodeID &ID) const {
    Before.Profile(ID);
    Meanwhile.Profile(ID);
  }
};

/// Collects the numbers of the store that some function may write.
class Numbers : public StoreManager::BindingsHandler {
public:
  Numbers(const FunctionFacts &Facts, MemRegionManager &Regions)
      : Facts(Facts), Regions(Regions) {}

  bool HandleBinding(StoreManager &, Store, const MemRegion *Region,
                     SVal Value) override {
    const auto *Typed = dyn_cast<TypedValueRegion>(Region);
    if (Typed && Value.isConstant())
      add(*Typed);
    return true;
  }

  llvm::SmallVector<const TypedValueRegion *, 8> Found;

private:
  // A record that was zeroed as a whole has one binding for all its fields.
  void add(const TypedValueRegion &Place) {
    QualType T = Place.getValueType();
    if (T->isIntegralOrEnumerationType() && isWritten(&Place))
      return Found.push_back(&Place);
    const RecordDecl *Record = T->getAsRecordDecl();
    if (!Record || !Record->getDefinition() || Record->isUnion())
      return;
    for (const FieldDecl *Field : Record->getDefinition()->fields())
      if (Facts.WrittenFields.count(Field) || Field->getType()->isRecordType())
        add(*Regions.getFieldRegion(Field, &Place));
  }

  bool isWritten(const TypedValueRegion *Region) const {
    if (const auto *Field = dyn_cast<FieldRegion>(Region))
      return Facts.WrittenFields.count(Field->getDecl());
    if (const auto *Var = dyn_cast<VarRegion>(Region))
      return Facts.WrittenGlobals.count(Var->getDecl()->getCanonicalDecl());
    return false;
  }

  const FunctionFacts &Facts;
  MemRegionManager &Regions;
};
} // namespace

REGISTER_MAP_WITH_PROGRAMSTATE(OpenedFlags, const MemRegion *, Opened)

static ProgramStateRef openNumber(CheckerContext &C, ProgramStateRef State,
                                  const TypedValueRegion *Number,
                                  const Expr *Site) {
  static const int Tag = 0;
  SVal Before = State->getSVal(Number);
  // A zeroed record does not say which of its fields were set since.
  if (!Before.isConstant())
    return State;
  SVal Meanwhile = freshValue(C, Site, Number->getValueType(), &Tag);
  const Opened *Known = State->get<OpenedFlags>(Number);
  State = State->set<OpenedFlags>(Number,
                                  {Known ? Known->Before : Before, Meanwhile});
  return State->bindLoc(loc::MemRegionVal(Number), Meanwhile,
                        C.getLocationContext());
}

ProgramStateRef wsk::openSharedFlags(CheckerContext &C, ProgramStateRef State,
                                     const CallEvent &Blocking) {
  const CallFacts &All = CallFacts::get(C.getASTContext());
  for (const Later &L : laterRoutines(State)) {
    const FunctionFacts *Facts =
        isUnload(L.Kind) ? All.lookup(L.Routine) : nullptr;
    if (!Facts)
      continue;
    Numbers Written(*Facts, C.getSValBuilder().getRegionManager());
    C.getStoreManager().iterBindings(State->getStore(), Written);
    for (const TypedValueRegion *Number : Written.Found)
      State = openNumber(C, State, Number, Blocking.getOriginExpr());
  }
  return State;
}

// The path has gone one way because of it.
static bool wasTested(ProgramStateRef State, SVal Flag) {
  auto Value = Flag.getAs<DefinedOrUnknownSVal>();
  return Value && !State->isNull(*Value).isUnderconstrained();
}

ProgramStateRef wsk::restoreSharedFlags(CheckerContext &C,
                                        ProgramStateRef State) {
  llvm::ImmutableList<Later> Run = routinesRun(State);
  for (const auto &[Number, Flag] : State->get<OpenedFlags>()) {
    if (!Run.isEmpty() && wasTested(State, Flag.Meanwhile))
      State = noteStanding(State, Run.getHead().Routine, Number, Flag.Before);
    // The thread itself may have written it since.
    if (State->getSVal(Number) == Flag.Meanwhile)
      State = State->bindLoc(loc::MemRegionVal(Number), Flag.Before,
                             C.getLocationContext());
    State = State->remove<OpenedFlags>(Number);
  }
  return State;
}
