//===- FrameworkOps.cpp - Calls that make objects and hand over tables ----===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Framework objects and their contexts; the tables of routines a
/// driver gives to KMDF, NDIS, the filter manager or a port driver.
//===----------------------------------------------------------------------===//
#include "core/Compat.h"
#include "model/Evaluate.h"
#include "model/Later.h"

using namespace clang;
using namespace ento;
using namespace wsk;

REGISTER_MAP_WITH_PROGRAMSTATE(ObjectContexts, SymbolRef, SVal)
REGISTER_MAP_WITH_PROGRAMSTATE(ObjectParents, SymbolRef, SVal)

static const int ObjectTag = 0;

static SVal newObject(const CallSite &Site, ProgramStateRef &State,
                      QualType T) {
  SVal Object = conjureHeap(Site.C, Site.expr(), T);
  if (auto Defined = Object.getAs<DefinedOrUnknownSVal>())
    State = State->assume(*Defined, true);
  return Object;
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
  QualType T = Site.pointee(Out);
  auto Address = Site.arg(Out).getAs<Loc>();
  if (T.isNull() || !T->isPointerType() || !Address || !Address->getAsRegion())
    return UnknownVal();
  return State->getSVal(*Address, T);
}

/// Adds the routine in the field \p Field of the record of an argument, as \p L
/// says but for the routine.
static ProgramStateRef addFromField(const CallSite &Site, ProgramStateRef State,
                                    int Arg, StringRef Field, Later L) {
  QualType T = Site.pointee(Arg);
  if (T.isNull() || !T->isRecordType())
    return State;
  L.Routine = functionOf(fieldValue(State, Site.arg(Arg), T, Field));
  return addLater(State, L);
}

static ProgramStateRef newHandle(const CallSite &Site, ProgramStateRef State,
                                 int Out) {
  QualType T = Site.pointee(Out);
  auto Address = Site.arg(Out).getAs<Loc>();
  if (T.isNull() || !Address || !Address->getAsRegion() || !T->isPointerType())
    return State;
  SVal Handle = newObject(Site, State, T);
  State = State->bindLoc(*Address, Handle, Site.frame());
  return rememberObject(State, T, Handle);
}

static bool createWdfDriver(const CallSite &Site, ProgramStateRef State) {
  State = newHandle(Site, State, 4);
  QualType Config = Site.pointee(3);
  bool Pnp =
      !Config.isNull() &&
      functionOf(fieldValue(State, Site.arg(3), Config, "EvtDriverDeviceAdd"));
  State = Pnp ? setSystemUnload(State, true) : setControlDevicesOnly(State);
  const Later Add{Role::DeviceAdd, nullptr, newestHandle(Site, State)},
      Unload{Role::KmdfUnload, nullptr, Add.Context},
      CleanUp{Role::DriverCleanup, nullptr, Add.Context};
  State = addFromField(Site, State, 3, "EvtDriverDeviceAdd", Add);
  State = addFromField(Site, State, 3, "EvtDriverUnload", Unload);
  State = addFromField(Site, State, 2, "EvtCleanupCallback", CleanUp);
  State = addFromField(Site, State, 2, "EvtDestroyCallback", CleanUp);
  return splitOutcome(Site, State);
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
      {"ClientAttachProvider", Role::DeviceStart, 0},
      {"RestartHandler", Role::DeviceStart, 1},
      {"EvtDevicePrepareHardware", Role::DeviceStart, 1},
      {"EvtDeviceD0Entry", Role::DeviceStart, 2},
      {"EvtDeviceSelfManagedIoInit", Role::DeviceStart, 3},
      {"EvtDeviceD0Exit", Role::DeviceEnd, 0},
      {"EvtDeviceSelfManagedIoFlush", Role::DeviceEnd, 1},
      {"EvtDeviceReleaseHardware", Role::DeviceEnd, 2},
      {"EvtDeviceSelfManagedIoCleanup", Role::DeviceEnd, 3},
      {"HwFindAdapter", Role::DeviceStart, 0},
      {"HwInitialize", Role::DeviceStart, 1},
      {"HwFreeAdapterResources", Role::DeviceEnd, 0},
      {"PauseHandler", Role::DeviceEnd, 0},
      {"HaltHandlerEx", Role::DeviceEnd, 1},
      {"DetachHandler", Role::DeviceEnd, 1},
      {"ClientDetachProvider", Role::DeviceEnd, 1},
      {"InstanceTeardownStartCallback", Role::DeviceEnd, 0},
      {"InstanceTeardownCompleteCallback", Role::DeviceEnd, 1},
      {"EvtCleanupCallback", Role::DeviceEnd, 4},
      {"EvtDestroyCallback", Role::DeviceEnd, 5},
      {"EvtDeviceFileCreate", Role::Dispatch, MajorCreate},
      {"EvtFileCleanup", Role::Dispatch, MajorCleanup},
      {"EvtFileClose", Role::Dispatch, MajorClose},
      {"EvtIoRead", Role::Dispatch, MajorRead},
      {"EvtIoWrite", Role::Dispatch, MajorWrite},
      {"EvtIoDeviceControl", Role::Dispatch, MajorDeviceControl},
  };
  for (const Entry &E : Table)
    if (E.Member == Member)
      return {E.Kind, E.Rank};
  return {Role::Callback, 0};
}

