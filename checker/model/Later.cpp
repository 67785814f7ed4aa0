//===- Later.cpp - Code of the driver that runs later ---------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "model/Later.h"
#include "api/CallFacts.h"
#include "model/Evaluate.h"
#include "model/WskStateUpdate.h"
#include "clang/AST/DeclCXX.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"

using namespace clang;
using namespace ento;
using namespace wsk;

REGISTER_LIST_WITH_PROGRAMSTATE(LaterList, Later)
REGISTER_LIST_WITH_PROGRAMSTATE(RunList, Later)
REGISTER_MAP_WITH_PROGRAMSTATE(KnownObjects, const void *, SVal)
/// The one value of each kind a path knows.
enum Single : unsigned { AdapterContext, CompletedStatus };
REGISTER_MAP_WITH_PROGRAMSTATE(Singles, unsigned, SVal)
REGISTER_TRAIT_WITH_PROGRAMSTATE(SystemUnload, bool)
REGISTER_TRAIT_WITH_PROGRAMSTATE(ControlDevicesOnly, bool)

bool wsk::isCertain(const Later &L) { return L.Kind <= Role::WorkItem; }

namespace {
/// What a thread that is left waits for.
struct Standing {
  const FunctionDecl *Routine = nullptr;
  SVal Before;

  bool operator==(const Standing &O) const {
    return Routine == O.Routine && Before == O.Before;
  }
  void Profile(llvm::FoldingSetNodeID &ID) const {
    ID.AddPointer(Routine);
    Before.Profile(ID);
  }
};
} // namespace

REGISTER_MAP_WITH_PROGRAMSTATE(StandingThreads, const MemRegion *, Standing)

ProgramStateRef wsk::noteStanding(ProgramStateRef State,
                                  const FunctionDecl *Routine,
                                  const MemRegion *Flag, SVal Before) {
  return State->set<StandingThreads>(Flag, {Routine, Before});
}

static bool stands(ProgramStateRef State, const CallFacts &All, WskCall Call) {
  for (const auto &[Flag, Thread] : State->get<StandingThreads>()) {
    const FunctionFacts *Facts = All.lookup(Thread.Routine);
    if (Facts && Facts->reaches(Call) && State->getSVal(Flag) == Thread.Before)
      return true;
  }
  return false;
}

ProgramStateRef wsk::addLater(ProgramStateRef State, const Later &L) {
  if (!L.Routine)
    return State;
  for (const Later &Known : State->get<LaterList>())
    if (Known == L)
      return State;
  State = State->add<LaterList>(L);
  // The path itself runs what a thread does with a socket it is given.
  return isCertain(L) ? keepAlive(State, L.Context) : keep(State, L.Context);
}

ProgramStateRef wsk::addSocketEvents(ProgramStateRef State,
                                     const TypedValueRegion &Table,
                                     SVal Context, SymbolRef Socket) {
  const RecordDecl *Record = Table.getValueType()->getAsRecordDecl();
  if (!Record)
    return State;
  for (const FieldDecl *Field : Record->fields()) {
    SVal Member = State->getSVal(
        State->getLValue(Field, loc::MemRegionVal(&Table)).castAs<Loc>());
    Role Kind =
        Field->getName() == "WskAcceptEvent" ? Role::Accept : Role::SocketEvent;
    State = addLater(State, {Kind, functionOf(Member), Context, 0, Socket});
  }
  return State;
}

std::vector<Later> wsk::laterRoutines(ProgramStateRef State) {
  std::vector<Later> All;
  for (const Later &L : State->get<LaterList>())
    All.insert(All.begin(), L);
  return All;
}

// Immutable lists grow at the front only: rebuild without the unwanted.
template <typename Pred>
static ProgramStateRef removeIf(ProgramStateRef State, Pred Unwanted) {
  std::vector<Later> All = laterRoutines(State);
  if (llvm::none_of(All, Unwanted))
    return State;
  auto &Factory = State->get_context<LaterList>();
  llvm::ImmutableList<Later> List = Factory.getEmptyList();
  for (const Later &L : All)
    if (!Unwanted(L))
      List = Factory.add(L, List);
  return State->set<LaterList>(List);
}

