//===- Lifecycle.cpp - A driver's whole life on one path ------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// wsk.Lifecycle: gives a root its starting state, chains the stages of the
/// driver's life at the end of DriverEntry, and judges the life's end.
//===----------------------------------------------------------------------===//
#include "core/Compat.h"
#include "core/RunLog.h"
#include "lifecycle/Enter.h"
#include "lifecycle/Globals.h"
#include "lifecycle/LibraryLife.h"
#include "lifecycle/ObjectLife.h"
#include "lifecycle/SharedFlags.h"
#include "lifecycle/Slots.h"
#include "lifecycle/Status.h"
#include "lifecycle/Waiting.h"
#include "model/Crowding.h"
#include "model/Evaluate.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ExprEngine.h"

using namespace clang;
using namespace ento;
using namespace wsk;

namespace {

class Lifecycle
    : public Checker<check::BeginFunction, check::PostCall, check::EndFunction,
                     check::Bind, check::LiveSymbols, check::EndAnalysis> {
public:
  void checkBeginFunction(CheckerContext &C) const;
  void checkEndFunction(const ReturnStmt *Return, CheckerContext &C) const;
  void checkPostCall(const CallEvent &Call, CheckerContext &C) const;
  void checkBind(SVal Place, SVal Value, const Stmt *S,
                 WSK_AT_INIT CheckerContext &C) const;
  void checkLiveSymbols(ProgramStateRef State, SymbolReaper &Reaper) const;
  void checkEndAnalysis(ExplodedGraph &G, BugReporter &BR,
                        ExprEngine &Eng) const;

  /// Only the roots of the driver's life are of interest (wsk-check).
  bool Exclusive = false;

private:
  bool isHidden(CheckerContext &C, const FunctionDecl *F) const;
  bool isUnseenObject(CheckerContext &C, const FunctionDecl *F) const;
  void beginEntry(CheckerContext &C) const;
  void beginLibraryRoot(CheckerContext &C) const;
  void beginUse(CheckerContext &C, const FunctionDecl &End) const;
  void endStage(const ReturnStmt *Return, CheckerContext &C) const;
  void endEntry(const ReturnStmt *Return, CheckerContext &C) const;
  bool judge(LifeEnd End, ProgramStateRef State, const ReturnStmt *Return,
             CheckerContext &C) const;
  void leave(CheckerContext &C, ProgramStateRef State,
             const ReturnStmt *Return) const;
  ProgramStateRef leaveFrames(CheckerContext &C, ProgramStateRef State,
                              const Stmt *Where) const;
  void goOn(CheckerContext &C, ProgramStateRef State, const Stmt *Where,
            std::optional<CFGBlock::ConstCFGElementRef> At) const;

  /// Stages entered and left by any path, for "never returns".
  mutable std::set<const FunctionDecl *> Entered, Left;
  /// Functions the paths of the driver's life have gone into. DriverEntry is
  /// analysed before the functions nothing calls.
  mutable std::set<const FunctionDecl *> Followed;
  /// DriverEntry has succeeded on some path.
  mutable bool Loaded = false;
  /// The paths at the ends of stages.
  mutable Crowding Ends;
};

} // namespace

//===----------------------------------------------------------------------===//
// Beginnings
//===----------------------------------------------------------------------===//

static const FunctionDecl *functionOfFrame(const StackFrameContext *Frame) {
  return dyn_cast<FunctionDecl>(Frame->getDecl());
}

static bool isEntry(CheckerContext &C, const FunctionDecl *F) {
  const FunctionDecl *Entry = CallFacts::get(C.getASTContext()).entry();
  return F && Entry && F->getCanonicalDecl() == Entry->getCanonicalDecl();
}

// A function of a library that its users call: nothing in the program calls
// it, or there is no DriverEntry and it can be seen from outside.
static bool isLibraryRoot(CheckerContext &C, const FunctionDecl *F) {
  const CallFacts &All = CallFacts::get(C.getASTContext());
  const FunctionFacts *Facts = All.lookup(F);
  if (!Facts || !Facts->Reaches)
    return false;
  if (!All.entry() && F->isExternallyVisible())
    return !endsUse(All, *F);
  return llvm::is_contained(All.uncalled(), F);
}

