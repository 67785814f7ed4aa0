//===- Model.cpp - The engine's callbacks into the model ------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// wsk.Model: every call goes through here. A WSK call is judged by the rules,
/// then takes effect; a routine without a body takes effect by its row; a
/// function of the driver is followed if it matters to WSK and summarised by
/// what it writes if it does not.
//===----------------------------------------------------------------------===//
#include "core/Compat.h"
#include "core/RunLog.h"
#include "model/Bits.h"
#include "model/Crowding.h"
#include "model/Evaluate.h"
#include "model/Loops.h"
#include "model/LostAt.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ExprEngine.h"

using namespace clang;
using namespace ento;
using namespace wsk;

namespace {

class Model : public Checker<eval::Call, eval::Assume, check::Location,
                             check::PostCall, check::BranchCondition,
                             check::DeadSymbols, check::LiveSymbols,
                             check::BeginFunction, check::EndFunction,
                             check::EndAnalysis, check::EndOfTranslationUnit> {
public:
  bool evalCall(const CallEvent &Call, CheckerContext &C) const;
  ProgramStateRef evalAssume(ProgramStateRef State, SVal Condition,
                             bool Assumed) const {
    if (contradictsBits(State, Condition, Assumed))
      return nullptr;
    State = refineSign(State, Condition, Assumed);
    return State ? resolveStatuses(noteTested(State, Condition)) : State;
  }
  void checkPostCall(const CallEvent &Call, CheckerContext &C) const;
  void checkLocation(SVal Place, bool IsLoad, const Stmt *S,
                     CheckerContext &C) const;
  void checkBranchCondition(const Stmt *Condition, CheckerContext &C) const;
  void checkDeadSymbols(SymbolReaper &Reaper, CheckerContext &C) const;
  void checkLiveSymbols(ProgramStateRef State, SymbolReaper &Reaper) const {
    markLive(State, Reaper);
  }
  void checkBeginFunction(CheckerContext &C) const;
  void checkEndFunction(const ReturnStmt *Return, CheckerContext &C) const;
  void checkEndAnalysis(ExplodedGraph &, BugReporter &, ExprEngine &) const {
    Paths.clear();
  }
  void checkEndOfTranslationUnit(const TranslationUnitDecl *TU,
                                 AnalysisManager &, BugReporter &) const {
    CallFacts::forget(TU->getASTContext());
    forgetSyntheticCalls(TU->getASTContext());
  }

  std::vector<const PathRule *> Rules;
  bool Pedantic = false;
  /// The paths of the graph that is being made.
  mutable Crowding Paths;

private:
  void evaluateApi(const ApiCall &Api, const CallEvent &Call,
                   CheckerContext &C) const;
  bool evaluateFunction(const FunctionDecl &F, const CallEvent &Call,
                        CheckerContext &C) const;
  bool evaluateMethod(const CallEvent &Call, CheckerContext &C) const;
  bool evaluateVirtual(ArrayRef<const FunctionDecl *> Others,
                       const CallEvent &Call, CheckerContext &C) const;

  /// The last call of a routine without a body whose effects were ours.
  mutable const Expr *Evaluated = nullptr;
};

/// The model of the analysis that runs on this thread.
thread_local Model *Current = nullptr;

} // namespace

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

void Model::evaluateApi(const ApiCall &Api, const CallEvent &Call,
                        CheckerContext &C) const {
  RuleContext Context(C, C.getState(), Call.getOriginExpr());
  if (isJudged(C.getState()) && tellRules(Context, [&](const PathRule &Rule) {
        Rule.beforeCall(Api, Call, Context);
      }))
    return;
  evaluateWskCall(Api, {Call, C});
}

// Statements up to which a function is followed although it does not reach WSK:
// getters, setters and guards must keep their exact values. A branch costs
// paths; it is worth them where WSK calls depend on the outcome.
static constexpr unsigned BranchingFunction = 30, SmallFunction = 60,
                          DecidingFunction = 150, PureFunction = 400;
