//===- Crowding.cpp - Paths that add nothing to one another ---------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "model/Crowding.h"
#include "api/CallFacts.h"
#include "core/Compat.h"
#include "model/Later.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/RangedConstraintManager.h"

using namespace clang;
using namespace ento;
using namespace wsk;

// A number above those of flags and levels is a count, an address or a handle:
// what it is decides nothing.
static int64_t levelOf(SVal Value) {
  constexpr int64_t Many = 5;
  const llvm::APSInt *Number = Value.getAsInteger();
  // What exceeds a signed number is -1 of an unsigned type, or near it.
  return Number
             ? std::clamp<int64_t>(Number->tryExtValue().value_or(-1), -1, Many)
             : 0;
}

// Two hashes that have nothing to do with one another: paths must not be taken
// for alike by chance.
static uint64_t keyOf(const llvm::FoldingSetNodeID &ID) {
  return uint64_t(ID.ComputeHash()) << 32 | ID.computeStableHash();
}

// The variable or field that the memory is, or is an element of.
static const ValueDecl *declOf(const MemRegion *Region) {
  while (const auto *Element = dyn_cast<ElementRegion>(Region))
    Region = Element->getSuperRegion();
  const auto *Declared = dyn_cast<DeclRegion>(Region);
  return Declared ? Declared->getDecl() : nullptr;
}

namespace {
/// Collects the constants that memory holds where a condition reads them, and
/// what the path has assumed of memory nobody knows the content of: flags
/// decide what a driver undoes. A null pointer outside a global is rather the
/// end of some list.
class Flags : public StoreManager::BindingsHandler {
public:
  /// Those in the variables of the frames count if \p Locals.
  Flags(CheckerContext &C, ProgramStateRef State, bool Locals)
      : Facts(CallFacts::get(C.getASTContext())), Locals(Locals) {
    C.getStoreManager().iterBindings(State->getStore(), *this);
    addAssumptions(State);
  }

  bool HandleBinding(StoreManager &, Store, const MemRegion *Region,
                     SVal Value) override {
    const MemSpaceRegion *Space = memorySpace(*Region);
    bool IsFlag = isa<GlobalsSpaceRegion>(Space)
                      ? Value.isConstant()
                      : Value.getAs<nonloc::ConcreteInt>().has_value();
    if (!IsFlag || (isa<StackSpaceRegion>(Space) && !Locals))
      return true;
    const ValueDecl *Place = declOf(Region);
    if (Place && !isa<StackSpaceRegion>(Space) && !Facts.isTested(*Place))
      return true;
    Found.push_back(llvm::hash_combine(Region, levelOf(Value)));
    return true;
  }

  /// One number for each flag and its value.
  std::vector<uint64_t> Found;

private:
  void addAssumptions(ProgramStateRef State);

  const CallFacts &Facts;
  bool Locals;
};
} // namespace

// Objects alike are not told apart: a list of them is no flag.
void Flags::addAssumptions(ProgramStateRef State) {
  const size_t Bound = Found.size();
  for (const auto &[Symbol, Values] : getConstraintMap(State)) {
    const MemRegion *Origin = Symbol->getOriginRegion();
    const ValueDecl *Place = Origin ? declOf(Origin) : nullptr;
    if (!Place || isa<StackSpaceRegion>(memorySpace(*Origin)) ||
        !Facts.isTested(*Place))
      continue;
    if (Values.encodesTrueRange() || Values.encodesFalseRange())
      Found.push_back(llvm::hash_combine(Place, Values.encodesTrueRange()));
  }
  auto Assumed = Found.begin() + Bound;
  std::sort(Assumed, Found.end());
  Found.erase(std::unique(Assumed, Found.end()), Found.end());
}

// Which routine it is counts, not for which of several objects alike, nor in
// which order they came.
template <typename Routines>
static void addRoutines(const Routines &All, llvm::FoldingSetNodeID &ID) {
  llvm::SmallVector<uint64_t, 16> Kinds;
  for (const Later &L : All)
    Kinds.push_back(llvm::hash_combine(int(L.Kind), L.Routine, L.Detail,
                                       L.Context.isConstant(),
                                       L.Socket != nullptr));
  llvm::sort(Kinds);
  ID.AddInteger(Kinds.size());
  for (uint64_t Kind : Kinds)
    ID.AddInteger(Kind);
}

static void profilePath(CheckerContext &C, ProgramStateRef State,
                        llvm::FoldingSetNodeID &ID) {
  ID.AddPointer(C.getLocationContext());
  profileWsk(State, ID);
  addRoutines(laterRoutines(State), ID);
  addRoutines(routinesRun(State), ID);
}

// Up to a number of paths all combinations of flags go on. Beyond it, a path
// does that brings a value some flag has hardly had here: a driver's settings
// would else multiply all that comes after them.
bool Crowding::isNew(llvm::FoldingSetNodeID ID, Limits Most,
                     llvm::ArrayRef<uint64_t> Flags) {
  const uint64_t Base = keyOf(ID);
  for (uint64_t Flag : Flags)
    ID.AddInteger(Flag);
  if (++Arrivals[keyOf(ID)] > Most.Alike)
    return false;
  bool IsNew = Passed[Base] < Most.Combinations;
  for (uint64_t Flag : Flags)
    IsNew |= Passed[llvm::hash_combine(Base, Flag)] < Few.Alike;
  if (!IsNew)
    return false;
  ++Passed[Base];
  for (uint64_t Flag : Flags)
    ++Passed[llvm::hash_combine(Base, Flag)];
  return true;
}

bool Crowding::arrive(const void *Place, bool Late, Limits Most,
                      CheckerContext &C, ProgramStateRef State) {
  llvm::FoldingSetNodeID ID;
  ID.AddPointer(Place);
  ID.AddBoolean(Late);
  profilePath(C, State, ID);
  return isNew(ID, Most, Flags(C, State, /*Locals=*/false).Found);
}

bool Crowding::enter(CheckerContext &C, ProgramStateRef State) {
  static const int Entry = 0;
  return arrive(&Entry, /*Late=*/false, Few, C, State);
}

// Callers tell results apart by their sign, or by being null.
bool Crowding::leave(CheckerContext &C, ProgramStateRef State, SVal Returned) {
  llvm::FoldingSetNodeID ID;
  profilePath(C, State, ID);
  if (Returned.isConstant())
    ID.AddInteger(levelOf(Returned));
  else if (Returned.getAs<Loc>())
    ID.AddInteger(10);
  else
    ID.AddInteger(20 + int(outcomeOf(State, Returned)));
  return isNew(ID, Few, Flags(C, State, /*Locals=*/true).Found);
}
