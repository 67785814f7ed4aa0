//===- ScheduleOps.cpp - Calls that make other code of the driver run -----===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "core/Compat.h"
#include "model/Evaluate.h"
#include "model/Later.h"
#include "model/Loops.h"

using namespace clang;
using namespace ento;
using namespace wsk;

static const int ObjectTag = 0;

static SVal zero(const CallSite &Site, QualType T) {
  return Site.C.getSValBuilder().makeZeroVal(T);
}

bool wsk::splitOutcome(const CallSite &Site, ProgramStateRef Success,
                       const NoteTag *Note) {
  CheckerContext &C = Site.C;
  QualType T = Site.resultType();
  if (T->isVoidType()) {
    C.addTransition(Success, Note);
    return true;
  }
  C.addTransition(Site.returning(Success, zero(Site, T)), Note);
  // The first rounds of a loop have failed already.
  if (roundsAround(C, Site.expr()).Any > OpenRounds)
    return true;
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
  return splitOutcome(Site, State);
}

static bool queueWork(const KernelRow &Row, const CallSite &Site,
                      ProgramStateRef State, Role Kind) {
  const FunctionDecl *F = functionOf(Site.arg(Row.argument('c')));
  if (!F || !matters(Site, F))
    return false;
  return splitOutcome(
      Site, addLater(State, {Kind, F, Site.arg(Row.argument('x')), 0}));
}

// Unlike what an unknown routine is given, it surely comes more than once.
static bool setNotifyRoutine(const KernelRow &Row, const CallSite &Site,
                             ProgramStateRef State) {
  const FunctionDecl *F = functionOf(Site.arg(Row.argument('c')));
  auto Remove = Site.arg(1).getAs<DefinedOrUnknownSVal>();
  if (!F || !matters(Site, F) || !Remove)
    return false;
  const Later Routine{Role::Callback, F, UnknownVal(), 0};
  auto [Removed, Added] = State->assume(*Remove);
  if (Removed)
    Site.C.addTransition(Site.returning(clearLater(Removed, Routine),
                                        zero(Site, Site.resultType())));
  return !Added || splitOutcome(Site, addLater(Added, Routine));
}

// Objects that carry their routine in two fields until they are queued.
static bool initObject(const KernelRow &Row, const CallSite &Site,
                       ProgramStateRef State, StringRef Routine,
                       StringRef Context) {
  QualType T = Site.pointee(0);
  State = setField(State, Site.arg(0), T, Routine, Site.arg(Row.argument('c')),
                   Site.frame());
  State = setField(State, Site.arg(0), T, Context, Site.arg(Row.argument('x')),
                   Site.frame());
  Site.C.addTransition(State);
  return true;
}

static bool queueObject(const CallSite &Site, ProgramStateRef State, int Object,
                        StringRef Routine, StringRef Context, Role Kind) {
  QualType T = Site.pointee(Object);
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
  return splitOutcome(Site, State);
}

static bool raiseOrNot(const CallSite &Site, ProgramStateRef State) {
  SValBuilder &SVB = Site.C.getSValBuilder();
  Site.C.addTransition(Site.returning(State, zero(Site, Site.resultType())));
  Site.C.addTransition(
      Site.returning(State, SVB.makeIntVal(1, Site.resultType())),
      Site.C.getNoteTag("An exception is raised here", /*IsPrunable=*/true));
  return true;
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
  case KernelOp::Notify:
    return setNotifyRoutine(Row, Site, State);
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
  case KernelOp::Raises:
    return raiseOrNot(Site, State);
  case KernelOp::QueryRegistry:
    return queryRegistry(Site, State);
  default:
    return false;
  }
}