// Deep enough for every wrapper library seen, far from the native stack limit.
static constexpr unsigned DeepestFrame = 40;

static bool isFollowed(const FunctionDecl &F, const FunctionFacts &Facts,
                       const CallEvent &Call, CheckerContext &C) {
  if (F.isVariadic() || isOnStack(C.getLocationContext(), &F))
    return false;
  unsigned Depth = 0;
  for (const LocationContext *LC = C.getLocationContext(); LC;
       LC = LC->getParent())
    ++Depth;
  if (Depth > DeepestFrame)
    return false;
  // A pure function ties its result to its arguments (a status translated to an
  // error number): a fresh value would lose that.
  bool Pure = Facts.WrittenGlobals.empty() && Facts.WrittenFields.empty() &&
              !Facts.WritesThroughPointers && !Facts.AsksOthers;
  unsigned Limit = Pure              ? PureFunction
                   : Facts.Decides   ? DecidingFunction
                   : Facts.HasBranch ? BranchingFunction
                                     : SmallFunction;
  return Facts.matters() || (!Facts.HasLoop && Facts.Statements <= Limit);
}

// A function that WSK's state depends on was not followed: what the path would
// say from here on is a guess. It ends, and the verdict says so.
static void giveUp(const FunctionDecl &F, CheckerContext &C) {
  if (RunLog *Log = RunLog::current())
    Log->Inconclusive[""].insert("a path could not be followed through '" +
                                 F.getNameAsString() + "'");
  C.generateSink(C.getState(), C.getPredecessor());
}

bool Model::evaluateFunction(const FunctionDecl &F, const CallEvent &Call,
                             CheckerContext &C) const {
  const FunctionFacts *Facts = CallFacts::get(C.getASTContext()).lookup(&F);
  if (!Facts || !isa<CallExpr>(Call.getOriginExpr()))
    return false;
  ProgramStateRef State = C.getState();
  // The engine gave up on following this very call (a loop that does not end).
  bool Replayed = State->get<ReplayWithoutInlining>() == Call.getOriginExpr();
  if (!Replayed && isFollowed(F, *Facts, Call, C))
    return false;
  if (Replayed && Facts->matters()) {
    giveUp(F, C);
    return true;
  }
  if (Replayed)
    State = State->remove<ReplayWithoutInlining>();
  for (unsigned I = 0; I != Call.getNumArgs(); ++I)
    State = escapeContent(C, State, Call.getArgSVal(I));
  if (const auto *Instance = dyn_cast<CXXInstanceCall>(&Call))
    State = escapeContent(C, State, Instance->getCXXThisVal());
  State = applyWrites(C, State, Call, *Facts);
  for (unsigned I = 0; I != Call.getNumArgs(); ++I)
    if (Call.getArgExpr(I)->getType()->isPointerType())
      State = escape(State, Call.getArgSVal(I));
  CallSite Site{Call, C};
  static const int Tag = 0;
  if (!Site.resultType()->isVoidType() && !Site.resultType()->isRecordType() &&
      !Call.getOriginExpr()->isGLValue())
    State = Site.returning(
        State, freshValue(C, Call.getOriginExpr(), Site.resultType(), &Tag));
  C.addTransition(State);
  return true;
}

// Which of several definitions a virtual call runs is not known. One of them
// may be what WSK's state depends on.
bool Model::evaluateVirtual(ArrayRef<const FunctionDecl *> Others,
                            const CallEvent &Call, CheckerContext &C) const {
  const CallFacts &All = CallFacts::get(C.getASTContext());
  ProgramStateRef State = C.getState();
  for (const FunctionDecl *F : Others) {
    const FunctionFacts &Facts = *All.lookup(F);
    if (Facts.Reaches) {
      giveUp(*F, C);
      return true;
    }
    State = applyWrites(C, State, Call, Facts);
  }
  if (const auto *Instance = dyn_cast<CXXInstanceCall>(&Call))
    State = escapeContent(C, State, Instance->getCXXThisVal());
  evaluateUnknownCall({Call, C}, State);
  return true;
}