static const FunctionDecl *endOfUseBegunIn(CheckerContext &C,
                                           const FunctionDecl *F) {
  return F ? endOfUse(CallFacts::get(C.getASTContext()), *F) : nullptr;
}

static ProgramStateRef assumeParameters(CheckerContext &C,
                                        ProgramStateRef State) {
  const FunctionDecl *F = functionOfFrame(C.getStackFrame());
  for (const ParmVarDecl *P : F->parameters()) {
    if (!P->getType()->isPointerType() ||
        !P->getType()->getPointeeType()->isRecordType())
      continue;
    SVal Value = State->getSVal(State->getLValue(P, C.getLocationContext()));
    if (auto Defined = Value.getAs<DefinedOrUnknownSVal>())
      if (ProgramStateRef NonNull = State->assume(*Defined, true))
        State = rememberObject(NonNull, P->getType(), Value);
  }
  return State;
}

// A routine whose address goes where the engine cannot follow (a queue of
// operations) is reached by no path of the driver's life: what its own paths do
// is judged from an unknown state. Not if a defect has ended all paths on which
// DriverEntry succeeds: they would have come to it.
bool Lifecycle::isHidden(CheckerContext &C, const FunctionDecl *F) const {
  const CallFacts &All = CallFacts::get(C.getASTContext());
  const FunctionFacts *Facts = All.lookup(F);
  return Facts && Facts->Reaches && All.isAddressTaken(F) &&
         !Followed.empty() && (Loaded || !hasReported()) &&
         !Followed.count(F->getCanonicalDecl());
}

// An object that no path of the driver's life has made.
bool Lifecycle::isUnseenObject(CheckerContext &C, const FunctionDecl *F) const {
  return beginsObjectLife(CallFacts::get(C.getASTContext()), *F) &&
         !Followed.count(F->getCanonicalDecl());
}

void Lifecycle::beginEntry(CheckerContext &C) const {
  ProgramStateRef State = setStartsAtLoad(setJudged(C.getState(), true), true);
  State = bindInitialGlobals(C, State);
  C.addTransition(assumeParameters(C, State));
}

// What the callers of a library pass in, they keep.
static ProgramStateRef keepParameters(CheckerContext &C,
                                      ProgramStateRef State) {
  for (const ParmVarDecl *P : functionOfFrame(C.getStackFrame())->parameters())
    State = keep(State,
                 State->getSVal(State->getLValue(P, C.getLocationContext())));
  return State;
}

void Lifecycle::beginLibraryRoot(CheckerContext &C) const {
  ProgramStateRef State =
      keepParameters(C, assumeParameters(C, setJudged(C.getState(), true)));
  if (isUnseenObject(C, functionOfFrame(C.getStackFrame())))
    State = beginObjectLife(C, State);
  C.addTransition(State);
}

// The users of a library begin with this routine: its globals are as they were
// loaded.
void Lifecycle::beginUse(CheckerContext &C, const FunctionDecl &End) const {
  ProgramStateRef State = setStartsAtLoad(setJudged(C.getState(), true), true);
  State = keepParameters(C, assumeParameters(C, bindInitialGlobals(C, State)));
  C.addTransition(addLater(State, {Role::LibraryEnd, &End, UnknownVal(), 0}));
}

// The engine ends a path where a C++ exception is thrown.
static void noteThrows(const CallFacts &All, const FunctionDecl *F) {
  const FunctionFacts *Facts = F ? All.lookup(F) : nullptr;
  RunLog *Log = RunLog::current();
  if (Log && Facts && Facts->Throws)
    Log->Inconclusive[""].insert("the exceptions that '" +
                                 F->getNameAsString() +
                                 "' throws are not followed");
}

void Lifecycle::checkBeginFunction(CheckerContext &C) const {
  const FunctionDecl *F = functionOfFrame(C.getStackFrame());
  if (isJudged(C.getState()))
    noteThrows(CallFacts::get(C.getASTContext()), F);
  if (F && startsAtLoad(C.getState()))
    Followed.insert(F->getCanonicalDecl());
  if (!C.inTopFrame())
    return;
  if (isEntry(C, F))
    return beginEntry(C);
  if (const FunctionDecl *End = endOfUseBegunIn(C, F))
    return beginUse(C, *End);
  if (F && (isLibraryRoot(C, F) || isHidden(C, F) || isUnseenObject(C, F)))
    return beginLibraryRoot(C);
  if (Exclusive)
    C.generateSink(C.getState(), C.getPredecessor());
}

