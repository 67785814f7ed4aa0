//===- Status.cpp - Did a routine succeed? --------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "lifecycle/Status.h"

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