// Every routine a registration record names may be called, with \p Context.
static ProgramStateRef addAllRoutines(const CallSite &Site,
                                      ProgramStateRef State, int Arg,
                                      SVal Context) {
  QualType T = Site.pointee(Arg);
  const RecordDecl *Record = T.isNull() ? nullptr : T->getAsRecordDecl();
  if (!Record || !Record->getDefinition())
    return State;
  for (const FieldDecl *Field : Record->getDefinition()->fields()) {
    if (!Field->getType()->isPointerType())
      continue;
    auto [Kind, Rank] = roleOfMember(Field->getName());
    if (Kind == Role::DeviceEnd && hasControlDevicesOnly(State))
      Rank += AfterUnload;
    State = addFromField(Site, State, Arg, Field->getName(),
                         {Kind, nullptr, Context, Rank});
  }
  return State;
}

static bool registerWith(const KernelRow &Row, const CallSite &Site,
                         ProgramStateRef State) {
  // NDIS and the module registrar give the routines a context they learn later.
  SVal Context = Row.Op == KernelOp::NdisRegister ? SVal(UnknownVal())
                                                  : newestHandle(Site, State);
  for (unsigned I = 0; I != Site.Call.getNumArgs(); ++I)
    if (Row.role(I) == 'r')
      State = addAllRoutines(Site, State, I, Context);
  return splitOutcome(Site, State);
}

// Pre- and post-operation callbacks: a table that ends with
// IRP_MJ_OPERATION_END.
static ProgramStateRef addOperations(const CallSite &Site,
                                     ProgramStateRef State, SVal Table) {
  constexpr unsigned End = 0x80, Most = 64;
  // The address of an array is that of its first element.
  const MemRegion *Region = Table.getAsRegion();
  const auto *First = dyn_cast_or_null<ElementRegion>(Region);
  const auto *Whole = dyn_cast_or_null<TypedValueRegion>(
      First ? First->getSuperRegion() : Region);
  const ArrayType *Array =
      Whole ? Site.C.getASTContext().getAsArrayType(Whole->getValueType())
            : nullptr;
  if (!Array || !Array->getElementType()->isRecordType())
    return State;
  QualType T = Array->getElementType();
  for (unsigned I = 0; I != Most; ++I) {
    SVal Row = State->getLValue(T, Site.C.getSValBuilder().makeArrayIndex(I),
                                loc::MemRegionVal(Whole));
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
  QualType T = Site.pointee(1);
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
  QualType T = Site.pointee(Data);
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
  return splitOutcome(Site, setSystemUnload(keep(State, Extension), true));
}

// The device an object is made for, or the parent its attributes name.
static SVal parentOf(const CallSite &Site, ProgramStateRef State) {
  for (int I = int(Site.Call.getNumArgs()) - 1; I >= 0; --I)
    if (QualType T = Site.pointee(I); !T.isNull() && T->isRecordType()) {
      SVal Parent = fieldValue(State, Site.arg(I), T, "ParentObject");
      if (Parent.getAsLocSymbol(true))
        return Parent;
    }
  return Site.arg(0);
}

static bool createWdfObject(const KernelRow &Row, const CallSite &Site,
                            ProgramStateRef State) {
  int Out = int(Site.Call.getNumArgs()) - 1;
  SVal Parent = parentOf(Site, State);
  State = newHandle(Site, State, Out);
  if (SymbolRef Made = newestHandle(Site, State).getAsLocSymbol(true))
    if (Parent.getAsLocSymbol(true))
      State = keep(State->set<ObjectParents>(Made, Parent), Parent);
  return registerWith(Row, Site, State);
}

static bool objectParent(const CallSite &Site, ProgramStateRef State) {
  SymbolRef Object = Site.arg(0).getAsLocSymbol(true);
  const SVal *Parent = Object ? State->get<ObjectParents>(Object) : nullptr;
  if (!Parent)
    return false;
  Site.C.addTransition(Site.returning(State, *Parent));
  return true;
}

// The framework calls the object's cleanup callback before it returns.
static bool deleteObject(const CallSite &Site, ProgramStateRef State) {
  for (const Later &L : laterRoutines(State))
    if (L.Kind == Role::DeviceEnd && L.Context == Site.arg(0) &&
        L.Routine->getDefinition()) {
      runInside(Site, clearLater(State, L), L.Routine->getDefinition(),
                {Site.arg(0)}, nullptr);
      return true;
    }
  return false;
}

// The context of a filter module or of a miniport's adapter.
static bool setAdapterContext(const CallSite &Site, ProgramStateRef State) {
  SVal Context = Site.arg(1);
  if (QualType T = Site.pointee(1); !T.isNull() && T->isRecordType()) {
    SVal Member = fieldValue(State, Context, T, "MiniportAdapterContext");
    if (!Member.isUnknown())
      Context = Member;
  }
  return splitOutcome(Site, wsk::setAdapterContext(State, Context));
}

static bool completeRequest(const CallSite &Site, ProgramStateRef State) {
  Site.C.addTransition(setCompleted(State, Site.arg(1)));
  return true;
}

bool wsk::evaluateFrameworkOp(const KernelRow &Row, const CallSite &Site,
                              ProgramStateRef State) {
  switch (Row.Op) {
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
  case KernelOp::AdapterContext:
    return ::setAdapterContext(Site, State);
  case KernelOp::ObjectDelete:
    return deleteObject(Site, State);
  case KernelOp::ObjectParent:
    return objectParent(Site, State);
  case KernelOp::CompleteRequest:
    return completeRequest(Site, State);
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
