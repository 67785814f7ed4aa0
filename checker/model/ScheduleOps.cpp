//===- ScheduleOps.cpp - Calls that make other code of the driver run -----===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "core/Compat.h"
#include "model/Evaluate.h"
#include "model/Later.h"

using namespace clang;
using namespace ento;
using namespace wsk;

REGISTER_MAP_WITH_PROGRAMSTATE(ObjectContexts, SymbolRef, SVal)

static const int ObjectTag = 0;

static SVal zero(const CallSite &Site, QualType T) {
  return Site.C.getSValBuilder().makeZeroVal(T);
}

static QualType pointee(const CallSite &Site, int Arg) {
  QualType T = Site.argType(Arg);
  return T.isNull() || !T->isPointerType() ? QualType() : T->getPointeeType();
}

// Both outcomes of a routine that returns NTSTATUS; \p Success is the state in
// which it has done its work.
static bool split(const CallSite &Site, ProgramStateRef Success,
                  const NoteTag *Note = nullptr) {
  CheckerContext &C = Site.C;
  QualType T = Site.resultType();
  if (T->isVoidType()) {
    C.addTransition(Success, Note);
    return true;
  }
  C.addTransition(Site.returning(Success, zero(Site, T)), Note);
  auto [Failing, Status] = freshFailure(C, C.getState(), Site.expr(), T);
  if (Failing)
    C.addTransition(Site.returning(Failing, Status));
  return true;
}

static bool matters(const CallSite &Site, const FunctionDecl *Routine) {
  const FunctionFacts *Facts =
      CallFacts::get(Site.C.getASTContext()).lookup(Routine);
  return Facts && (Facts->matters() || !Facts->WrittenGlobals.empty() ||
                   !Facts->WrittenFields.empty());
}

//===----------------------------------------------------------------------===//
// IRPs
//===----------------------------------------------------------------------===//

static bool setCompletionRoutine(const KernelRow &Row, const CallSite &Site,
                                 ProgramStateRef State) {
  // The routine comes right behind the IRP in both forms.
  int Routine = Row.argument('c');
  const MemRegion *Irp = Site.arg(Routine - 1).getAsRegion();
  if (!Irp)
    return false;
  if (const FunctionDecl *F = functionOf(Site.arg(Routine)))
    State = setCompletion(State, Irp->StripCasts(),
                          {F, Site.arg(Row.argument('x'))});
  else
    State = clearCompletion(State, Irp->StripCasts());
  if (!Site.resultType()->isVoidType())
    State = Site.returning(State, zero(Site, Site.resultType()));
  Site.C.addTransition(State);
  return true;
}

// The outcome of the IRP's last use ends here. Paths that differ in nothing
// else become one again.
static bool resetIrp(const CallSite &Site, ProgramStateRef State) {
  const MemRegion *Irp = Site.arg(0).getAsRegion();
  if (!Irp)
    return false;
  State = clearCompletion(State, Irp->StripCasts());
  SVal Zero = zero(Site, Site.C.getASTContext().IntTy);
  State = bindIoStatus(Site, State, 0, Zero, Zero);
  Site.C.addTransition(State);
  return true;
}

//===----------------------------------------------------------------------===//
// Threads, work items, timers
//===----------------------------------------------------------------------===//

static bool createThread(const KernelRow &Row, const CallSite &Site,
                         ProgramStateRef State) {
  const FunctionDecl *F = functionOf(Site.arg(Row.argument('c')));
  if (!F || !matters(Site, F))
    return false;
  State = addLater(State, {Role::Thread, F, Site.arg(Row.argument('x')), 0});
  return split(Site, State);
}

static bool queueWork(const KernelRow &Row, const CallSite &Site,
                      ProgramStateRef State, Role Kind) {
  const FunctionDecl *F = functionOf(Site.arg(Row.argument('c')));
  if (!F || !matters(Site, F))
    return false;
  return split(Site,
               addLater(State, {Kind, F, Site.arg(Row.argument('x')), 0}));
}

// Objects that carry their routine in two fields until they are queued.
static bool initObject(const KernelRow &Row, const CallSite &Site,
                       ProgramStateRef State, StringRef Routine,
                       StringRef Context) {
  QualType T = pointee(Site, 0);
  State = setField(State, Site.arg(0), T, Routine, Site.arg(Row.argument('c')),
                   Site.frame());
  State = setField(State, Site.arg(0), T, Context, Site.arg(Row.argument('x')),
                   Site.frame());
  Site.C.addTransition(State);
  return true;
}