// A member function whose body is elsewhere may change its object and what it
// is given, like any routine that is not known.
bool Model::evaluateMethod(const CallEvent &Call, CheckerContext &C) const {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call.getDecl());
  const Expr *Origin = Call.getOriginExpr();
  if (!Method || (Origin->isPRValue() && Origin->getType()->isRecordType()))
    return false;
  RuntimeDefinition Definition = Call.getRuntimeDefinition();
  const Decl *Body = Definition.getDecl();
  llvm::ArrayRef<const FunctionDecl *> Others =
      CallFacts::get(C.getASTContext()).overriders(*Method);
  bool Virtual = Definition.mayHaveOtherDefinitions() || !Body;
  // A lambda writes what it has captured, which no summary knows.
  if (Method->getParent()->isLambda() && Body)
    return false;
  if (Virtual && !Others.empty())
    return evaluateVirtual(Others, Call, C);
  if (Body)
    return isa<FunctionDecl>(Body) &&
           evaluateFunction(*cast<FunctionDecl>(Body), Call, C);
  ProgramStateRef State = C.getState();
  if (const auto *Instance = dyn_cast<CXXInstanceCall>(&Call)) {
    SVal This = Instance->getCXXThisVal();
    State = keep(escapeContent(C, State, This), This);
    QualType Pointer = C.getASTContext().getPointerType(
        recordType(C.getASTContext(), Method->getParent()));
    if (!Method->isConst())
      State = writePointee(C, State, This, Pointer, Origin);
  }
  evaluateUnknownCall({Call, C}, State);
  return true;
}

// Clang's model of the C library, where it is on, is asked before this one and
// knows nothing of WSK's objects in the memory that is written.
static void completeMemoryOp(const FunctionDecl &F, const CallEvent &Call,
                             CheckerContext &C) {
  const KernelRow *Row =
      F.getIdentifier() ? findKernelRow(F.getName()) : nullptr;
  if (Row && isa_and_nonnull<CallExpr>(Call.getOriginExpr()))
    evaluateMemoryOp(*Row, {Call, C}, C.getState());
}

// The engine has limits of its own on what it goes into.
void Model::checkPostCall(const CallEvent &Call, CheckerContext &C) const {
  const auto *F = dyn_cast_or_null<FunctionDecl>(Call.getDecl());
  if (F && !F->hasBody() && Call.getOriginExpr() != Evaluated)
    return completeMemoryOp(*F, Call, C);
  if (C.wasInlined || !F || !F->hasBody() || !isJudged(C.getState()) ||
      !isa_and_nonnull<CallExpr>(Call.getOriginExpr()))
    return;
  const FunctionFacts *Facts = CallFacts::get(C.getASTContext()).lookup(F);
  if (Facts && Facts->Reaches && isFollowed(*F, *Facts, Call, C))
    giveUp(*F, C);
}

static bool isBuiltin(const FunctionDecl &F) {
  return F.getBuiltinID() && F.getName().starts_with("__builtin");
}

bool Model::evalCall(const CallEvent &Call, CheckerContext &C) const {
  const auto *Origin = dyn_cast_or_null<CallExpr>(Call.getOriginExpr());
  if (!Origin)
    return false;
  if (isa<CXXMemberCallExpr, CXXOperatorCallExpr>(Origin))
    return evaluateMethod(Call, C);
  if (ApiCall Api = classify(Call)) {
    evaluateApi(Api, Call, C);
    return true;
  }
  const auto *F = dyn_cast_or_null<FunctionDecl>(Call.getDecl());
  if (F && F->hasBody())
    return evaluateFunction(*F, Call, C);
  if (F && (!F->getIdentifier() || isBuiltin(*F)))
    return false;
  if (isa_and_nonnull<CXXMethodDecl>(F))
    return evaluateMethod(Call, C);
  const KernelRow *Row = F ? findKernelRow(F->getName()) : nullptr;
  Evaluated = Origin;
  evaluateKernelCall(Row, {Call, C});
  return true;
}

