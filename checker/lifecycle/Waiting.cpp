//===- Waiting.cpp - What runs while a thread waits -----------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "lifecycle/Waiting.h"
#include "core/Compat.h"
#include "lifecycle/Enter.h"
#include "lifecycle/SharedFlags.h"
#include "model/Evaluate.h"
#include "model/Memory.h"
#include "model/WskStateUpdate.h"

using namespace clang;
using namespace ento;
using namespace wsk;

/// The wait of the current stage in which a callback has run.
REGISTER_TRAIT_WITH_PROGRAMSTATE(WokenAt, const void *)

ProgramStateRef wsk::forgetWaits(ProgramStateRef State) {
  return State->get<WokenAt>() ? State->remove<WokenAt>() : State;
}

// An event in a local variable, or one that only local variables point to,
// belongs to the thread itself: it waits for an IRP of its own, as it does with
// what completion routines are given.
static bool isShared(CheckerContext &C, ProgramStateRef State, SVal Object) {
  const MemRegion *Region = Object.getAsRegion();
  if (!Region)
    return false;
  Region = Region->StripCasts();
  if (isa<StackSpaceRegion>(memorySpace(*Region)) ||
      isCompletionContext(State, Region))
    return false;
  const auto *Whole = dyn_cast<SymbolicRegion>(Region);
  return !Whole || isHeld(C, State, Whole->getSymbol(), Except::EveryFrame);
}

// The wait for several objects has an array of their addresses.
static bool waitsForDriver(CheckerContext &C, const CallEvent &Wait,
                           const KernelRow &Row) {
  ProgramStateRef State = C.getState();
  int Objects = Row.argument('o');
  if (Objects >= 0)
    return isShared(C, State, Wait.getArgSVal(Objects));
  int Array = Row.argument('r');
  const llvm::APSInt *Count =
      Array > 0 ? Wait.getArgSVal(0).getAsInteger() : nullptr;
  if (!Count)
    return false;
  QualType Pointer = C.getASTContext().VoidPtrTy;
  for (uint64_t I = 0; I != Count->getLimitedValue(64); ++I) {
    SVal Place = State->getLValue(Pointer, C.getSValBuilder().makeArrayIndex(I),
                                  Wait.getArgSVal(Array));
    if (Place.getAs<Loc>() &&
        isShared(C, State, State->getSVal(Place.castAs<Loc>(), Pointer)))
      return true;
  }
  return false;
}

static bool reaches(CheckerContext &C, const Stage &Thread,
                    std::initializer_list<WskCall> Calls) {
  const FunctionFacts *Facts =
      CallFacts::get(C.getASTContext()).lookup(Thread.Routine.Routine);
  return !Facts || llvm::any_of(Calls, [&](WskCall Call) {
    return Facts->reaches(Call);
  });
}

// A thread that has not run yet gets the socket.
static bool isGivenAway(ProgramStateRef State, SymbolRef Pointer) {
  return llvm::any_of(laterRoutines(State), [&](const Later &L) {
    return isCertain(L) && timesRun(State, L) == 0 &&
           socketSymbol(L.Context) == Pointer;
  });
}

ProgramStateRef wsk::abandonThread(CheckerContext &C, ProgramStateRef State) {
  if (!reaches(C, *currentStage(State), {WskCall::CloseSocket}))
    return State;
  for (const auto &[Pointer, S] : sockets(State))
    if (S.is(Socket::Open) && !isGivenAway(State, Pointer))
      State = setSocket(State, Pointer, S.withEscape());
  return State;
}

// A thread that was woken waits the next time for what this path has not got:
// what it would do then with what it has dealt with already proves nothing.
static WaitEnd secondWait(CheckerContext &C, const CallEvent &Wait,
                          const KernelRow &Row) {
  SVal TimeOut = Wait.getArgSVal(Row.timeOut());
  if (!TimeOut.isZeroConstant())
    return WaitEnd::GoesOn;
  return reaches(C, *currentStage(C.getState()),
                 {WskCall::ReleaseNpi, WskCall::Deregister})
             ? WaitEnd::Unknown
             : WaitEnd::ForEver;
}

WaitEnd wsk::runMeanwhile(CheckerContext &C, const CallEvent &Wait,
                          const KernelRow &Row) {
  ProgramStateRef State = C.getState();
  if (Row.Returns != KernelReturn::Wait)
    return WaitEnd::GoesOn;
  if (State->get<WokenAt>() == Wait.getOriginExpr())
    return secondWait(C, Wait, Row);
  std::vector<Later> Callbacks = callbacksMeanwhile(C, State);
  if (Callbacks.empty() || !waitsForDriver(C, Wait, Row))
    return WaitEnd::GoesOn;
  const CallFacts &All = CallFacts::get(C.getASTContext());
  for (const Later &L : Callbacks) {
    bool Wakes = All.lookup(L.Routine)->Signals;
    enterMeanwhile(C,
                   Wakes ? State->set<WokenAt>(Wait.getOriginExpr())
                         : openSharedFlags(C, State, Wait),
                   L, Wait.getCFGElementRef());
  }
  return WaitEnd::GoesOn;
}

// The callback has taken a socket that some memory holds, where the next one
// may take its place.
static bool keptSocket(CheckerContext &C, const CallEvent &Accept) {
  SymbolRef Taken = Accept.getNumArgs() > AcceptSocketIndex
                        ? socketSymbol(Accept.getArgSVal(AcceptSocketIndex))
                        : nullptr;
  return Taken && isHeld(C, C.getState(), Taken, Except::EveryFrame);
}

void wsk::runAgainMeanwhile(CheckerContext &C, const CallEvent &Done) {
  const auto *Body = dyn_cast_or_null<FunctionDecl>(Done.getDecl());
  if (!Body || !Body->getDefinition() ||
      Done.getOriginExpr() !=
          syntheticCall(C.getASTContext(), Body->getDefinition()) ||
      !keptSocket(C, Done))
    return;
  for (const Later &L : callbacksMeanwhile(C, C.getState()))
    enterMeanwhile(C, C.getState(), L, Done.getCFGElementRef());
}