ProgramStateRef wsk::removeLater(ProgramStateRef State, Role Kind,
                                 unsigned Detail) {
  return removeIf(State, [&](const Later &L) {
    return L.Kind == Kind && L.Detail == Detail;
  });
}

ProgramStateRef wsk::clearLater(ProgramStateRef State, const Later &Done) {
  return removeIf(State, [&](const Later &L) { return L == Done; });
}

ProgramStateRef wsk::setSystemUnload(ProgramStateRef State, bool Unloads) {
  return State->set<SystemUnload>(Unloads);
}

bool wsk::hasSystemUnload(ProgramStateRef State) {
  return State->get<SystemUnload>();
}

ProgramStateRef wsk::setControlDevicesOnly(ProgramStateRef State) {
  return State->set<ControlDevicesOnly>(true);
}

bool wsk::hasControlDevicesOnly(ProgramStateRef State) {
  return State->get<ControlDevicesOnly>();
}

static SVal single(ProgramStateRef State, Single Kind) {
  const SVal *Value = State->get<Singles>(Kind);
  return Value ? *Value : SVal(UnknownVal());
}

ProgramStateRef wsk::setAdapterContext(ProgramStateRef State, SVal Context) {
  return keep(State->set<Singles>(AdapterContext, Context), Context);
}
SVal wsk::adapterContext(ProgramStateRef State) {
  return single(State, AdapterContext);
}

ProgramStateRef wsk::setCompleted(ProgramStateRef State, SVal Status) {
  if (Status.isUnknown())
    return State->remove<Singles>(CompletedStatus);
  return keep(State->set<Singles>(CompletedStatus, Status), Status);
}
SVal wsk::completedStatus(ProgramStateRef State) {
  return single(State, CompletedStatus);
}

bool wsk::isAfterUnload(const Later &L) {
  return L.Kind == Role::DeviceEnd && L.Detail >= AfterUnload &&
         L.Detail < FailedRun;
}

ProgramStateRef wsk::noteRun(ProgramStateRef State, const Later &L) {
  return State->add<RunList>(L);
}

llvm::ImmutableList<Later> wsk::routinesRun(ProgramStateRef State) {
  return State->get<RunList>();
}

unsigned wsk::timesRun(ProgramStateRef State, const Later &L) {
  unsigned Count = 0;
  for (const Later &Run : State->get<RunList>())
    Count += Run == L;
  return Count;
}

Later wsk::failedRun(Later L) {
  L.Detail += FailedRun;
  return L;
}

bool wsk::isStop(const Later &L) {
  return L.Kind == Role::Dispatch &&
         (L.Detail == QueryStopDevice || L.Detail == StopDevice);
}

static bool isHandleEnd(const Later &L) {
  return L.Kind == Role::Dispatch &&
         (L.Detail == MajorClose || L.Detail == MajorCleanup);
}

// Only the routines that add a device or open a handle have failed runs.
static bool hasRun(ProgramStateRef State, const Later &L) {
  bool MayFail = L.Kind != Role::Dispatch || L.Detail == MajorCreate;
  return timesRun(State, L) || (MayFail && timesRun(State, failedRun(L)));
}

namespace {
/// What can no longer come to a path on which opening or adding has failed.
struct Failures {
  bool NoDevice = false, NoHandle = false, NoStart = false;

  explicit Failures(ProgramStateRef State) {
    bool Opened = false;
    for (const Later &Run : routinesRun(State)) {
      NoDevice |= Run.Kind == Role::AddDevice && Run.Detail == FailedRun;
      NoStart |= Run.Kind == Role::DeviceStart && Run.Detail == FailedRun;
      NoHandle |= Run.Kind == Role::Dispatch && Run.Detail == FailedRun;
      Opened |= Run.Kind == Role::Dispatch && Run.Detail == MajorCreate;
    }
    NoHandle &= !Opened;
  }

  bool exclude(const Later &L) const {
    return (NoDevice && L.Kind == Role::Dispatch) ||
           (NoStart &&
            (L.Kind == Role::DeviceStart || L.Kind == Role::DeviceEnd)) ||
           (NoHandle && isHandleEnd(L));
  }
};
} // namespace

