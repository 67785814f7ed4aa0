//===- Slots.cpp - Where the system finds a driver's routines -------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "lifecycle/Slots.h"
#include "core/Compat.h"

using namespace clang;
using namespace ento;
using namespace wsk;

static ProgramStateRef storeMajorFunction(ProgramStateRef State,
                                          const ElementRegion &Slot,
                                          const FunctionDecl *F) {
  auto Index = Slot.getIndex().getAs<nonloc::ConcreteInt>();
  if (!Index)
    return State;
  unsigned Major = integerOf(*Index).getZExtValue();
  State = removeLater(State, Role::Dispatch, Major);
  if (Major == MajorPnp)
    for (unsigned Minor : {RemoveDevice, QueryStopDevice, StopDevice})
      State = addLater(removeLater(State, Role::Dispatch, Minor),
                       {Role::Dispatch, F, UnknownVal(), Minor});
  return addLater(State, {Role::Dispatch, F, UnknownVal(), Major});
}

static ProgramStateRef storeRoutine(ProgramStateRef State,
                                    const MemRegion *Place, SVal Value) {
  const FunctionDecl *F = functionOf(Value);
  const auto *Element = dyn_cast_or_null<ElementRegion>(Place);
  const auto *Field = dyn_cast_or_null<FieldRegion>(
      Element ? Element->getSuperRegion() : Place);
  if (!Field)
    return State;
  StringRef Record = publicName(*Field->getDecl()->getParent());
  StringRef Name = Field->getDecl()->getName();
  if (Record == "DRIVER_OBJECT" && Name == "MajorFunction" && Element)
    return storeMajorFunction(State, *Element, F);
  // A driver that takes the unload routine away stays.
  if (Record == "DRIVER_OBJECT" && Name == "DriverUnload" &&
      Value.isZeroConstant())
    State = setSystemUnload(State, false);
  if (Record == "DRIVER_OBJECT" && Name == "DriverUnload")
    return addLater(removeLater(State, Role::Unload, 0),
                    {Role::Unload, F, UnknownVal(), 0});
  if (Record == "DRIVER_EXTENSION" && Name == "AddDevice")
    return addLater(State, {Role::AddDevice, F, UnknownVal(), 0});
  return State;
}

static SymbolRef offeredSocket(const Stage &Accept) {
  return Accept.Arguments.size() > AcceptSocketIndex
             ? socketSymbol(Accept.Arguments[AcceptSocketIndex])
             : nullptr;
}

// The table WskAcceptEvent gives to the accepted socket.
static ProgramStateRef storeAcceptedTable(ProgramStateRef State, SVal Value,
                                          SymbolRef Socket) {
  const auto *Table = dyn_cast_or_null<TypedValueRegion>(Value.getAsRegion());
  const RecordDecl *Record =
      Table ? Table->getValueType()->getAsRecordDecl() : nullptr;
  if (!Record || publicName(*Record) != "WSK_CLIENT_CONNECTION_DISPATCH")
    return State;
  return addSocketEvents(State, *Table, UnknownVal(), Socket);
}

ProgramStateRef wsk::noteStored(ProgramStateRef State, const MemRegion *Place,
                                SVal Value) {
  State = storeRoutine(State, Place, Value);
  const Stage *Now = currentStage(State);
  if (Now && Now->Routine.Kind == Role::Accept)
    State = storeAcceptedTable(State, Value, offeredSocket(*Now));
  return State;
}