//===----------------------------------------------------------------------===//
// Branches and loops
//===----------------------------------------------------------------------===//

// How often a loop that has no end of its own is gone through: if it was not
// left by then, it will not be.
static constexpr unsigned EndlessRounds = OpenRounds + 2;
// How often a path comes to a place before it is given up.
static constexpr unsigned MostRounds = 32;
// How many paths in one WSK state an open branch lets through.
static constexpr Crowding::Limits Crowd = {3, 12};

static const CFGBlock *currentBlock(CheckerContext &C) {
  ExprEngine &Eng = C.getStateManager().getOwningEngine();
  return Eng.getBuilderContext().getBlock();
}

// A path that goes through NULL ends in a bugcheck of its own kind: nothing
// behind it happens. A call through a NULL dispatch table is judged at the
// call.
void Model::checkLocation(SVal Place, bool, const Stmt *S,
                          CheckerContext &C) const {
  if (!Place.isZeroConstant())
    return;
  const auto *E = dyn_cast_or_null<Expr>(S);
  const auto *Member =
      E ? dyn_cast<MemberExpr>(E->IgnoreParenImpCasts()) : nullptr;
  const auto *Field =
      Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
  if (!Field || !findMember(*Field))
    C.generateSink(C.getState(), C.getPredecessor());
}

// An unknown value cannot be constrained: it is replaced by the side taken.
static ProgramStateRef takeSide(CheckerContext &C, const Stmt *Condition,
                                bool Side, ProgramStateRef True,
                                ProgramStateRef False) {
  const auto *E = dyn_cast<Expr>(Condition);
  if (C.getSVal(Condition).isUnknown() && E && E->getType()->isScalarType())
    return True->BindExpr(E, C.getLocationContext(),
                          C.getSValBuilder().makeTruthVal(Side, E->getType()));
  return Side ? True : False;
}

// An open branch in a loop doubles the paths at every round. From the second
// round on, a loop's own open condition ends the loop, and other open branches
// take one side: the rounds before have explored both. A loop that counts to a
// constant is not left early: what comes after all its rounds is explored, too.
// A few paths stand for all that differ in nothing WSK depends on.
void Model::checkBranchCondition(const Stmt *Condition,
                                 CheckerContext &C) const {
  auto Known = C.getSVal(Condition).getAs<DefinedOrUnknownSVal>();
  if (!Known)
    return;
  auto [True, False] = C.getState()->assume(*Known);
  if (!True || !False)
    return;
  const CFGBlock *Block = currentBlock(C);
  Rounds Made = roundsAround(C, Condition);
  // The last rounds of one path must not use up the first ones of others.
  bool Late = Made.Any > OpenRounds;
  if (!Paths.arrive(Block, Late, Made.Any > 1 ? Crowding::Few : Crowd, C,
                    C.getState()) ||
      Made.Endless > EndlessRounds) {
    C.generateSink(C.getState(), C.getPredecessor());
    return;
  }
  if (!Late)
    return;
  bool Leaves = jumpsAway(Block->getTerminatorStmt());
  // Out of the loop, but not out of a function the loop calls.
  bool Side =
      C.blockCount() > OpenRounds && !endsByCounting(C, Condition, MostRounds)
          ? Leaves
          : !Leaves;
  C.addTransition(takeSide(C, Condition, Side, True, False));
}

//===----------------------------------------------------------------------===//
// Functions and symbols
//===----------------------------------------------------------------------===//

void Model::checkDeadSymbols(SymbolReaper &Reaper, CheckerContext &C) const {
  ProgramStateRef State = C.getState();
  llvm::SmallVector<SymbolRef, 2> Lost = lostSockets(State, Reaper);
  if (!Lost.empty() && isJudged(State) && !outOfMemory(State)) {
    const Stmt *Where = losingStatement(C, Lost.front());
    RuleContext Context(C, State, Where);
    if (tellRules(Context, [&](const PathRule &Rule) {
          Rule.onSocketsLost(Lost, Context);
        }))
      return;
  }
  C.addTransition(dropDead(State, Reaper));
}

