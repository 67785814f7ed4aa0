//===- DeviceOps.cpp - Devices and what a driver object holds -------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// IoCreateDevice and IoDeleteDevice keep the list of a driver's devices;
/// extensions of the driver object are found again by their key.
//===----------------------------------------------------------------------===//
#include "core/Compat.h"
#include "model/Evaluate.h"
#include "model/Later.h"

using namespace clang;
using namespace ento;
using namespace wsk;

namespace {
/// A driver object extension.
struct Extension {
  SVal Key, Memory;

  bool operator==(const Extension &O) const {
    return Key == O.Key && Memory == O.Memory;
  }
  void Profile(llvm::FoldingSetNodeID &ID) const {
    Key.Profile(ID);
    Memory.Profile(ID);
  }
};
} // namespace

REGISTER_LIST_WITH_PROGRAMSTATE(Extensions, Extension)

static SVal newObject(const CallSite &Site, ProgramStateRef &State,
                      QualType T) {
  SVal Object = conjureHeap(Site.C, Site.expr(), T);
  if (auto Defined = Object.getAs<DefinedOrUnknownSVal>())
    State = State->assume(*Defined, true);
  return Object;
}

// The new device, first in the driver's list, and its zeroed extension.
static bool createDevice(const CallSite &Site, ProgramStateRef State) {
  int Out = int(Site.Call.getNumArgs()) - 1;
  QualType Pointer = Site.pointee(Out), Driver = Site.pointee(0);
  auto Address = Site.arg(Out).getAs<Loc>();
  if (Pointer.isNull() || Driver.isNull() || !Address ||
      !Pointer->isPointerType())
    return false;
  QualType Record = Pointer->getPointeeType();
  SVal Device = newObject(Site, State, Pointer);
  SVal Extension = newObject(Site, State, Site.C.getASTContext().VoidPtrTy);
  State = State->bindDefaultZero(Extension, Site.frame());
  auto Set = [&](StringRef Field, SVal Value) {
    State = setField(State, Device, Record, Field, Value, Site.frame());
  };
  Set("DeviceExtension", Extension);
  Set("DriverObject", Site.arg(0));
  Set("NextDevice", fieldValue(State, Site.arg(0), Driver, "DeviceObject"));
  State = State->bindLoc(*Address, Device, Site.frame());
  State = setField(State, Site.arg(0), Driver, "DeviceObject", Device,
                   Site.frame());
  return splitOutcome(Site, rememberObject(State, Pointer, Device));
}

// Takes the device out of its driver's list.
static bool deleteDevice(const CallSite &Site, ProgramStateRef State) {
  constexpr unsigned MostDevices = 16;
  QualType Record = Site.pointee(0);
  const MemRegion *Gone = Site.arg(0).getAsRegion();
  if (Record.isNull() || !Gone)
    return false;
  SVal Driver = fieldValue(State, Site.arg(0), Record, "DriverObject");
  SVal Next = fieldValue(State, Site.arg(0), Record, "NextDevice");
  const MemRegion *DriverRegion = Driver.getAsRegion();
  const auto *Symbolic =
      DriverRegion ? dyn_cast<SymbolicRegion>(DriverRegion->StripCasts())
                   : nullptr;
  if (!Symbolic)
    return false;
  QualType DriverRecord = Symbolic->getSymbol()->getType()->getPointeeType();
  SVal Link = fieldAddress(State, Driver, DriverRecord, "DeviceObject");
  for (unsigned I = 0; I != MostDevices; ++I) {
    auto Place = Link.getAs<Loc>();
    const MemRegion *At =
        Place ? State->getSVal(*Place).getAsRegion() : nullptr;
    if (!At)
      return false;
    if (At->StripCasts() == Gone->StripCasts()) {
      Site.C.addTransition(State->bindLoc(*Place, Next, Site.frame()));
      return true;
    }
    Link = fieldAddress(State, loc::MemRegionVal(At), Record, "NextDevice");
  }
  return false;
}

static bool allocateExtension(const CallSite &Site, ProgramStateRef State) {
  int Out = int(Site.Call.getNumArgs()) - 1;
  auto Address = Site.arg(Out).getAs<Loc>();
  QualType Pointer = Site.pointee(Out);
  if (!Address || Pointer.isNull() || !Pointer->isPointerType())
    return false;
  SVal Memory = newObject(Site, State, Pointer);
  State = State->bindDefaultZero(Memory, Site.frame());
  State = State->bindLoc(*Address, Memory, Site.frame());
  State = State->add<Extensions>(Extension{Site.arg(1), Memory});
  return splitOutcome(Site, keep(State, Memory));
}

static bool getExtension(const CallSite &Site, ProgramStateRef State) {
  SVal Found = UnknownVal();
  for (const Extension &E : State->get<Extensions>())
    if (E.Key == Site.arg(1))
      Found = E.Memory;
  if (Found.isUnknown() && startsAtLoad(State))
    Found = Site.C.getSValBuilder().makeZeroVal(Site.resultType());
  if (Found.isUnknown())
    return false;
  Site.C.addTransition(Site.returning(State, Found));
  return true;
}

bool wsk::evaluateDeviceOp(const KernelRow &Row, const CallSite &Site,
                           ProgramStateRef State) {
  switch (Row.Op) {
  case KernelOp::CreateDevice:
    return createDevice(Site, State);
  case KernelOp::DeleteDevice:
    return deleteDevice(Site, State);
  case KernelOp::AllocateExtension:
    return allocateExtension(Site, State);
  case KernelOp::GetExtension:
    return getExtension(Site, State);
  default:
    return false;
  }
}