// How the driver's code names a block; null if that says nothing.
static const ValueDecl *declarationOf(const MemRegion *Block) {
  const auto *Declared = dyn_cast_or_null<DeclRegion>(Block);
  return Declared && !isa<ParamVarRegion>(Declared)
             ? cast<ValueDecl>(Declared->getDecl()->getCanonicalDecl())
             : nullptr;
}

static bool addsDevice(const Later &L) {
  return L.Kind == Role::AddDevice || L.Kind == Role::DeviceAdd ||
         L.Kind == Role::DeviceStart;
}

// While a device is added or started nobody takes it down. IRP_MJ_PNP, which
// does so in a driver without a framework, is a dispatch routine.
static bool comesAfterAdding(const Later &L) {
  return L.Kind == Role::DeviceEnd ||
         (L.Kind == Role::Dispatch && L.Detail % 256 == MajorPnp);
}

static bool isAddingDevice(CheckerContext &C, ProgramStateRef State) {
  for (const Later &L : State->get<LaterList>())
    if (addsDevice(L) && isOnStack(C.getLocationContext(), L.Routine))
      return true;
  return false;
}

// WskDeregister waits for it.
static bool isWaitedFor(WskCall Call) {
  return Call == WskCall::CloseSocket || Call == WskCall::ReleaseNpi;
}

bool wsk::mayStillCall(CheckerContext &C, ProgramStateRef State, WskCall Call,
                       const MemRegion *Block) {
  const CallFacts &All = CallFacts::get(C.getASTContext());
  if (stands(State, All, Call))
    return true;
  Failures Failed(State);
  const ValueDecl *Named = declarationOf(Block);
  bool Adding = isWaitedFor(Call) && isAddingDevice(C, State);
  for (const Later &L : State->get<LaterList>()) {
    // Too late for what blocks WskDeregister. What goes for good does not go
    // when a device stops.
    if ((isAfterUnload(L) && isWaitedFor(Call)) ||
        (Adding && comesAfterAdding(L)) || isStop(L))
      continue;
    const FunctionFacts *Facts = All.lookup(L.Routine);
    if (Facts && Facts->reaches(Call, Named) && !isUnload(L.Kind) &&
        !Failed.exclude(L) && !hasRun(State, L) &&
        !isOnStack(C.getLocationContext(), L.Routine))
      return true;
  }
  return false;
}

static const void *objectKey(QualType Type) {
  return Type.getCanonicalType().getUnqualifiedType().getAsOpaquePtr();
}

ProgramStateRef wsk::rememberObject(ProgramStateRef State, QualType Type,
                                    SVal Object) {
  // A PVOID says nothing about what it points to.
  if (!Type->isPointerType() || Type->isVoidPointerType())
    return State;
  return keep(State->set<KnownObjects>(objectKey(Type), Object), Object);
}

std::optional<SVal> wsk::knownObject(ProgramStateRef State, QualType Type) {
  const SVal *Object = State->get<KnownObjects>(objectKey(Type));
  return Object ? std::optional(*Object) : std::nullopt;
}

StringRef wsk::roleWord(Role Kind) {
  static constexpr llvm::StringLiteral Words[] = {"system thread",
                                                  "work item",
                                                  "AddDevice routine",
                                                  "dispatch routine",
                                                  "DPC",
                                                  "callback",
                                                  "accept callback",
                                                  "socket event callback",
                                                  "device-add callback",
                                                  "device start callback",
                                                  "device end callback",
                                                  "member function",
                                                  "unload routine",
                                                  "EvtDriverUnload",
                                                  "driver cleanup callback",
                                                  "miniport unload handler",
                                                  "filter unload callback",
                                                  "destructor",
                                                  "ending routine"};
  return Words[int(Kind)];
}

bool wsk::isUnload(Role Kind) { return Kind >= Role::Unload; }

const FunctionDecl *wsk::functionOf(SVal Value) {
  const FunctionDecl *F = Value.getAsFunctionDecl();
  // A lambda as a plain function pointer: the body is its call operator's.
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(F);
  if (Method && Method->isLambdaStaticInvoker())
    return Method->getParent()->getLambdaCallOperator();
  return F;
}
