//===- OnceOps.cpp - One-time initialisation ------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// RTL_RUN_ONCE in both forms: a routine that is executed once, and the pair
/// of begin and complete. The word of the structure is zero until the work has
/// succeeded; then it holds the context, or a mark in place of it.
//===----------------------------------------------------------------------===//
#include "model/Evaluate.h"
#include "model/Later.h"

using namespace clang;
using namespace ento;
using namespace wsk;

static const int StatusTag = 0;

// RTL_RUN_ONCE_*, and what is stored in place of a context: pointers have these
// bits clear.
static constexpr uint64_t CheckOnly = 1, InitFailed = 4;
static constexpr uint64_t NoContext = 2, OtherContext = 3;
static constexpr uint64_t StatusPending = 0x103;

namespace {
/// A run-once routine that is being executed.
struct RunOnce {
  SymbolRef Status = nullptr; ///< what the call will return
  SVal Word;                  ///< where "done" is kept
  SVal Out;                   ///< where the routine puts its context

  bool operator==(const RunOnce &O) const {
    return Status == O.Status && Word == O.Word && Out == O.Out;
  }
  void Profile(llvm::FoldingSetNodeID &ID) const {
    ID.AddPointer(Status);
    Word.Profile(ID);
    Out.Profile(ID);
  }
};
} // namespace

REGISTER_MAP_WITH_PROGRAMSTATE(RunningOnce, const FunctionDecl *, RunOnce)

static SVal zero(CheckerContext &C, QualType T) {
  return C.getSValBuilder().makeZeroVal(T);
}

static std::optional<Loc> wordOf(const CallSite &Site, ProgramStateRef State) {
  QualType T = Site.pointee(0);
  if (T.isNull())
    return std::nullopt;
  return fieldAddress(State, Site.arg(0), T, "Ptr").getAs<Loc>();
}

static ProgramStateRef setWord(CheckerContext &C, ProgramStateRef State,
                               Loc Word, SVal Value) {
  return State->bindLoc(Word, Value, C.getLocationContext());
}

static ProgramStateRef finish(CheckerContext &C, ProgramStateRef State,
                              Loc Word, SVal Context) {
  auto Known = Context.getAs<DefinedSVal>();
  if (!Known || State->assume(*Known, false)) {
    uint64_t Mark = Context.isZeroConstant() ? NoContext : OtherContext;
    Context = C.getSValBuilder().makeIntVal(Mark, C.getASTContext().VoidPtrTy);
  }
  return setWord(C, keep(State, Context), Word, Context);
}

static uint64_t flagsOf(const CallSite &Site) {
  const llvm::APSInt *Flags = Site.arg(1).getAsInteger();
  return Flags ? Flags->getZExtValue() : 0;
}

// What a call that finds the work done puts where \p Out points.
static ProgramStateRef giveContext(const CallSite &Site, ProgramStateRef State,
                                   SVal Out, SVal Word) {
  auto Place = Out.getAs<Loc>();
  if (!Place || !Place->getAsRegion())
    return State;
  const llvm::APSInt *Mark = Word.getAsInteger();
  if (Mark && Mark->getZExtValue() != NoContext)
    return State; // the argument's role has made it unknown
  QualType Pointer = Site.C.getASTContext().VoidPtrTy;
  return State->bindLoc(*Place, Mark ? zero(Site.C, Pointer) : Word,
                        Site.frame());
}

// The states in which the work is done and in which it is not; null where that
// is impossible.
static std::pair<ProgramStateRef, ProgramStateRef>
splitDone(ProgramStateRef State, SVal Word) {
  auto Known = Word.getAs<DefinedOrUnknownSVal>();
  return Known ? State->assume(*Known) : std::make_pair(State, State);
}

// The routine runs until it has succeeded once.
static bool runOnce(const KernelRow &Row, const CallSite &Site,
                    ProgramStateRef State) {
  const FunctionDecl *F = functionOf(Site.arg(Row.argument('c')));
  std::optional<Loc> Word = wordOf(Site, State);
  if (!F || !F->hasBody() || !Word)
    return false;
  SVal Value = State->getSVal(*Word);
  auto [Done, Open] = splitDone(State, Value);
  if (!Open) {
    Done = giveContext(Site, Done, Site.arg(3), Value);
    Site.C.addTransition(Site.returning(Done, zero(Site.C, Site.resultType())));
    return true;
  }
  SVal Status = freshValue(Site.C, Site.expr(), Site.resultType(), &StatusTag);
  State = Site.returning(Open, Status);
  State = State->set<RunningOnce>(F->getDefinition(),
                                  {Status.getAsSymbol(), *Word, Site.arg(3)});
  runInside(Site, State, F, {Site.arg(0), Site.arg(2), Site.arg(3)}, nullptr);
  return true;
}

