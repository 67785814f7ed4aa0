//===- Stores.cpp - What a store to memory means --------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Two places the engine's store forgets more than a driver does: a record
/// inside a union, of which one field is written, and an array, of which an
/// element nobody knows the index of is written.
//===----------------------------------------------------------------------===//
#include "core/CheckerList.h"
#include "core/Compat.h"
#include "model/Evaluate.h"
#include "clang/StaticAnalyzer/Core/BugReporter/BugReporter.h"
#include "clang/StaticAnalyzer/Core/Checker.h"

using namespace clang;
using namespace ento;
using namespace wsk;

namespace {
class Stores : public Checker<check::Bind> {
public:
  void checkBind(SVal Place, SVal Value, const Stmt *S,
                 WSK_AT_INIT CheckerContext &C) const;
};
} // namespace

static constexpr unsigned MostLeaves = 64;

// The outermost member of a union that \p R lies in; null if there is none.
static const FieldRegion *unionMember(const MemRegion *R) {
  const FieldRegion *Found = nullptr;
  while (const auto *Sub = dyn_cast_or_null<SubRegion>(R)) {
    if (const auto *Field = dyn_cast<FieldRegion>(Sub))
      if (Field->getDecl()->getParent()->isUnion())
        Found = Field;
    R = Sub->getSuperRegion();
  }
  return Found;
}

static bool collectLeaves(const SubRegion *Place, QualType T,
                          MemRegionManager &Regions,
                          llvm::SmallVectorImpl<const FieldRegion *> &Out) {
  const RecordDecl *Record = T->getAsRecordDecl();
  if (!Record || Record->isUnion())
    return false;
  for (const FieldDecl *Field : Record->fields()) {
    if (Field->isUnnamedBitField())
      continue;
    const FieldRegion *Part = Regions.getFieldRegion(Field, Place);
    if (!Field->getType()->isScalarType()) {
      if (!collectLeaves(Part, Field->getType(), Regions, Out))
        return false;
      continue;
    }
    Out.push_back(Part);
    if (Out.size() > MostLeaves)
      return false;
  }
  return true;
}

// Writing one field of a record in a union makes the store forget what the
// record held by default: its other fields get their values one by one.
static ProgramStateRef keepSiblings(CheckerContext &C, ProgramStateRef State,
                                    const MemRegion *Written) {
  const FieldRegion *Member = unionMember(Written);
  llvm::SmallVector<const FieldRegion *, 16> Leaves;
  if (!Member || Member == Written ||
      !collectLeaves(Member, Member->getValueType(),
                     C.getSValBuilder().getRegionManager(), Leaves))
    return State;
  ProgramStateRef Before = State;
  for (const FieldRegion *Leaf : Leaves) {
    SVal Value = Before->getSVal(Leaf);
    if (Leaf != Written && Value.getAs<DefinedSVal>())
      State = State->bindLoc(loc::MemRegionVal(Leaf), Value,
                             C.getLocationContext(), /*notifyChanges=*/false);
  }
  return State;
}

namespace {
/// What an array holds that the engine's store forgets when \p Written is
/// written: an element of unknown index may be any other.
class Forgotten : public StoreManager::BindingsHandler {
public:
  explicit Forgotten(const MemRegion *Written)
      : Base(Written->getBaseRegion()),
        Anywhere(Written->getAsOffset().hasSymbolicOffset()) {}

  bool HandleBinding(StoreManager &, Store, const MemRegion *Region,
                     SVal Value) override {
    if (Region->getBaseRegion() == Base && Value.getAsRegion() &&
        (Anywhere || Region->getAsOffset().hasSymbolicOffset()))
      Values.push_back(Value);
    return true;
  }

  llvm::SmallVector<SVal, 4> Values;

private:
  const MemRegion *Base;
  bool Anywhere;
};
} // namespace

static bool isElement(const MemRegion *R) {
  while (const auto *Sub = dyn_cast_or_null<SubRegion>(R)) {
    if (isa<ElementRegion>(Sub))
      return true;
    R = Sub->getSuperRegion();
  }
  return false;
}

static ProgramStateRef escapeArray(CheckerContext &C, ProgramStateRef State,
                                   const MemRegion *Written, SVal Value) {
  const auto *Place = dyn_cast<TypedValueRegion>(Written);
  if (!Place || !Place->getValueType()->isPointerType() ||
      sockets(State).empty() || !isElement(Written))
    return State;
  Forgotten Gone(Written);
  C.getStoreManager().iterBindings(State->getStore(), Gone);
  for (SVal Held : Gone.Values)
    if (Held != Value)
      State = escape(escapeContent(C, State, Held), Held);
  return State;
}

void Stores::checkBind(SVal Place, SVal Value, const Stmt *,
                       WSK_AT_INIT CheckerContext &C) const {
  ProgramStateRef State = C.getState();
  const MemRegion *Written = Place.getAsRegion();
  if (!Written)
    return;
  State = keepSiblings(C, State, Written);
  State = escapeArray(C, State, Written, Value);
  if (State != C.getState())
    C.addTransition(State);
}

static const bool RegisteredStores = addChecker(
    {"wsk.Stores",
     "Keeps what a store to a union or an array leaves in place",
     [](CheckerManager &Manager) { Manager.registerChecker<Stores>(); },
     {},
     /*Hidden=*/true});
