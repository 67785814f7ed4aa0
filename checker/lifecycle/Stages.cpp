//===- Stages.cpp - What runs next in a driver's life ---------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "lifecycle/Stages.h"
#include "api/CallFacts.h"
#include "lifecycle/Waiting.h"
#include "model/PathRule.h"
#include <list>

using namespace clang;
using namespace ento;
using namespace wsk;

REGISTER_TRAIT_WITH_PROGRAMSTATE(CurrentStage, const void *)
REGISTER_TRAIT_WITH_PROGRAMSTATE(TearingDown, bool)
REGISTER_TRAIT_WITH_PROGRAMSTATE(EntryFailed, bool)

// Routines that may run are tried in every order, up to a number on one path
// that depends on how many there are: the number of paths stays bounded.
static constexpr unsigned FewRoutines = 4, MostOfFew = 3, MostOfMany = 2;

const Stage *wsk::currentStage(ProgramStateRef State) {
  return static_cast<const Stage *>(State->get<CurrentStage>());
}

const Stage *wsk::internStage(Stage S) {
  static thread_local std::list<Stage> Stages;
  for (const Stage &Known : Stages)
    if (Known.Routine == S.Routine && Known.Arguments == S.Arguments &&
        Known.Outer == S.Outer)
      return &Known;
  Stages.push_back(std::move(S));
  return &Stages.back();
}

ProgramStateRef wsk::enterStage(ProgramStateRef State, const Stage *S) {
  return State->set<CurrentStage>(S);
}

