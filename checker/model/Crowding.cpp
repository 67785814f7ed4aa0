//===- Crowding.cpp - Paths that add nothing to one another ---------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "model/Crowding.h"
#include "model/Later.h"

using namespace clang;
using namespace ento;
using namespace wsk;

namespace {
/// Adds the constants that globals and the memory behind pointers hold: flags
/// decide what a driver undoes. A null pointer outside a global is rather the
/// end of some list.
class Flags : public StoreManager::BindingsHandler {
public:
  explicit Flags(llvm::FoldingSetNodeID &ID) : ID(ID) {}

  bool HandleBinding(StoreManager &, Store, const MemRegion *Region,
                     SVal Value) override {
    const MemSpaceRegion *Space = Region->getMemorySpace();
    bool IsFlag = isa<GlobalsSpaceRegion>(Space)
                      ? Value.isConstant()
                      : Value.getAs<nonloc::ConcreteInt>().has_value();
    if (!IsFlag || isa<StackSpaceRegion>(Space))
      return true;
    ID.AddPointer(Region);
    Value.Profile(ID);
    return true;
  }

private:
  llvm::FoldingSetNodeID &ID;
};
} // namespace

unsigned Crowding::arrive(const CFGBlock *Branch, CheckerContext &C) {
  ProgramStateRef State = C.getState();
  llvm::FoldingSetNodeID ID;
  ID.AddPointer(Branch);
  ID.AddPointer(C.getLocationContext());
  profileWsk(State, ID);
  for (const Later &L : laterRoutines(State))
    L.Profile(ID);
  Flags Constants(ID);
  C.getStoreManager().iterBindings(State->getStore(), Constants);
  return ++Arrivals[ID.ComputeHash()];
}