//===----------------------------------------------------------------------===//
// Routines the driver stores where the system finds them
//===----------------------------------------------------------------------===//

void Lifecycle::checkBind(SVal Place, SVal Value, const Stmt *,
                          WSK_AT_INIT CheckerContext &C) const {
  ProgramStateRef State = C.getState();
  if (!isJudged(State))
    return;
  State = noteStored(State, Place.getAsRegion(), Value);
  if (State != C.getState())
    C.addTransition(State);
}

//===----------------------------------------------------------------------===//
// Ends
//===----------------------------------------------------------------------===//

bool Lifecycle::judge(LifeEnd End, ProgramStateRef State,
                      const ReturnStmt *Return, CheckerContext &C) const {
  RuleContext Context(C, State, Return);
  return tellRules(Context,
                   [&](const PathRule &Rule) { Rule.atLifeEnd(End, Context); });
}

// A minifilter may refuse an unload that is not mandatory; then it stays.
static bool refusesUnload(const Stage &S, SVal Returned, ProgramStateRef State,
                          CheckerContext &C) {
  if (S.Routine.Kind != Role::FilterUnload || S.Arguments.empty() ||
      outcomeOf(State, Returned) != Outcome::Failure)
    return false;
  constexpr uint64_t Mandatory = 1; // FLTFL_FILTER_UNLOAD_MANDATORY
  SValBuilder &SVB = C.getSValBuilder();
  QualType T = S.Routine.Routine->getParamDecl(0)->getType();
  SVal Bit = SVB.evalBinOp(State, BO_And, S.Arguments[0],
                           SVB.makeIntVal(Mandatory, T), T);
  auto Defined = Bit.getAs<DefinedOrUnknownSVal>();
  // Only a refusal that is known to be of a mandatory unload is none.
  return !Defined || !State->isNonNull(*Defined).isConstrainedTrue();
}

static SVal returnedValue(const ReturnStmt *Return, CheckerContext &C) {
  const Expr *Value = Return ? Return->getRetValue() : nullptr;
  return Value ? C.getSVal(Value) : UnknownVal();
}

// The socket WskAcceptEvent was offered is the driver's if the callback returns
// success, and WSK's otherwise.
static ProgramStateRef decideOffer(ProgramStateRef State, SVal Returned) {
  for (const auto &[Pointer, S] : sockets(State)) {
    if (!S.is(Socket::Offered))
      continue;
    if (outcomeOf(State, Returned) == Outcome::Success)
      State = setSocket(State, Pointer, S.inPhase(Socket::Open));
    else
      State = forgetSocket(State, Pointer);
  }
  return State;
}

// A thread that was given a socket is where it should have been closed.
static ProgramStateRef noteLeftOpen(ProgramStateRef State, const Stage &S,
                                    const ReturnStmt *Return) {
  SymbolRef Given =
      isCertain(S.Routine) ? socketSymbol(S.Routine.Context) : nullptr;
  std::optional<Socket> Left = socket(State, Given);
  return Left && Left->is(Socket::Open)
             ? setSocket(State, Given, Left->leftOpenAt(Return))
             : State;
}

static LifeEnd endBy(Role Kind) {
  if (Kind == Role::LibraryEnd)
    return LifeEnd::Ended;
  return Kind == Role::Destructor ? LifeEnd::Destroyed : LifeEnd::Unloaded;
}

void Lifecycle::endStage(const ReturnStmt *Return, CheckerContext &C) const {
  ProgramStateRef State = C.getState();
  const Stage &S = *currentStage(State);
  Left.insert(S.Routine.Routine->getCanonicalDecl());
  SVal Returned = returnedValue(Return, C);
  if (S.Routine.Kind == Role::Accept)
    State = decideOffer(State, Returned);
  if (S.Outer) {
    C.addTransition(leaveStage(State), goesOnTag(C, *S.Outer));
    return;
  }
  if (!isLastUnload(State)) {
    leave(C, noteLeftOpen(State, S, Return), Return);
  } else if (!refusesUnload(S, Returned, State, C)) {
    judge(endBy(S.Routine.Kind), State, Return, C);
  }
  // A stage never returns: what follows was entered from here.
  C.generateSink(State, C.getPredecessor());
}

