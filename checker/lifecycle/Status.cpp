//===- Status.cpp - Did a routine succeed? --------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "lifecycle/Status.h"
#include "lifecycle/Stages.h"
#include "model/Memory.h"
#include "model/WskState.h"

using namespace clang;
using namespace ento;
using namespace wsk;

std::pair<ProgramStateRef, ProgramStateRef>
wsk::splitStatus(CheckerContext &C, ProgramStateRef State, SVal Result,
                 Convention How) {
  SValBuilder &SVB = C.getSValBuilder();
  QualType T = Result.isUnknownOrUndef() ? QualType()
                                         : Result.getType(C.getASTContext());
  bool IsNumber = !T.isNull() && T->isIntegralOrEnumerationType();
  if (!IsNumber &&
      (How != Convention::Truth || T.isNull() || !T->isPointerType()))
    return {nullptr, State};
  SVal Other = How == Convention::Found ? SVal(SVB.makeIntVal(1, T))
                                        : SVal(SVB.makeZeroVal(T));
  BinaryOperatorKind Fails = How == Convention::Status  ? BO_LT
                             : How == Convention::Found ? BO_NE
                                                        : BO_EQ;
  SVal Failing =
      SVB.evalBinOp(State, Fails, Result, Other, SVB.getConditionType());
  auto Condition = Failing.getAs<DefinedSVal>();
  if (!Condition)
    return {nullptr, State};
  auto [Failed, Succeeded] = State->assume(*Condition);
  // A driver that asks whether a status is other than 0 takes that for failure.
  if (Failed && How == Convention::Status &&
      State->isNull(Result).isConstrainedFalse())
    Succeeded = nullptr;
  return {Failed, Succeeded};
}

// What comes after AddDevice and its like, or after a handle was to be opened,
// depends on whether that failed.
static bool decidesByStatus(const Later &L) {
  return L.Kind == Role::AddDevice || L.Kind == Role::DeviceAdd ||
         (L.Kind == Role::DeviceStart && L.Detail == 0) ||
         (L.Kind == Role::Dispatch && L.Detail == MajorCreate);
}

// What a lower driver says is not known; a failure of the driver's own is.
static bool failsPnp(const Later &L, ProgramStateRef State, SVal Status) {
  bool Decides = L.Kind == Role::Dispatch &&
                 (L.Detail == MajorPnp || L.Detail == QueryStopDevice);
  return Decides && outcomeOf(State, Status) == Outcome::Failure;
}

// The driver has made no device: whatever AddDevice says, no request can come.
static bool addsNothing(const Later &L, ProgramStateRef State) {
  const Stage *Now = currentStage(State);
  if (L.Kind != Role::AddDevice || !Now || Now->Arguments.empty() ||
      L.Routine->getNumParams() == 0)
    return false;
  QualType Driver = L.Routine->getParamDecl(0)->getType()->getPointeeType();
  if (Driver.isNull() || !Driver->isRecordType())
    return false;
  SVal Newest = fieldValue(State, Now->Arguments[0], Driver, "DeviceObject");
  return Newest.isZeroConstant() ||
         isa_and_nonnull<SymbolRegionValue>(Newest.getAsSymbol());
}

static Convention conventionOf(const Later &L) {
  bool LooksFor =
      L.Kind == Role::DeviceStart &&
      L.Routine->getReturnType()->isSpecificBuiltinType(BuiltinType::ULong);
  return LooksFor ? Convention::Found : Convention::Status;
}

std::pair<ProgramStateRef, ProgramStateRef>
wsk::splitStage(CheckerContext &C, ProgramStateRef State, const Later &L,
                SVal Status) {
  if (failsPnp(L, State, Status) || addsNothing(L, State))
    return {State, nullptr};
  if (!decidesByStatus(L))
    return {nullptr, State};
  return splitStatus(C, State, Status, conventionOf(L));
}