static ProgramStateRef assumeStatus(CheckerContext &C, ProgramStateRef State,
                                    SymbolRef Status, bool Success) {
  SValBuilder &SVB = C.getSValBuilder();
  SVal Condition =
      SVB.evalBinOp(State, Success ? BO_EQ : BO_LT, nonloc::SymbolVal(Status),
                    SVB.makeZeroVal(Status->getType()), SVB.getConditionType());
  auto Defined = Condition.getAs<DefinedSVal>();
  return Defined ? State->assume(*Defined, true) : State;
}

bool wsk::endRunOnce(CheckerContext &C, const FunctionDecl &F,
                     const ReturnStmt *Return) {
  ProgramStateRef State = C.getState();
  const RunOnce *Once = State->get<RunningOnce>(&F);
  if (!Once || !Return || !Return->getRetValue())
    return false;
  RunOnce Run = *Once;
  State = State->remove<RunningOnce>(&F);
  auto Result = C.getSVal(Return->getRetValue()).getAs<DefinedOrUnknownSVal>();
  auto [Succeeded, Failed] =
      Result ? State->assume(*Result) : std::make_pair(State, State);
  if (Succeeded)
    Succeeded = assumeStatus(C, Succeeded, Run.Status, true);
  if (Succeeded) {
    auto Out = Run.Out.getAs<Loc>();
    SVal Context = Out && Out->getAsRegion()
                       ? Succeeded->getSVal(*Out, C.getASTContext().VoidPtrTy)
                       : SVal(UnknownVal());
    C.addTransition(finish(C, Succeeded, Run.Word.castAs<Loc>(), Context));
  }
  if (Failed)
    Failed = assumeStatus(C, Failed, Run.Status, false);
  if (Failed)
    C.addTransition(Failed);
  return true;
}

// Success with the context if the work is done; else the caller is to do it, or
// is told that it is not done if it only asked.
static bool beginOnce(const CallSite &Site, ProgramStateRef State) {
  std::optional<Loc> Word = wordOf(Site, State);
  if (!Word)
    return false;
  SVal Value = State->getSVal(*Word);
  QualType T = Site.resultType();
  auto [Done, Open] = splitDone(State, Value);
  if (Done)
    Site.C.addTransition(Site.returning(
        giveContext(Site, Done, Site.arg(2), Value), zero(Site.C, T)));
  if (!Open)
    return true;
  if (flagsOf(Site) & CheckOnly) {
    auto [Failing, Status] = freshFailure(Site.C, Open, Site.expr(), T);
    if (Failing)
      Site.C.addTransition(Site.returning(Failing, Status));
    return true;
  }
  Site.C.addTransition(Site.returning(
      Open, Site.C.getSValBuilder().makeIntVal(StatusPending, T)));
  return true;
}

static bool completeOnce(const CallSite &Site, ProgramStateRef State) {
  std::optional<Loc> Word = wordOf(Site, State);
  if (!Word)
    return false;
  if (flagsOf(Site) & InitFailed)
    State = setWord(Site.C, State, *Word,
                    zero(Site.C, Site.C.getASTContext().VoidPtrTy));
  else
    State = finish(Site.C, State, *Word, Site.arg(2));
  Site.C.addTransition(Site.returning(State, zero(Site.C, Site.resultType())));
  return true;
}

static bool initOnce(const CallSite &Site, ProgramStateRef State) {
  std::optional<Loc> Word = wordOf(Site, State);
  if (!Word)
    return false;
  Site.C.addTransition(setWord(Site.C, State, *Word,
                               zero(Site.C, Site.C.getASTContext().VoidPtrTy)));
  return true;
}

bool wsk::evaluateOnceOp(const KernelRow &Row, const CallSite &Site,
                         ProgramStateRef State) {
  switch (Row.Op) {
  case KernelOp::InitOnce:
    return initOnce(Site, State);
  case KernelOp::RunOnce:
    return runOnce(Row, Site, State);
  case KernelOp::BeginOnce:
    return beginOnce(Site, State);
  case KernelOp::CompleteOnce:
    return completeOnce(Site, State);
  default:
    return false;
  }
}