// A framework's callback tells by how it completed its request.
static SVal outcomeOfStage(const Later &L, ProgramStateRef State,
                           const ReturnStmt *Return, CheckerContext &C) {
  return L.Routine->getReturnType()->isVoidType() ? completedStatus(State)
                                                  : returnedValue(Return, C);
}

void Lifecycle::leave(CheckerContext &C, ProgramStateRef State,
                      const ReturnStmt *Return) const {
  auto At = lastElement(C.getPredecessor());
  const Later &L = currentStage(State)->Routine;
  SVal Status = outcomeOfStage(L, State, Return, C);
  State = setCompleted(State, UnknownVal());
  auto [Failed, Succeeded] = splitStage(C, State, L, Status);
  if (Succeeded)
    goOn(C, leaveStage(Succeeded), Return, At);
  if (!Failed)
    return;
  Failed = forgetFailedOpen(C, Failed, currentStage(Failed)->Routine);
  goOn(C, leaveStage(Failed, /*Failed=*/true), Return, At);
}

// No frame is left when a stage is over: what only its variables held is gone,
// and paths that differ in nothing else become one. Null if that is a defect.
ProgramStateRef Lifecycle::leaveFrames(CheckerContext &C, ProgramStateRef State,
                                       const Stmt *Where) const {
  ExprEngine &Eng = C.getStateManager().getOwningEngine();
  SymbolReaper Reaper(/*Ctx=*/nullptr, /*Here=*/nullptr, C.getSymbolManager(),
                      C.getStoreManager());
  Eng.getCheckerManager().runCheckersForLiveSymbols(State, Reaper);
  State = C.getStateManager().removeDeadBindingsFromEnvironmentAndStore(
      State, /*LCtx=*/nullptr, Reaper);
  llvm::SmallVector<SymbolRef, 2> Lost = lostSockets(State, Reaper);
  RuleContext Context(C, State, Where);
  if (!Lost.empty() && !outOfMemory(State) &&
      tellRules(Context, [&](const PathRule &Rule) {
        Rule.onSocketsLost(Lost, Context);
      }))
    return nullptr;
  State = dropDead(State, Reaper);
  State = State->getConstraintManager().removeDeadBindings(State, Reaper);
  return canonical(C, State);
}

void Lifecycle::goOn(CheckerContext &C, ProgramStateRef State,
                     const Stmt *Where,
                     std::optional<CFGBlock::ConstCFGElementRef> At) const {
  // The flag belongs to a call this path will not come back to.
  if (State->get<ReplayWithoutInlining>())
    State = State->remove<ReplayWithoutInlining>();
  State = restoreSharedFlags(C, State);
  State = leaveFrames(C, State, Where);
  if (!State || !Ends.arrive(nullptr, /*Late=*/false, Crowding::Few, C, State))
    return;
  for (const Next &N : nextStages(C, State)) {
    if (!N.Routine.Routine) {
      judge(LifeEnd::UnloadedBySystem, N.State, nullptr, C);
      continue;
    }
    Entered.insert(N.Routine.Routine->getCanonicalDecl());
    if (At)
      enterRoutine(C, N.State, N.Routine, *At);
  }
}

// PsTerminateSystemThread ends the thread however deep it is called, and a wait
// may never end.
void Lifecycle::checkPostCall(const CallEvent &Call, CheckerContext &C) const {
  const Stage *Now = currentStage(C.getState());
  if (!Now || Now->Routine.Kind != Role::Thread ||
      !Call.getCalleeIdentifier() || !isa<CallExpr>(Call.getOriginExpr()))
    return;
  const KernelRow *Row = findKernelRow(Call.getCalleeIdentifier()->getName());
  if (!Row)
    return runAgainMeanwhile(C, Call);
  if (!Row->Blocks && Row->Op != KernelOp::EndThread)
    return;
  ProgramStateRef State = C.getState();
  WaitEnd End = Row->Blocks ? runMeanwhile(C, Call, *Row) : WaitEnd::ForEver;
  if (End == WaitEnd::GoesOn) {
    C.addTransition(openSharedFlags(C, State, Call));
    return;
  }
  Left.insert(Now->Routine.Routine->getCanonicalDecl());
  if (Row->Blocks)
    State = abandonThread(C, State);
  if (End == WaitEnd::ForEver)
    goOn(C, leaveStage(State), Call.getOriginExpr(), Call.getCFGElementRef());
  C.generateSink(State, C.getPredecessor());
}