ProgramStateRef wsk::leaveStage(ProgramStateRef State, bool Failed) {
  const Stage *Now = currentStage(State);
  const Later &Done = Now->Routine;
  if (isUnload(Done.Kind))
    State = clearLater(State, Done);
  State = noteRun(State, Failed ? failedRun(Done) : Done);
  return enterStage(Now->Outer ? State : forgetWaits(State), Now->Outer);
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

static const FunctionFacts *factsOf(CheckerContext &C, const Later &L) {
  return CallFacts::get(C.getASTContext()).lookup(L.Routine);
}

// Data transfer alone changes nothing a life-time rule could see, but a call
// on a closed socket is one.
static bool isWorthRunning(CheckerContext &C, const Later &L) {
  const FunctionFacts *Facts = factsOf(C, L);
  return Facts && (Facts->Reaches || Facts->HandlesSockets ||
                   Facts->Schedules || L.Kind == Role::Accept);
}

const FunctionDecl *wsk::looksAtIrp(CheckerContext &C, const Later &L) {
  if (const FunctionFacts *Facts = factsOf(C, L))
    for (const FunctionDecl *Callee : Facts->Callees)
      if (Callee->getIdentifier() &&
          Callee->getName() == "IoGetCurrentIrpStackLocation")
        return Callee;
  return nullptr;
}

static bool succeeded(const Later &L) { return L.Detail < FailedRun; }

static bool isDispatch(const Later &L, unsigned Major) {
  return L.Kind == Role::Dispatch && L.Detail == Major;
}

static bool isOfHandle(const Later &L) {
  return isDispatch(L, MajorRead) || isDispatch(L, MajorWrite) ||
         isDispatch(L, MajorDeviceControl);
}

/// Takes down what an earlier routine has set up; runs on the way to unload.
static bool isCloser(const Later &L) {
  return L.Kind == Role::DeviceEnd || isDispatch(L, MajorClose) ||
         isDispatch(L, MajorCleanup) || isDispatch(L, RemoveDevice);
}

static bool isOptional(const Later &L) {
  return !isCertain(L) && !isUnload(L.Kind) && !isCloser(L);
}

static unsigned optionalDone(ProgramStateRef State) {
  unsigned Count = 0;
  for (const Later &Done : routinesRun(State))
    Count += isOptional(Done) && !isStop(Done);
  return Count;
}

// A routine behind many MajorFunction slots runs for the lowest of them, or,
// if it looks at the IRP, for each that has a place in a device's life.
static bool standsForItsSlots(CheckerContext &C, const Later &L,
                              const std::vector<Later> &All) {
  if (L.Kind != Role::Dispatch)
    return true;
  bool Shared = false, Lowest = true;
  for (const Later &Other : All) {
    bool Same = Other.Kind == Role::Dispatch && Other.Routine == L.Routine;
    Shared |= Same && Other.Detail % 256 != L.Detail % 256;
    Lowest &= !Same || Other.Detail >= L.Detail;
  }
  if (!Shared)
    return true;
  if (!looksAtIrp(C, L))
    return Lowest;
  static constexpr unsigned InLife[] = {
      MajorCreate, MajorClose,   MajorDeviceControl, MajorCleanup,
      MajorPnp,    RemoveDevice, QueryStopDevice,    StopDevice};
  return llvm::is_contained(InLife, L.Detail);
}

template <typename Pred>
static bool anyRun(ProgramStateRef State, Pred Wanted) {
  for (const Later &Done : routinesRun(State))
    if (Wanted(Done))
      return true;
  return false;
}

// True if \p Opener exists among the routines worth running and has not run.
template <typename Pred>
static bool lacksOpener(CheckerContext &C, ProgramStateRef State,
                        const std::vector<Later> &All, Pred Opener) {
  bool Exists = llvm::any_of(
      All, [&](const Later &L) { return Opener(L) && isWorthRunning(C, L); });
  return Exists && !anyRun(State, Opener);
}

// A KMDF device that could not be made gets no callbacks.
static bool deviceFailed(ProgramStateRef State) {
  return anyRun(State, [](const Later &O) {
    return O.Kind == Role::DeviceAdd && !succeeded(O);
  });
}

// EvtCleanupCallback and EvtDestroyCallback.
static bool endsObject(const Later &L) { return L.Detail % AfterUnload >= 4; }

// KMDF releases the hardware and cleans self-managed I/O up also if preparing
// the one or starting the other has failed (contract 4.3).
static bool endsFailedStart(const Later &End, const Later &Failed,
                            const std::vector<Later> &All) {
  if (endsObject(End))
    return true;
  for (const Later &L : All)
    if (L.Kind == Role::DeviceStart && L.Routine == Failed.Routine)
      return (End.Detail == 2 && L.Detail == 1) ||
             (End.Detail == 3 && L.Detail == 3);
  return false;
}

// A handle is closed, a device removed, only after it was opened or added.
static bool isOpened(CheckerContext &C, ProgramStateRef State, const Later &L,
                     const std::vector<Later> &All) {
  // The clean-up callbacks are known only if the device was made.
  if (L.Kind == Role::DeviceEnd && deviceFailed(State))
    return endsObject(L);
  if (L.Kind == Role::DeviceEnd)
    return !lacksOpener(C, State, All, [&](const Later &O) {
      return O.Kind == Role::DeviceStart &&
             (succeeded(O) || endsFailedStart(L, O, All));
    });
  if (isDispatch(L, RemoveDevice))
    return !lacksOpener(C, State, All, [](const Later &O) {
      return succeeded(O) &&
             (O.Kind == Role::AddDevice || isDispatch(O, MajorPnp));
    });
  return !lacksOpener(
      C, State, All, [](const Later &O) { return isDispatch(O, MajorCreate); });
}

// A port driver calls the routines of an adapter, all with its extension, once
// the adapter was started.
static auto startOf(const Later &L) {
  return [&L](const Later &O) {
    return O.Kind == Role::DeviceStart && succeeded(O) &&
           O.Context == L.Context && !L.Context.isUnknown();
  };
}

// IRPs reach a WDM device only once it was added; device callbacks come in the
// order of their rank.
static bool isInOrder(CheckerContext &C, ProgramStateRef State, const Later &L,
                      const std::vector<Later> &All) {
  if (L.Kind == Role::DeviceStart)
    return llvm::none_of(All, [&](const Later &Other) {
      return Other.Kind == Role::DeviceStart && Other.Detail < L.Detail &&
             isWorthRunning(C, Other) && timesRun(State, Other) == 0;
    });
  if (L.Kind == Role::Callback)
    return !lacksOpener(C, State, All, startOf(L));
  if (L.Kind != Role::Dispatch)
    return true;
  // A request needs a handle.
  if (isOfHandle(L) && lacksOpener(C, State, All, [](const Later &O) {
        return isDispatch(O, MajorCreate);
      }))
    return false;
  return !lacksOpener(C, State, All, [](const Later &O) {
    return O.Kind == Role::AddDevice && succeeded(O);
  });
}

static unsigned timesDispatched(ProgramStateRef State, unsigned Detail) {
  unsigned Count = 0;
  for (const Later &Done : routinesRun(State))
    Count += isDispatch(Done, Detail);
  return Count;
}

// What the Plug and Play manager sends next: a device that is stopped is
// started again. A start that fails is the last: the device is removed.
static bool isPnpInTurn(CheckerContext &C, ProgramStateRef State,
                        const Later &L) {
  unsigned Starts = timesDispatched(State, MajorPnp);
  unsigned Stops = timesDispatched(State, StopDevice);
  if (L.Detail == MajorPnp)
    return Starts == Stops;
  bool Registers = factsOf(C, L)->reaches(WskCall::Register);
  if (!Registers || !looksAtIrp(C, L) || Starts == Stops)
    return false;
  bool Queried = timesDispatched(State, QueryStopDevice) != Stops;
  return Queried == (L.Detail == StopDevice);
}

static bool isPnp(const Later &L) {
  return isDispatch(L, MajorPnp) || isStop(L);
}

static bool startFailed(ProgramStateRef State) {
  return timesDispatched(State, FailedRun + MajorPnp);
}

static bool isOpen(ProgramStateRef State, SymbolRef Pointer) {
  std::optional<Socket> S = socket(State, Pointer);
  return S && S->is(Socket::Open);
}

/// Something still holds the address of a socket that is closed: a routine that
/// comes after all others may use it.
static bool isDangling(ProgramStateRef State) {
  return llvm::any_of(sockets(State), [](const auto &Entry) {
    return Entry.second.is(Socket::Closing);
  });
}

// A request may come again while what the first one set up is still there. A
// second device is only likely (contract R9: suspicious).
static unsigned mostRuns(CheckerContext &C, ProgramStateRef State,
                         const Later &L) {
  bool PerDevice = L.Kind == Role::AddDevice || L.Kind == Role::DeviceAdd ||
                   L.Kind == Role::DeviceStart;
  bool Unknown = L.Kind == Role::Callback && L.Detail == UnknownCaller;
  if (Unknown || (PerDevice && !isPedantic(C)))
    return 1;
  const FunctionFacts &Facts = *factsOf(C, L);
  // Who looks at a request may do something else with the next one.
  bool Again = L.Kind == Role::Dispatch && Facts.HandlesSockets &&
               isDangling(State) && looksAtIrp(C, L);
  // Connections come one after the other. Where another thread is told of each,
  // that one may have taken the first before the second comes.
  bool Alone = !Facts.Signals && !Facts.Schedules;
  bool Twice =
      Facts.reaches(WskCall::Register) || (L.Kind == Role::Accept && Alone);
  return 1 + Twice + Again;
}

static unsigned timesTried(ProgramStateRef State, const Later &L) {
  return timesRun(State, L) + timesRun(State, failedRun(L));
}

// In which order the methods of an object are called is its users' to know.
static bool isMethod(const Later &L) { return L.Kind == Role::Method; }

static bool mayRun(CheckerContext &C, ProgramStateRef State, const Later &L,
                   const std::vector<Later> &All) {
  if (!isOptional(L) || !isWorthRunning(C, L) || deviceFailed(State))
    return false;
  if (isMethod(L) && anyRun(State, isMethod))
    return false;
  if (L.Socket && !isOpen(State, L.Socket))
    return false;
  if (L.Kind == Role::Dispatch &&
      (startFailed(State) || (isPnp(L) && !isPnpInTurn(C, State, L))))
    return false;
  return timesTried(State, L) < mostRuns(C, State, L) &&
         standsForItsSlots(C, L, All) && isInOrder(C, State, L, All);
}

// A thread or work item that exists runs before the driver can be unloaded.
static const Later *certainNext(ProgramStateRef State,
                                const std::vector<Later> &All) {
  for (const Later &L : All)
    if (isCertain(L) && timesRun(State, L) == 0)
      return &L;
  return nullptr;
}

// Nothing comes between the end of a restart and its beginning.
static const Later *restartNext(CheckerContext &C, ProgramStateRef State,
                                const std::vector<Later> &All) {
  if (!timesDispatched(State, QueryStopDevice))
    return nullptr;
  for (const Later &L : All)
    if (isPnp(L) && L.Detail != QueryStopDevice && mayRun(C, State, L, All))
      return &L;
  return nullptr;
}

static unsigned closerRank(const Later &L) {
  if (isDispatch(L, MajorCleanup))
    return 0;
  return isDispatch(L, MajorClose) ? 1 : 2 + L.Detail;
}

// Every handle that was opened is closed.
static unsigned timesDue(ProgramStateRef State, const Later &L) {
  bool OfHandle = isDispatch(L, MajorClose) || isDispatch(L, MajorCleanup);
  return OfHandle ? std::max(1u, timesDispatched(State, MajorCreate)) : 1;
}

static const Later *closerNext(CheckerContext &C, ProgramStateRef State,
                               const std::vector<Later> &All) {
  const Later *First = nullptr;
  for (const Later &L : All)
    if (isCloser(L) && isWorthRunning(C, L) &&
        timesRun(State, L) < timesDue(State, L) &&
        standsForItsSlots(C, L, All) && isOpened(C, State, L, All) &&
        (!First || closerRank(L) < closerRank(*First)))
      First = &L;
  return First;
}

// When DriverEntry fails, KMDF deletes the control devices it has made.
static bool goesWithEntry(const Later &L) {
  return L.Kind == Role::DeviceEnd && isAfterUnload(L) && endsObject(L);
}

static const Later *closerOfFailedEntry(CheckerContext &C,
                                        ProgramStateRef State,
                                        const std::vector<Later> &All) {
  for (const Later &L : All)
    if (goesWithEntry(L) && isWorthRunning(C, L) && timesRun(State, L) == 0)
      return &L;
  return nullptr;
}

// A KMDF driver of control devices only is never unloaded unless it has an
// EvtDriverUnload, and its clean-up only comes with a DriverEntry that fails.
static bool staysForEver(ProgramStateRef State, const std::vector<Later> &All) {
  return hasControlDevicesOnly(State) && !entryFailed(State) &&
         !isTearingDown(State) && llvm::none_of(All, [](const Later &L) {
           return isUnload(L.Kind) && L.Kind != Role::DriverCleanup;
         });
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

static unsigned mostOptional(CheckerContext &C, const std::vector<Later> &All) {
  unsigned Count = 0;
  for (const Later &L : All)
    Count += isOptional(L) && !isStop(L) && isWorthRunning(C, L) &&
             standsForItsSlots(C, L, All);
  return Count <= FewRoutines ? MostOfFew : MostOfMany;
}

// Where a connection comes, a second one does, too.
static bool isNextConnection(ProgramStateRef State, const Later &L) {
  return L.Kind == Role::Accept && timesRun(State, L) == 1;
}

std::vector<Next> wsk::nextStages(CheckerContext &C, ProgramStateRef State) {
  std::vector<Later> All = laterRoutines(State);
  std::vector<Next> Choices;
  if (!isTearingDown(State)) {
    if (const Later *Certain = certainNext(State, All))
      return {{State, *Certain}};
    if (const Later *Restart = restartNext(C, State, All))
      return {{State, *Restart}};
    bool Enough =
        optionalDone(State) >= mostOptional(C, All) + isDangling(State);
    for (const Later &L : All)
      if ((!Enough || isNextConnection(State, L)) && mayRun(C, State, L, All))
        Choices.push_back({State, L});
  }
  const Later *Unload =
      staysForEver(State, All) ? nullptr : unloadNext(State, All);
  // Once begun, the unloading goes on to its end.
  bool BySystem = !Unload && !entryFailed(State) &&
                  (hasSystemUnload(State) || isTearingDown(State));
  if (entryFailed(State)) {
    if (const Later *Closer = closerOfFailedEntry(C, State, All))
      Unload = Closer;
    else
      BySystem = !Unload && anyRun(State, goesWithEntry);
  } else if (Unload || BySystem) {
    if (const Later *Closer = closerNext(C, State, All))
      if (!isAfterUnload(*Closer) || !Unload || Unload->Kind > Role::KmdfUnload)
        Unload = Closer;
  }
  if (Unload)
    Choices.push_back({State->set<TearingDown>(true), *Unload});
  else if (BySystem)
    Choices.push_back({State, {Role::Unload, nullptr, UnknownVal(), 0}});
  return Choices;
}

std::vector<Later> wsk::callbacksMeanwhile(CheckerContext &C,
                                           ProgramStateRef State) {
  std::vector<Later> All = laterRoutines(State), May;
  for (const Later &L : All)
    if (L.Kind == Role::Accept && mayRun(C, State, L, All))
      May.push_back(L);
  return May;
}

bool wsk::isLastUnload(ProgramStateRef State) {
  const Stage *S = currentStage(State);
  if (!S || !isUnload(S->Routine.Kind))
    return false;
  ProgramStateRef After = clearLater(State, S->Routine);
  for (const Later &L : laterRoutines(State))
    if (isAfterUnload(L) && timesRun(State, L) == 0 && !entryFailed(State))
      return false;
  return !unloadNext(After, laterRoutines(After));
}
