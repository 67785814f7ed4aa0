//===- Enter.cpp - Entering a stage at the end of DriverEntry -------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "lifecycle/Enter.h"
#include "api/Shapes.h"
#include "core/Compat.h"
#include "core/RunLog.h"
#include "core/Story.h"
#include "model/Evaluate.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ExprEngine.h"

using namespace clang;
using namespace ento;
using namespace wsk;

// The file objects of the handles a path has opened, latest first.
REGISTER_LIST_WITH_PROGRAMSTATE(OpenFiles, SVal)

//===----------------------------------------------------------------------===//
// Arguments
//===----------------------------------------------------------------------===//

// Position of the context among the routine's parameters.
static unsigned contextIndex(const Later &L) {
  unsigned Params = L.Routine->getNumParams();
  switch (L.Kind) {
  case Role::Callback:
    for (unsigned I = 0; I != Params; ++I)
      if (L.Routine->getParamDecl(I)->getType()->isVoidPointerType())
        return I;
    return 0;
  case Role::WorkItem:
  case Role::Dpc:
    return Params >= 2 ? 1 : 0;
  default:
    return 0;
  }
}

static bool takesContext(const Later &L) {
  return L.Kind == Role::Thread || L.Kind == Role::WorkItem ||
         L.Kind == Role::Dpc || L.Kind == Role::Accept ||
         L.Kind == Role::SocketEvent || L.Kind == Role::Callback ||
         L.Kind == Role::DriverCleanup || L.Kind == Role::DeviceEnd ||
         L.Kind == Role::DeviceStart;
}

// One frame may enter a routine several times, from different places or from
// the same: each time it is given something else.
static const void *tagOf(CFGBlock::ConstCFGElementRef From, unsigned Times) {
  constexpr unsigned MostElements = 1 << 16; // of a block
  return reinterpret_cast<const char *>(From.getParent()) +
         From.getIndexInBlock() + Times * MostElements;
}

static SVal fresh(CheckerContext &C, ProgramStateRef &State,
                  const ParmVarDecl &P, const Expr *At, const void *Tag) {
  SVal Value = conjureValue(C, Tag, At, P.getType());
  // What the system passes to a routine exists.
  if (P.getType()->isPointerType())
    if (auto Defined = Value.getAs<DefinedOrUnknownSVal>())
      State = State->assume(*Defined, true);
  return Value;
}

// A framework's file object.
static bool isFileObject(QualType T) {
  const RecordDecl *R = pointeeRecord(T);
  return R && R->getName() == "WDFFILEOBJECT__";
}

static bool takesFile(const Later &L) {
  return L.Kind == Role::Dispatch &&
         llvm::any_of(L.Routine->parameters(), [](const ParmVarDecl *P) {
           return isFileObject(P->getType());
         });
}

static ProgramStateRef openFile(CheckerContext &C, ProgramStateRef State,
                                QualType T, const CallExpr *Call) {
  SVal File = conjureHeap(C, Call, T);
  State = State->bindDefaultZero(File, C.getLocationContext());
  return rememberObject(State->add<OpenFiles>(File), T, File);
}

ProgramStateRef wsk::forgetFailedOpen(CheckerContext &C, ProgramStateRef State,
                                      const Later &L) {
  llvm::ImmutableList<SVal> Files = State->get<OpenFiles>();
  bool Opened = looksAtIrp(C, L) || takesFile(L);
  if (L.Detail != MajorCreate || !Opened || Files.isEmpty())
    return State;
  return State->set<OpenFiles>(Files.getTail());
}

// Each handle is closed once, in the order they were opened; other requests
// come through the latest.
static std::optional<SVal> fileOf(ProgramStateRef State, const Later &L,
                                  QualType T) {
  std::vector<SVal> Files;
  for (SVal File : State->get<OpenFiles>())
    Files.insert(Files.begin(), File);
  bool Ends = L.Detail == MajorClose || L.Detail == MajorCleanup;
  unsigned Index = timesRun(State, L);
  return Ends && Index < Files.size() ? Files[Index] : knownObject(State, T);
}

// The file object of type \p T that the request comes with; creating makes one.
static SVal fileFor(CheckerContext &C, ProgramStateRef &State, const Later &L,
                    QualType T, const CallExpr *Call) {
  if (L.Detail == MajorCreate || !knownObject(State, T))
    State = openFile(C, State, T, Call);
  return *fileOf(State, L, T);
}