static bool queueObject(const CallSite &Site, ProgramStateRef State, int Object,
                        StringRef Routine, StringRef Context, Role Kind) {
  QualType T = pointee(Site, Object);
  if (T.isNull())
    return false;
  const FunctionDecl *F =
      functionOf(fieldValue(State, Site.arg(Object), T, Routine));
  if (!F || !matters(Site, F))
    return false;
  SVal Value = fieldValue(State, Site.arg(Object), T, Context);
  State = addLater(State, {Kind, F, Value, 0});
  if (!Site.resultType()->isVoidType())
    State = Site.returning(
        State, freshValue(Site.C, Site.expr(), Site.resultType(), &ObjectTag));
  Site.C.addTransition(State);
  return true;
}

namespace {
/// A run-once routine that is being executed.
struct RunOnce {
  SymbolRef Status = nullptr; ///< what the call will return
  SVal Word;                  ///< where "done" is kept

  bool operator==(const RunOnce &O) const {
    return Status == O.Status && Word == O.Word;
  }
  void Profile(llvm::FoldingSetNodeID &ID) const {
    ID.AddPointer(Status);
    Word.Profile(ID);
  }
};
} // namespace

REGISTER_MAP_WITH_PROGRAMSTATE(RunningOnce, const FunctionDecl *, RunOnce)

// The routine runs until it has succeeded once; a non-null word means done.
static bool runOnce(const KernelRow &Row, const CallSite &Site,
                    ProgramStateRef State) {
  QualType T = pointee(Site, 0);
  const FunctionDecl *F = functionOf(Site.arg(Row.argument('c')));
  SVal Word = fieldAddress(State, Site.arg(0), T, "Ptr");
  if (!F || !F->hasBody() || !Word.getAs<Loc>())
    return false;
  if (State->getSVal(Word.castAs<Loc>()).getAsFunctionDecl() == F) {
    Site.C.addTransition(Site.returning(State, zero(Site, Site.resultType())));
    return true;
  }
  SVal Status = freshValue(Site.C, Site.expr(), Site.resultType(), &ObjectTag);
  State = Site.returning(State, Status);
  State =
      State->set<RunningOnce>(F->getDefinition(), {Status.getAsSymbol(), Word});
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
  SVal Done = C.getSValBuilder().makeLoc(
      C.getSValBuilder().getRegionManager().getFunctionCodeRegion(&F));
  if (Succeeded)
    Succeeded = assumeStatus(C, Succeeded, Run.Status, true);
  if (Succeeded)
    C.addTransition(Succeeded->bindLoc(Run.Word.castAs<Loc>(), Done,
                                       C.getLocationContext()));
  if (Failed)
    Failed = assumeStatus(C, Failed, Run.Status, false);
  if (Failed)
    C.addTransition(Failed);
  return true;
}

namespace {
/// The addresses a table holds.
class Addresses : public StoreManager::BindingsHandler {
public:
  explicit Addresses(const MemRegion *Table) : Table(Table) {}

  bool HandleBinding(StoreManager &, Store, const MemRegion *Region,
                     SVal Value) override {
    const MemRegion *Target = Value.getAsRegion();
    if (Region->getBaseRegion() == Table && Target &&
        !isa<CodeTextRegion, StringRegion>(Target->StripCasts()))
      Found.push_back(Target);
    return true;
  }

  llvm::SmallVector<const MemRegion *, 4> Found;

private:
  const MemRegion *Table;
};
} // namespace

// RtlQueryRegistryValues writes where the entries of its table point to.
static bool queryRegistry(const CallSite &Site, ProgramStateRef State) {
  const MemRegion *Table = Site.arg(2).getAsRegion();
  if (!Table)
    return false;
  Addresses Written(Table->getBaseRegion());
  Site.C.getStoreManager().iterBindings(State->getStore(), Written);
  for (const MemRegion *Target : Written.Found)
    if (const auto *Typed = dyn_cast<TypedValueRegion>(Target->StripCasts()))
      State = writePointee(
          Site.C, State, loc::MemRegionVal(Typed),
          Site.C.getASTContext().getPointerType(Typed->getValueType()),
          Site.expr());
  return split(Site, State);
}

//===----------------------------------------------------------------------===//
// Objects and frameworks
//===----------------------------------------------------------------------===//