// First arrival at the end of DriverEntry, or of the routine that begins the
// use of a library: it failed or it did not.
void Lifecycle::endEntry(const ReturnStmt *Return, CheckerContext &C) const {
  ProgramStateRef State = C.getState();
  auto At = lastElement(C.getPredecessor());
  SVal Result = returnedValue(Return, C);
  bool OfLibrary = endOfUseBegunIn(C, functionOfFrame(C.getStackFrame()));
  auto [Failed, Succeeded] =
      OfLibrary ? splitBegun(C, State, Result) : splitStatus(C, State, Result);
  if (Succeeded) {
    Loaded = true;
    goOn(C, Succeeded, Return, At);
  }
  if (!Failed)
    return;
  ProgramStateRef Cleanup = setEntryFailed(Failed);
  if (!nextStages(C, Cleanup).empty())
    return goOn(C, Cleanup, Return, At);
  if (Succeeded)
    C.addTransition(Failed);
  judge(OfLibrary ? LifeEnd::BeginFailed : LifeEnd::EntryFailed, Failed, Return,
        C);
}

// A stage is called by the synthetic call of its routine.
static bool isStageFrame(CheckerContext &C) {
  const StackFrameContext *Frame = C.getStackFrame();
  const Stage *Now = currentStage(C.getState());
  const FunctionDecl *Body =
      Now ? Now->Routine.Routine->getDefinition() : nullptr;
  return Body && Frame->getCallSite() == syntheticCall(C.getASTContext(), Body);
}

void Lifecycle::checkEndFunction(const ReturnStmt *Return,
                                 CheckerContext &C) const {
  ProgramStateRef State = C.getState();
  if (!isJudged(State) || (!startsAtLoad(State) && !freshObject(State)))
    return;
  if (isStageFrame(C))
    endStage(Return, C);
  else if (C.inTopFrame() && !currentStage(State))
    endEntry(Return, C);
}

// What a routine that runs later is given may lie in the frame that gave it.
void Lifecycle::checkLiveSymbols(ProgramStateRef State,
                                 SymbolReaper &Reaper) const {
  for (const Later &L : laterRoutines(State))
    if (const MemRegion *Context = L.Context.getAsRegion())
      Reaper.markLive(Context->getBaseRegion());
}

//===----------------------------------------------------------------------===//
// What was not analysed
//===----------------------------------------------------------------------===//

// A rule has something to judge if the program makes one of the calls its
// events are about.
static void noteApplicable(RunLog &Log, const CallFacts &Facts) {
  uint64_t Calls = Facts.reachedAnywhere();
  for (const RuleInfo *Rule : allRules())
    if (Calls & Rule->Calls)
      Log.Applicable.insert(Rule->Name.str());
}

void Lifecycle::checkEndAnalysis(ExplodedGraph &G, BugReporter &BR,
                                 ExprEngine &Eng) const {
  // Frames of the next graph may lie where those of this one did.
  Ends.clear();
  RunLog *Log = RunLog::current();
  const ExplodedNode *Begin = rootOf(G);
  if (!Log || !Begin)
    return;
  Log->Stats["exploded nodes"] += G.size();
  noteApplicable(*Log, CallFacts::get(BR.getContext()));
  const Decl *Root = Begin->getLocationContext()->getDecl();
  noteOpenEnd(CallFacts::get(BR.getContext()), *Root, *Log);
  for (const FunctionDecl *F : Entered)
    if (!Left.count(F))
      Log->Inconclusive[""].insert("no path returns from '" +
                                   F->getNameAsString() + "'");
  Entered.clear();
  Left.clear();
}

static void enableLifecycle(CheckerManager &Manager) {
  auto *Checker = Manager.registerChecker<Lifecycle>();
  forgetReports();
  Checker->Exclusive = Manager.getAnalyzerOptions().getCheckerBooleanOption(
      Checker, "Exclusive");
}

static const bool RegisteredLifecycle =
    addChecker({LifecycleName.str(),
                "Chains the stages of a driver's life",
                &enableLifecycle,
                {ModelName.str()},
                /*Hidden=*/true}) &&
    addCheckerOption({"bool", "wsk.Lifecycle", "Exclusive", "false",
                      "Analyse only the roots of the driver's life"});
