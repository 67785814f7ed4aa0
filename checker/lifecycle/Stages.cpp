//===- Stages.cpp - What runs next in a driver's life ---------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "lifecycle/Stages.h"
#include "api/CallFacts.h"
#include <list>

using namespace clang;
using namespace ento;
using namespace wsk;

REGISTER_TRAIT_WITH_PROGRAMSTATE(CurrentStage, const void *)
REGISTER_TRAIT_WITH_PROGRAMSTATE(TearingDown, bool)
REGISTER_TRAIT_WITH_PROGRAMSTATE(EntryFailed, bool)

// Routines that may run are tried in every order up to this many on one path:
// enough for create / work / close, and the number of paths stays bounded.
static constexpr unsigned MostOptional = 2;

const Stage *wsk::currentStage(ProgramStateRef State) {
  return static_cast<const Stage *>(State->get<CurrentStage>());
}

const Stage *wsk::internStage(Stage S) {
  static thread_local std::list<Stage> Stages;
  for (const Stage &Known : Stages)
    if (Known.Routine == S.Routine && Known.Arguments == S.Arguments)
      return &Known;
  Stages.push_back(std::move(S));
  return &Stages.back();
}

ProgramStateRef wsk::enterStage(ProgramStateRef State, const Stage *S) {
  return State->set<CurrentStage>(S);
}

ProgramStateRef wsk::leaveStage(ProgramStateRef State) {
  Later Done = currentStage(State)->Routine;
  if (Done.Kind <= Role::WorkItem || isUnload(Done.Kind))
    State = clearLater(State, Done);
  State = noteRun(State, Done);
  return State->set<CurrentStage>(nullptr);
}

bool wsk::isTearingDown(ProgramStateRef State) {
  return State->get<TearingDown>();
}
bool wsk::entryFailed(ProgramStateRef State) {
  return State->get<EntryFailed>();
}
ProgramStateRef wsk::setEntryFailed(ProgramStateRef State) {
  return State->set<EntryFailed>(true)->set<TearingDown>(true);
}

static unsigned optionalDone(ProgramStateRef State) {
  unsigned Count = 0;
  for (const Later &Done : routinesRun(State))
    Count += Done.Kind > Role::WorkItem && !isUnload(Done.Kind);
  return Count;
}

static const FunctionFacts *factsOf(CheckerContext &C, const Later &L) {
  return CallFacts::get(C.getASTContext()).lookup(L.Routine);
}

// Data transfer alone changes nothing a life-time rule could see, but a call
// on a closed socket is one.
static bool isWorthRunning(CheckerContext &C, const Later &L) {
  const FunctionFacts *Facts = factsOf(C, L);
  return Facts && (Facts->Reaches || Facts->HandlesSockets);
}

static constexpr unsigned MajorCreate = 0, MajorClose = 2, MajorCleanup = 18;

static bool isDispatch(const Later &L, unsigned Major) {
  return L.Kind == Role::Dispatch && L.Detail == Major;
}

static bool anyDone(ProgramStateRef State, Role Kind, unsigned Detail) {
  for (const Later &Done : routinesRun(State))
    if (Done.Kind == Kind && Done.Detail == Detail)
      return true;
  return false;
}

// A handle is closed only after it was opened.
static bool isInOrder(ProgramStateRef State, const Later &L,
                      const std::vector<Later> &All, CheckerContext &C) {
  if (!isDispatch(L, MajorClose) && !isDispatch(L, MajorCleanup))
    return true;
  for (const Later &Other : All)
    if (isDispatch(Other, MajorCreate) && Other.Routine != L.Routine &&
        isWorthRunning(C, Other))
      return anyDone(State, Role::Dispatch, MajorCreate);
  return true;
}

static bool mayRun(CheckerContext &C, ProgramStateRef State, const Later &L,
                   const std::vector<Later> &All) {
  if (L.Kind <= Role::WorkItem || isUnload(L.Kind) || !isWorthRunning(C, L))
    return false;
  const FunctionFacts *Facts = factsOf(C, L);
  unsigned Limit = Facts->reaches(WskCall::Register) ? 2 : 1;
  if (timesRun(State, L) >= Limit)
    return false;
  // One routine behind many MajorFunction slots is one routine.
  if (L.Kind == Role::Dispatch)
    for (const Later &Other : All)
      if (Other.Kind == Role::Dispatch && Other.Routine == L.Routine &&
          Other.Detail < L.Detail)
        return false;
  return isInOrder(State, L, All, C);
}

// What must still happen before the driver can be unloaded: a thread or work
// item that exists, the close of a handle that was opened.
static const Later *certainNext(CheckerContext &C, ProgramStateRef State,
                                const std::vector<Later> &All) {
  for (const Later &L : All)
    if (L.Kind <= Role::WorkItem && timesRun(State, L) == 0)
      return &L;
  bool Opened = anyDone(State, Role::Dispatch, MajorCreate);
  for (const Later &L : All)
    if (Opened && (isDispatch(L, MajorClose) || isDispatch(L, MajorCleanup)) &&
        optionalDone(State) >= MostOptional && mayRun(C, State, L, All))
      return &L;
  return nullptr;
}

static const Later *unloadNext(ProgramStateRef State,
                               const std::vector<Later> &All) {
  const Later *First = nullptr;
  for (const Later &L : All)
    if (isUnload(L.Kind) &&
        (!entryFailed(State) || L.Kind == Role::DriverCleanup) &&
        (!First || L.Kind < First->Kind))
      First = &L;
  return First;
}

std::vector<Next> wsk::nextStages(CheckerContext &C, ProgramStateRef State) {
  std::vector<Later> All = laterRoutines(State);
  std::vector<Next> Choices;
  if (!isTearingDown(State)) {
    if (const Later *Certain = certainNext(C, State, All))
      return {{State, *Certain}};
    if (optionalDone(State) < MostOptional)
      for (const Later &L : All)
        if (mayRun(C, State, L, All))
          Choices.push_back({State, L});
  }
  if (const Later *Unload = unloadNext(State, All))
    Choices.push_back({State->set<TearingDown>(true), *Unload});
  return Choices;
}

bool wsk::isLastUnload(ProgramStateRef State) {
  const Stage *S = currentStage(State);
  if (!S || !isUnload(S->Routine.Kind))
    return false;
  ProgramStateRef After = clearLater(State, S->Routine);
  return !unloadNext(After, laterRoutines(After));
}
