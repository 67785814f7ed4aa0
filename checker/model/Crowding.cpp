//===- Crowding.cpp - Paths that add nothing to one another ---------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "model/Crowding.h"
#include "core/Compat.h"
#include "model/Later.h"

using namespace clang;
using namespace ento;
using namespace wsk;

// A number above those of flags and levels is a count, an address or a handle:
// what it is decides nothing.
static void addNumber(SVal Value, llvm::FoldingSetNodeID &ID) {
  constexpr int64_t Many = 5;
  const llvm::APSInt *Number = Value.getAsInteger();
  // What exceeds a signed number is -1 of an unsigned type, or near it.
  ID.AddInteger(
      Number ? std::clamp<int64_t>(Number->tryExtValue().value_or(-1), -1, Many)
             : 0);
}

namespace {
/// Adds the constants that memory holds: flags decide what a driver undoes. A
/// null pointer outside a global is rather the end of some list.
class Flags : public StoreManager::BindingsHandler {
public:
  Flags(llvm::FoldingSetNodeID &ID, bool Locals) : ID(ID), Locals(Locals) {}

  bool HandleBinding(StoreManager &, Store, const MemRegion *Region,
                     SVal Value) override {
    const MemSpaceRegion *Space = memorySpace(*Region);
    bool IsFlag = isa<GlobalsSpaceRegion>(Space)
                      ? Value.isConstant()
                      : Value.getAs<nonloc::ConcreteInt>().has_value();
    if (!IsFlag || (isa<StackSpaceRegion>(Space) && !Locals))
      return true;
    ID.AddPointer(Region);
    addNumber(Value, ID);
    return true;
  }

private:
  llvm::FoldingSetNodeID &ID;
  bool Locals;
};
} // namespace

static void profilePath(CheckerContext &C, ProgramStateRef State, bool Locals,
                        llvm::FoldingSetNodeID &ID) {
  ID.AddPointer(C.getLocationContext());
  profileWsk(State, ID);
  for (const Later &L : laterRoutines(State))
    L.Profile(ID);
  for (const Later &Done : routinesRun(State))
    Done.Profile(ID);
  Flags Constants(ID, Locals);
  C.getStoreManager().iterBindings(State->getStore(), Constants);
}

unsigned Crowding::arrive(const void *Place, CheckerContext &C,
                          ProgramStateRef State) {
  llvm::FoldingSetNodeID ID;
  ID.AddPointer(Place);
  profilePath(C, State, /*Locals=*/false, ID);
  return ++Arrivals[ID.ComputeHash()];
}

// Callers tell results apart by their sign, or by being null.
unsigned Crowding::leave(CheckerContext &C, ProgramStateRef State,
                         SVal Returned) {
  llvm::FoldingSetNodeID ID;
  profilePath(C, State, /*Locals=*/true, ID);
  if (Returned.isConstant())
    addNumber(Returned, ID);
  else if (Returned.getAs<Loc>())
    ID.AddInteger(10);
  else
    ID.AddInteger(20 + int(outcomeOf(State, Returned)));
  return ++Arrivals[ID.ComputeHash()];
}