// Called by the driver's code: not a root, nor a routine the system runs, of
// which the lifecycle decides what comes next.
static bool isOrdinaryCall(CheckerContext &C) {
  const StackFrameContext *Frame = C.getStackFrame();
  const auto *F = dyn_cast<FunctionDecl>(Frame->getDecl());
  return F && !Frame->inTopFrame() &&
         Frame->getCallSite() != syntheticCall(C.getASTContext(), F);
}

// Many ways through one function lead to the next one it calls.
void Model::checkBeginFunction(CheckerContext &C) const {
  if (!C.inTopFrame() && !Paths.enter(C, C.getState()))
    C.generateSink(C.getState(), C.getPredecessor());
}

void Model::checkEndFunction(const ReturnStmt *Return,
                             CheckerContext &C) const {
  const auto *F = dyn_cast<FunctionDecl>(C.getStackFrame()->getDecl());
  if (!F)
    return;
  if (endRunOnce(C, *F, Return) || !isJudged(C.getState()))
    return;
  RuleContext Context(C, C.getState(), Return);
  if (tellRules(
          Context,
          [&](const PathRule &Rule) { Rule.atFunctionEnd(*F, Context); }) ||
      !isOrdinaryCall(C))
    return;
  ProgramStateRef State = canonical(C, C.getState());
  const Expr *Value = Return ? Return->getRetValue() : nullptr;
  if (Paths.leave(C, State, Value ? C.getSVal(Value) : UnknownVal()))
    C.addTransition(State);
  else
    C.generateSink(State, C.getPredecessor());
}

//===----------------------------------------------------------------------===//
// Registration
//===----------------------------------------------------------------------===//

void wsk::attachRule(CheckerManager &Manager, const PathRule &Rule) {
  Current->Rules.push_back(&Rule);
}

llvm::ArrayRef<const PathRule *> wsk::attachedRules(CheckerContext &) {
  return Current->Rules;
}

bool wsk::isPedantic(CheckerContext &) { return Current->Pedantic; }

// The model needs an engine that goes through a driver's loops over tables and
// its deep wrapper libraries, and that leaves open conditions to
// checkBranchCondition. Every host gets the same, so that all agree.
static void tuneEngine(AnalyzerOptions &Options) {
  Options.ShouldEagerlyAssume = false;
  Options.ShouldUnrollLoops = true;
  Options.maxBlockVisitOnPath = MostRounds;
  // A virtual call goes to the definition the static type has: the engine would
  // try it without going in as well, and forget every global there.
  Options.IPAMode = "dynamic";
  Options.InlineMaxStackDepth = DeepestFrame + 10;
  Options.MaxInlinableSize = 1000;
  // A function the engine will not enter any more would be a call that may
  // write every global.
  Options.MaxTimesInlineLarge = ~0u;
}

static void enableModel(CheckerManager &Manager) {
  tuneEngine(const_cast<AnalyzerOptions &>(Manager.getAnalyzerOptions()));
  Current = Manager.registerChecker<Model>();
  Current->Pedantic =
      Manager.getAnalyzerOptions().getCheckerBooleanOption(Current, "Pedantic");
  StringRef Aliases =
      Manager.getAnalyzerOptions().getCheckerStringOption(Current, "ApiNames");
  if (Aliases.empty())
    return;
  std::string Error = loadAliases(Aliases);
  if (!Error.empty() && RunLog::current())
    RunLog::current()->Inconclusive[""].insert(Error);
}

static const bool RegisteredModel =
    addChecker({ModelName.str(),
                "Model of WSK and the kernel around it",
                &enableModel,
                {"wsk.Objects", "wsk.Stores"},
                /*Hidden=*/true}) &&
    addCheckerOption({"bool", "wsk.Model", "Pedantic", "false",
                      "Report suspicious patterns as well"}) &&
    addCheckerOption({"string", "wsk.Model", "ApiNames", "",
                      "File of further names of the WSK exports"});