static SVal newObject(const CallSite &Site, ProgramStateRef &State,
                      QualType T) {
  SVal Object = conjureHeap(Site.C, Site.expr(), T);
  if (auto Defined = Object.getAs<DefinedOrUnknownSVal>())
    State = State->assume(*Defined, true);
  return Object;
}

// The new device and its zeroed extension.
static bool createDevice(const KernelRow &Row, const CallSite &Site,
                         ProgramStateRef State) {
  int Out = int(Site.Call.getNumArgs()) - 1;
  QualType Pointer = pointee(Site, Out);
  auto Address = Site.arg(Out).getAs<Loc>();
  if (Pointer.isNull() || !Address || !Pointer->isPointerType())
    return false;
  SVal Device = newObject(Site, State, Pointer);
  SVal Extension = newObject(Site, State, Site.C.getASTContext().VoidPtrTy);
  State = State->bindDefaultZero(Extension, Site.frame());
  State = setField(State, Device, Pointer->getPointeeType(), "DeviceExtension",
                   Extension, Site.frame());
  State = State->bindLoc(*Address, Device, Site.frame());
  State = setField(State, Site.arg(0), pointee(Site, 0), "DeviceObject", Device,
                   Site.frame());
  return split(Site, rememberObject(State, Pointer, Device));
}

// Each framework object has one context; the driver sees the same memory at
// every look.
static bool objectContext(const CallSite &Site, ProgramStateRef State) {
  SymbolRef Key =
      Site.Call.getNumArgs() ? Site.arg(0).getAsLocSymbol(true) : nullptr;
  SVal Result;
  if (const SVal *Known = State->get<ObjectContexts>(Key)) {
    Result = *Known;
  } else if (startsAtLoad(State)) {
    Result = newObject(Site, State, Site.C.getASTContext().VoidPtrTy);
    State = State->bindDefaultZero(Result, Site.frame());
    State = State->set<ObjectContexts>(Key, Result);
  } else {
    // It was there before this path began.
    Result = freshValue(Site.C, Site.expr(), Site.C.getASTContext().VoidPtrTy,
                        &ObjectTag);
    State = State->set<ObjectContexts>(Key, Result);
  }
  Site.C.addTransition(Site.returning(keep(State, Result), Result));
  return true;
}

// The stack location of the IRP the stage was given.
static bool currentStack(const CallSite &Site, ProgramStateRef State) {
  std::optional<SVal> Known = knownObject(State, Site.resultType());
  if (!Known)
    return false;
  Site.C.addTransition(Site.returning(State, *Known));
  return true;
}

// The object a framework call has just made: its cleanup callbacks get it.
static SVal newestHandle(const CallSite &Site, ProgramStateRef State) {
  int Out = int(Site.Call.getNumArgs()) - 1;
  QualType T = pointee(Site, Out);
  auto Address = Site.arg(Out).getAs<Loc>();
  if (T.isNull() || !T->isPointerType() || !Address || !Address->getAsRegion())
    return UnknownVal();
  return State->getSVal(*Address, T);
}

static ProgramStateRef addFromField(const CallSite &Site, ProgramStateRef State,
                                    int Arg, StringRef Field, Role Kind,
                                    unsigned Rank = 0) {
  QualType T = pointee(Site, Arg);
  if (T.isNull() || !T->isRecordType())
    return State;
  SVal F = fieldValue(State, Site.arg(Arg), T, Field);
  return addLater(State,
                  {Kind, functionOf(F), newestHandle(Site, State), Rank});
}

static ProgramStateRef newHandle(const CallSite &Site, ProgramStateRef State,
                                 int Out) {
  QualType T = pointee(Site, Out);
  auto Address = Site.arg(Out).getAs<Loc>();
  if (T.isNull() || !Address || !Address->getAsRegion() || !T->isPointerType())
    return State;
  SVal Handle = newObject(Site, State, T);
  State = State->bindLoc(*Address, Handle, Site.frame());
  return rememberObject(State, T, Handle);
}

static bool createWdfDriver(const CallSite &Site, ProgramStateRef State) {
  State = newHandle(Site, State, 4);
  QualType Config = pointee(Site, 3);
  bool Pnp =
      !Config.isNull() &&
      functionOf(fieldValue(State, Site.arg(3), Config, "EvtDriverDeviceAdd"));
  State = Pnp ? setSystemUnload(State, true) : setControlDevicesOnly(State);
  State = addFromField(Site, State, 3, "EvtDriverDeviceAdd", Role::DeviceAdd);
  State = addFromField(Site, State, 3, "EvtDriverUnload", Role::KmdfUnload);
  State =
      addFromField(Site, State, 2, "EvtCleanupCallback", Role::DriverCleanup);
  State =
      addFromField(Site, State, 2, "EvtDestroyCallback", Role::DriverCleanup);
  return split(Site, State);
}

