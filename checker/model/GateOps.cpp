//===- GateOps.cpp - Rundown protection and remove locks ------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Who has waited until everyone has left has also shut the gate behind them:
/// from then on nobody gets in, until the object is made anew. What the gate
/// guards is torn down after that wait, so to follow a caller that still gets
/// in would be a path that does not exist.
//===----------------------------------------------------------------------===//
#include "model/Evaluate.h"

using namespace clang;
using namespace ento;
using namespace wsk;

REGISTER_SET_WITH_PROGRAMSTATE(ClosedGates, const MemRegion *)

static constexpr uint64_t StatusDeletePending = 0xC0000056;

static bool enter(const CallSite &Site, ProgramStateRef State,
                  const MemRegion *Gate) {
  if (!State->contains<ClosedGates>(Gate))
    return false;
  QualType T = Site.resultType();
  bool IsStatus = Site.C.getASTContext().getTypeSize(T) > 8; // else a BOOLEAN
  SVal Refused =
      Site.C.getSValBuilder().makeIntVal(IsStatus ? StatusDeletePending : 0, T);
  Site.C.addTransition(Site.returning(State, Refused));
  return true;
}

bool wsk::evaluateGateOp(const KernelRow &Row, const CallSite &Site,
                         ProgramStateRef State) {
  const MemRegion *Gate = Site.arg(0).getAsRegion();
  if (!Gate)
    return false;
  Gate = Gate->StripCasts();
  switch (Row.Op) {
  case KernelOp::OpenGate:
    Site.C.addTransition(State->remove<ClosedGates>(Gate));
    return true;
  case KernelOp::CloseGate:
    Site.C.addTransition(State->add<ClosedGates>(Gate));
    return true;
  case KernelOp::EnterGate:
    return enter(Site, State, Gate);
  default:
    return false;
  }
}
