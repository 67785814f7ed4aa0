//===- Callbacks.cpp - Routines given to a routine nobody knows -----------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// A function of the driver handed to an unknown routine, by itself or in a
/// registration record, may be called from then on.
//===----------------------------------------------------------------------===//
#include "model/Evaluate.h"
#include "model/Later.h"

using namespace clang;
using namespace ento;
using namespace wsk;

static ProgramStateRef addCallback(const CallSite &Site, ProgramStateRef State,
                                   SVal Routine, SVal Context) {
  const FunctionDecl *F = functionOf(Routine);
  if (!F || !F->hasBody())
    return State;
  return addLater(State, {Role::Callback, F, Context, UnknownCaller});
}

// The one argument that is a plain PVOID is what the callback gets.
static SVal contextArgument(const CallSite &Site) {
  const auto *F = dyn_cast_or_null<FunctionDecl>(Site.Call.getDecl());
  SVal Found = UnknownVal();
  unsigned Count = 0;
  for (unsigned I = 0; F && I != F->getNumParams(); ++I)
    if (F->getParamDecl(I)->getType()->isVoidPointerType()) {
      Found = Site.arg(int(I));
      ++Count;
    }
  return Count == 1 ? Found : SVal(UnknownVal());
}

static ProgramStateRef addRecord(const CallSite &Site, ProgramStateRef State,
                                 SVal Place, const RecordDecl *Record,
                                 unsigned Depth) {
  constexpr unsigned Deepest = 2;
  Record = Record->getDefinition();
  if (!Record || Depth > Deepest)
    return State;
  for (const FieldDecl *Field : Record->fields()) {
    auto L = State->getLValue(Field, Place).getAs<Loc>();
    QualType T = Field->getType();
    if (!L)
      continue;
    if (T->isFunctionPointerType())
      State = addCallback(Site, State, State->getSVal(*L), UnknownVal());
    else if (const RecordDecl *Inner = T->getAsRecordDecl())
      State = addRecord(Site, State, *L, Inner, Depth + 1);
  }
  return State;
}

// The system's objects (a driver object, an IRP) hold routines, too.
static const MemRegion *madeByDriver(SVal Value) {
  const MemRegion *Region = Value.getAsRegion();
  return Region && isa<VarRegion>(Region->getBaseRegion()) ? Region : nullptr;
}

static const RecordDecl *recordAt(const CallSite &Site, int Arg) {
  QualType T = Site.pointee(Arg);
  return T.isNull() ? nullptr : T->getAsRecordDecl();
}

ProgramStateRef wsk::noteCallbacks(const CallSite &Site,
                                   ProgramStateRef State) {
  if (!isJudged(State))
    return State;
  for (unsigned I = 0; I != Site.Call.getNumArgs(); ++I) {
    SVal Value = Site.arg(int(I));
    if (functionOf(Value))
      State = addCallback(Site, State, Value, contextArgument(Site));
    else if (const MemRegion *Made = madeByDriver(Value))
      if (const RecordDecl *Record = recordAt(Site, int(I)))
        State = addRecord(Site, State, loc::MemRegionVal(Made), Record, 0);
  }
  return State;
}