// What the members of registration records mean for a device's or driver's
// life (contract §4.1, §4.4); every other routine is a plain callback.
static std::pair<Role, unsigned> roleOfMember(StringRef Member) {
  struct Entry {
    StringRef Member;
    Role Kind;
    unsigned Rank;
  };
  static const Entry Table[] = {
      {"UnloadHandler", Role::NdisUnload, 0},
      {"FilterUnloadCallback", Role::FilterUnload, 0},
      {"InitializeHandlerEx", Role::DeviceStart, 0},
      {"AttachHandler", Role::DeviceStart, 0},
      {"InstanceSetupCallback", Role::DeviceStart, 0},
      {"EvtDevicePrepareHardware", Role::DeviceStart, 0},
      {"EvtDeviceD0Entry", Role::DeviceStart, 1},
      {"EvtDeviceSelfManagedIoInit", Role::DeviceStart, 2},
      {"EvtDeviceD0Exit", Role::DeviceEnd, 0},
      {"EvtDeviceSelfManagedIoFlush", Role::DeviceEnd, 1},
      {"EvtDeviceReleaseHardware", Role::DeviceEnd, 2},
      {"EvtDeviceSelfManagedIoCleanup", Role::DeviceEnd, 3},
      {"HwFindAdapter", Role::DeviceStart, 0},
      {"HwInitialize", Role::DeviceStart, 1},
      {"HwFreeAdapterResources", Role::DeviceEnd, 0},
      {"HaltHandlerEx", Role::DeviceEnd, 0},
      {"DetachHandler", Role::DeviceEnd, 0},
      {"InstanceTeardownCompleteCallback", Role::DeviceEnd, 0},
      {"EvtCleanupCallback", Role::DeviceEnd, 4},
      {"EvtDestroyCallback", Role::DeviceEnd, 5},
  };
  for (const Entry &E : Table)
    if (E.Member == Member)
      return {E.Kind, E.Rank};
  return {Role::Callback, 0};
}

// Every routine a registration record names may be called.
static ProgramStateRef addAllRoutines(const CallSite &Site,
                                      ProgramStateRef State, int Arg) {
  QualType T = pointee(Site, Arg);
  const RecordDecl *Record = T.isNull() ? nullptr : T->getAsRecordDecl();
  if (!Record || !Record->getDefinition())
    return State;
  for (const FieldDecl *Field : Record->getDefinition()->fields()) {
    if (!Field->getType()->isPointerType())
      continue;
    auto [Kind, Rank] = roleOfMember(Field->getName());
    if (Kind == Role::DeviceEnd && hasControlDevicesOnly(State))
      Rank += AfterUnload;
    State = addFromField(Site, State, Arg, Field->getName(), Kind, Rank);
  }
  return State;
}

static bool registerWith(const KernelRow &Row, const CallSite &Site,
                         ProgramStateRef State) {
  for (unsigned I = 0; I != Site.Call.getNumArgs(); ++I)
    if (Row.role(I) == 'r')
      State = addAllRoutines(Site, State, I);
  return split(Site, State);
}

// Pre- and post-operation callbacks: a table that ends with
// IRP_MJ_OPERATION_END.
static ProgramStateRef addOperations(const CallSite &Site,
                                     ProgramStateRef State, SVal Table) {
  constexpr unsigned End = 0x80, Most = 64;
  const MemRegion *Region = Table.getAsRegion();
  const auto *First =
      Region ? dyn_cast<ElementRegion>(Region->StripCasts()) : nullptr;
  if (!First || !First->getElementType()->isRecordType())
    return State;
  QualType T = First->getElementType();
  for (unsigned I = 0; I != Most; ++I) {
    SVal Row = State->getLValue(
        T, Site.C.getSValBuilder().makeArrayIndex(I),
        loc::MemRegionVal(cast<SubRegion>(First->getSuperRegion())));
    const llvm::APSInt *Major =
        fieldValue(State, Row, T, "MajorFunction").getAsInteger();
    if (!Major || Major->getZExtValue() == End)
      return State;
    for (StringRef Member : {"PreOperation", "PostOperation"})
      State = addLater(State, {Role::Callback,
                               functionOf(fieldValue(State, Row, T, Member)),
                               UnknownVal(), 0});
  }
  return State;
}