static Stage makeStage(CheckerContext &C, ProgramStateRef &State,
                       const Later &L, const CallExpr *Call, bool NullSocket,
                       const void *Tag) {
  Stage S{L, {}};
  for (unsigned I = 0; I != L.Routine->getNumParams(); ++I) {
    const ParmVarDecl &P = *L.Routine->getParamDecl(I);
    bool IsContext = takesContext(L) && I == contextIndex(L);
    SVal Adapter = adapterContext(State);
    if (isFileObject(P.getType()) && takesFile(L))
      S.Arguments.push_back(fileFor(C, State, L, P.getType(), Call));
    else if (IsContext && L.Context.isUnknown() && !Adapter.isUnknown() &&
             P.getType()->isVoidPointerType())
      S.Arguments.push_back(Adapter);
    else if (std::optional<SVal> Known = knownObject(State, P.getType()))
      S.Arguments.push_back(*Known);
    else if (IsContext && !L.Context.isUnknownOrUndef())
      S.Arguments.push_back(L.Context);
    else if (L.Kind == Role::Accept && I == AcceptSocketIndex && NullSocket)
      S.Arguments.push_back(C.getSValBuilder().makeNullWithType(P.getType()));
    else
      S.Arguments.push_back(fresh(C, State, P, Call->getArg(I), Tag));
  }
  return S;
}

//===----------------------------------------------------------------------===//
// The call
//===----------------------------------------------------------------------===//

static std::string stageName(const Later &L) {
  return (roleWord(L.Kind) + " '" + L.Routine->getNameAsString() + "'").str();
}

static std::string stageText(const Later &L) {
  if (L.Kind == Role::Method)
    return "is called while the object lives";
  if (L.Kind == Role::Destructor)
    return "the object is destroyed";
  if (L.Kind == Role::LibraryEnd)
    return "ends the use of the library";
  if (isUnload(L.Kind))
    return "the driver is unloaded";
  return L.Kind <= Role::WorkItem ? "runs before the driver is unloaded"
                                  : "runs while the driver is loaded";
}

static const NoteTag *noteTag(CheckerContext &C, const Later &L,
                              StringRef What) {
  std::string Text = stageNote(stageName(L), What);
  return C.getNoteTag([Text](PathSensitiveBugReport &) { return Text; },
                      /*IsPrunable=*/false);
}

static const NoteTag *stageTag(CheckerContext &C, const Stage &S) {
  const Later &L = S.Routine;
  if (RunLog *Log = RunLog::current())
    Log->Facts["routines"].insert(stageName(L) + ": " + stageText(L));
  return noteTag(C, L,
                 S.Outer
                     ? "runs while " + stageName(S.Outer->Routine) + " waits"
                     : stageText(L));
}

const NoteTag *wsk::goesOnTag(CheckerContext &C, const Stage &S) {
  return noteTag(C, S.Routine, "goes on");
}

// The exit block is empty, and the engine indexes the caller's block on return:
// use the block the frame is left from.
std::optional<CFGBlock::ConstCFGElementRef>
wsk::lastElement(const ExplodedNode *N) {
  const StackFrameContext *Frame = N->getStackFrame();
  for (; N; N = N->getFirstPred())
    if (auto Edge = N->getLocation().getAs<BlockEdge>())
      if (Edge->getStackFrame() == Frame && !Edge->getSrc()->empty())
        return CFGBlock::ConstCFGElementRef(Edge->getSrc(),
                                            Edge->getSrc()->size() - 1);
  return std::nullopt;
}

// The node that carries the stage's note. It is made by hand: a transition of
// the checker's context would let the engine go on behind \p At as well.
static ExplodedNode *noteNode(CheckerContext &C, ProgramStateRef State,
                              const CallExpr *Call, const NoteTag *Note) {
  ExplodedGraph &Graph = C.getStateManager().getOwningEngine().getGraph();
  bool IsNew = false;
  ExplodedNode *Node = Graph.getNode(
      PostStmt(Call, C.getLocationContext(), Note), State, false, &IsNew);
  Node->addPredecessor(C.getPredecessor(), Graph);
  return IsNew ? Node : nullptr;
}

static void enqueueCall(CheckerContext &C, ProgramStateRef State,
                        const CallExpr *Call, const FunctionDecl *Body,
                        SVal This, ExplodedNode *From,
                        CFGBlock::ConstCFGElementRef At) {
  ExprEngine &Eng = C.getStateManager().getOwningEngine();
  const LocationContext *LC = From->getLocationContext();
  CallEventManager &Calls = C.getStateManager().getCallEventManager();
  CallEventRef<> Event = Calls.getSimpleCall(Call, State, LC, At);
  const StackFrameContext *Frame =
      C.getAnalysisManager().getAnalysisDeclContext(Body)->getStackFrame(
          LC, Call, At.getParent(), C.blockCount(), At.getIndexInBlock());
  State = State->enterStackFrame(*Event, Frame);
  const auto *Method = dyn_cast<CXXMethodDecl>(Body);
  if (Method && Method->isInstance())
    State = State->bindLoc(C.getSValBuilder().getCXXThis(Method, Frame), This,
                           Frame);
  bool IsNew = false;
  ExplodedNode *Entered =
      Eng.getGraph().getNode(CallEnter(Call, Frame, LC), State, false, &IsNew);
  Entered->addPredecessor(From, Eng.getGraph());
  if (IsNew)
    Eng.getCoreEngine().getWorkList()->enqueue(Entered);
}