static bool registerFilter(const KernelRow &Row, const CallSite &Site,
                           ProgramStateRef State) {
  QualType T = pointee(Site, 1);
  if (!T.isNull())
    State = addOperations(
        Site, State,
        fieldValue(State, Site.arg(1), T, "OperationRegistration"));
  return registerWith(Row, Site, State);
}

// A port driver brings an unload routine of its own; a driver may put its own
// in that place. All routines of the adapter get one zeroed extension.
static bool initializePort(const KernelRow &Row, const CallSite &Site,
                           ProgramStateRef State) {
  SVal Extension = newObject(Site, State, Site.C.getASTContext().VoidPtrTy);
  State = State->bindDefaultZero(Extension, Site.frame());
  int Data = Row.argument('r');
  QualType T = pointee(Site, Data);
  const RecordDecl *Record = T.isNull() ? nullptr : T->getAsRecordDecl();
  if (Record && Record->getDefinition())
    for (const FieldDecl *Field : Record->getDefinition()->fields())
      if (Field->getType()->isPointerType()) {
        auto [Kind, Rank] = roleOfMember(Field->getName());
        SVal F = fieldValue(State, Site.arg(Data), T, Field->getName());
        State = addLater(State, {Kind, functionOf(F), Extension, Rank});
      }
  if (const FunctionDecl *F = functionOf(Site.arg(Row.argument('c'))))
    State = addLater(State, {Role::AddDevice, F, UnknownVal(), 0});
  return split(Site, setSystemUnload(keep(State, Extension), true));
}

static bool createWdfObject(const KernelRow &Row, const CallSite &Site,
                            ProgramStateRef State) {
  int Out = int(Site.Call.getNumArgs()) - 1;
  return registerWith(Row, Site, newHandle(Site, State, Out));
}

bool wsk::evaluateScheduleOp(const KernelRow &Row, const CallSite &Site,
                             ProgramStateRef State) {
  switch (Row.Op) {
  case KernelOp::SetCompletion:
    return setCompletionRoutine(Row, Site, State);
  case KernelOp::ReuseIrp:
    return resetIrp(Site, State);
  case KernelOp::CreateThread:
    return createThread(Row, Site, State);
  case KernelOp::QueueWork:
    return queueWork(Row, Site, State, Role::WorkItem);
  case KernelOp::Callback:
    return queueWork(Row, Site, State, Role::Callback);
  case KernelOp::InitWorkItem:
    return initObject(Row, Site, State, "WorkerRoutine", "Parameter");
  case KernelOp::QueueExWork:
    return queueObject(Site, State, 0, "WorkerRoutine", "Parameter",
                       Role::WorkItem);
  case KernelOp::InitDpc:
    return initObject(Row, Site, State, "DeferredRoutine", "DeferredContext");
  case KernelOp::QueueDpc:
    return queueObject(Site, State, 0, "DeferredRoutine", "DeferredContext",
                       Role::Dpc);
  case KernelOp::SetTimer:
    return queueObject(Site, State, int(Site.Call.getNumArgs()) - 1,
                       "DeferredRoutine", "DeferredContext", Role::Dpc);
  case KernelOp::RunOnce:
    return runOnce(Row, Site, State);
  case KernelOp::QueryRegistry:
    return queryRegistry(Site, State);
  case KernelOp::CreateDevice:
    return createDevice(Row, Site, State);
  case KernelOp::ObjectContext:
    return objectContext(Site, State);
  case KernelOp::CurrentStack:
    return currentStack(Site, State);
  case KernelOp::WdfDriverCreate:
    return createWdfDriver(Site, State);
  case KernelOp::WdfDeviceCreate:
  case KernelOp::WdfQueueCreate:
  case KernelOp::WdfWorkItemCreate:
    return createWdfObject(Row, Site, State);
  case KernelOp::FltRegisterFilter:
    return registerFilter(Row, Site, State);
  case KernelOp::PortInitialize:
    return initializePort(Row, Site, State);
  case KernelOp::WdfPnpCallbacks:
  case KernelOp::WdfFileCallbacks:
  case KernelOp::NdisRegister:
    return registerWith(Row, Site, State);
  default:
    return false;
  }
}