// What a driver keeps in a handle's file object at create is there at close.
static ProgramStateRef setFileObject(CheckerContext &C, ProgramStateRef State,
                                     const Later &L, SVal Location,
                                     QualType Pointer, const CallExpr *Call) {
  QualType Record = Pointer->getPointeeType();
  SVal Place = fieldAddress(State, Location, Record, "FileObject");
  const auto *Region = dyn_cast_or_null<TypedValueRegion>(Place.getAsRegion());
  if (!Region)
    return State;
  SVal File = fileFor(C, State, L, Region->getValueType(), Call);
  return setField(State, Location, Record, "FileObject", File,
                  C.getLocationContext());
}

static std::optional<unsigned> minorOf(const Later &L) {
  switch (L.Detail) {
  case MajorPnp:
    return 0; // IRP_MN_START_DEVICE
  case RemoveDevice:
    return 2;
  case StopDevice:
    return 4;
  case QueryStopDevice:
    return 5;
  default:
    return std::nullopt;
  }
}

// A dispatch routine that looks at its IRP finds the function code it was
// entered for. The minor code is known for IRP_MJ_PNP only.
static ProgramStateRef setUpIrp(CheckerContext &C, ProgramStateRef State,
                                const Later &L, const CallExpr *Call) {
  const FunctionDecl *Getter =
      L.Kind == Role::Dispatch ? looksAtIrp(C, L) : nullptr;
  if (!Getter)
    return State;
  SValBuilder &SVB = C.getSValBuilder();
  QualType Pointer = Getter->getReturnType();
  QualType Byte = C.getASTContext().UnsignedCharTy;
  SVal Location = conjureHeap(C, Call, Pointer);
  auto Set = [&](StringRef Field, unsigned Value) {
    State = setField(State, Location, Pointer->getPointeeType(), Field,
                     SVB.makeIntVal(Value, Byte), C.getLocationContext());
  };
  Set("MajorFunction", L.Detail % 256);
  if (std::optional<unsigned> Minor = minorOf(L))
    Set("MinorFunction", *Minor);
  State = setFileObject(C, State, L, Location, Pointer, Call);
  return rememberObject(State, Pointer, Location);
}

static void enterOnce(CheckerContext &C, ProgramStateRef State, const Later &L,
                      bool NullSocket, CFGBlock::ConstCFGElementRef At,
                      const Stage *Outer = nullptr) {
  const FunctionDecl *Body = L.Routine->getDefinition();
  if (!Body)
    return;
  const LocationContext *LC = C.getLocationContext();
  CallExpr *Call = syntheticCall(C.getASTContext(), Body);
  Stage S = makeStage(C, State, {L.Kind, Body, L.Context, L.Detail}, Call,
                      NullSocket, tagOf(At, timesRun(State, L)));
  S.Routine = L;
  S.Outer = Outer;
  State = setUpIrp(C, State, L, Call);
  if (L.Kind == Role::Accept && !NullSocket &&
      S.Arguments.size() > AcceptSocketIndex)
    if (SymbolRef Pointer = socketSymbol(S.Arguments[AcceptSocketIndex]))
      State = setSocket(State, Pointer, Socket::offered());
  for (unsigned I = 0; I != S.Arguments.size(); ++I)
    State = State->BindExpr(Call->getArg(I), LC, S.Arguments[I]);
  State = enterStage(State, internStage(S));
  if (ExplodedNode *From = noteNode(C, State, Call, stageTag(C, S)))
    enqueueCall(C, State, Call, Body, L.Context, From, At);
}

void wsk::enterRoutine(CheckerContext &C, ProgramStateRef State, const Later &L,
                       CFGBlock::ConstCFGElementRef At) {
  enterOnce(C, State, L, /*NullSocket=*/false, At);
  if (L.Kind == Role::Accept && L.Routine->getNumParams() > AcceptSocketIndex)
    enterOnce(C, State, L, /*NullSocket=*/true, At);
}

void wsk::enterMeanwhile(CheckerContext &C, ProgramStateRef State,
                         const Later &L, CFGBlock::ConstCFGElementRef At) {
  enterOnce(C, State, L, /*NullSocket=*/false, At, currentStage(State));
}
