//===- KernelCalls.cpp - Effects of routines without a body ---------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "core/Compat.h"
#include "model/Evaluate.h"
#include "llvm/ADT/SetVector.h"

using namespace clang;
using namespace ento;
using namespace wsk;

static const int ResultTag = 0;

namespace {
/// Collects what is stored in one object: pointers that may be sockets, and
/// the memory it points to.
class Stored : public StoreManager::BindingsHandler {
public:
  explicit Stored(const MemRegion *Object) : Object(Object) {}

  bool HandleBinding(StoreManager &, Store, const MemRegion *Region,
                     SVal Value) override {
    if (Region->getBaseRegion() != Object)
      return true;
    if (SymbolRef Pointer = socketSymbol(Value))
      Pointers.push_back(Pointer);
    const MemRegion *Target = Value.getAsRegion();
    if (Target && isa<HeapSpaceRegion>(memorySpace(*Target)))
      Memory.push_back(Target->getBaseRegion());
    return true;
  }

  llvm::SmallVector<SymbolRef, 2> Pointers;
  llvm::SmallVector<const MemRegion *, 2> Memory;

private:
  const MemRegion *Object;
};
} // namespace

ProgramStateRef wsk::escapeContent(CheckerContext &C, ProgramStateRef State,
                                   SVal Object) {
  const MemRegion *Region = Object.getAsRegion();
  if (!Region || sockets(State).empty())
    return State;
  llvm::SmallSetVector<const MemRegion *, 4> Reached;
  Reached.insert(Region->getBaseRegion());
  for (unsigned I = 0; I != Reached.size(); ++I) {
    Stored Content(Reached[I]);
    C.getStoreManager().iterBindings(State->getStore(), Content);
    for (SymbolRef Pointer : Content.Pointers)
      if (std::optional<Socket> S = socket(State, Pointer))
        State = setSocket(State, Pointer, S->withEscape());
    Reached.insert(Content.Memory.begin(), Content.Memory.end());
  }
  return State;
}

// What the argument roles say is written and kept.
static ProgramStateRef applyRoles(const KernelRow *Row, const CallSite &Site,
                                  ProgramStateRef State) {
  if (!Row)
    State = noteCallbacks(Site, State);
  for (unsigned I = 0; I != Site.Call.getNumArgs(); ++I) {
    char Role = Row ? Row->role(I) : 'w';
    if (!Row)
      State = escapeContent(Site.C, State, Site.arg(I));
    QualType T = Site.argType(I);
    QualType Declared = Site.Call.getArgExpr(I)->getType();
    bool Writable = Declared->isPointerType() &&
                    !Declared->getPointeeType().isConstQualified();
    if (Role == 'w' && Writable && T->isPointerType())
      State = writePointee(Site.C, State, Site.arg(I), T, Site.expr());
    if (QualType Place = writableReference(Site.Call, I); !Place.isNull())
      State = writePointee(Site.C, State, Site.arg(I), Place, Site.expr());
    // An unknown routine may keep what it is given.
    if (Role == 'k' || (!Row && Declared->isPointerType()))
      State = escape(State, Site.arg(I));
    if (Role == 'f' && Site.arg(I).getAsRegion()) {
      State = wipeMemory(State, Site.arg(I).getAsRegion());
      State = forgetContent(Site.C, State, Site.arg(I).getAsRegion());
    }
  }
  return State;
}

static SVal newMemory(const CallSite &Site) {
  return conjureHeap(Site.C, Site.expr(), Site.expr()->getType());
}

static ProgramStateRef returnMemory(const KernelRow &Row, const CallSite &Site,
                                    ProgramStateRef State) {
  SVal Memory = newMemory(Site);
  // Memory runs out once on a path. What a driver does when it runs out again
  // while it undoes things would double the paths at every allocation.
  if (outOfMemory(State))
    State = State->assume(Memory.castAs<DefinedSVal>(), true);
  else
    State = trackAllocation(State, Memory.getAsLocSymbol());
  if (Row.Returns == KernelReturn::PoolZero)
    State = State->bindDefaultZero(Memory, Site.frame());
  return Site.returning(State, Memory);
}

// A wait without a time-out that is not alertable ends with success.
static ProgramStateRef returnWait(const KernelRow &Row, const CallSite &Site,
                                  ProgramStateRef State) {
  SValBuilder &SVB = Site.C.getSValBuilder();
  QualType T = Site.resultType();
  SVal Timeout = Site.arg(Row.timeOut());
  if (Timeout.isZeroConstant())
    return Site.returning(State, SVB.makeZeroVal(T));
  SVal Status = freshValue(Site.C, Site.expr(), T, &ResultTag);
  SVal Cond = SVB.evalBinOp(State, BO_GE, Status, SVB.makeZeroVal(T),
                            SVB.getConditionType());
  if (auto Defined = Cond.getAs<DefinedSVal>())
    State = State->assume(*Defined, true);
  return Site.returning(State, Status);
}

static ProgramStateRef returnResult(const CallSite &Site,
                                    ProgramStateRef State) {
  SValBuilder &SVB = Site.C.getSValBuilder();
  QualType T = Site.resultType();
  SVal Status = freshValue(Site.C, Site.expr(), T, &ResultTag);
  SVal Cond = SVB.evalBinOp(State, BO_LE, Status, SVB.makeZeroVal(T),
                            SVB.getConditionType());
  if (auto Defined = Cond.getAs<DefinedSVal>())
    State = State->assume(*Defined, true);
  return Site.returning(assumeNoWarning(Site.C, State, Status), Status);
}

static ProgramStateRef returnValue(const KernelRow *Row, const CallSite &Site,
                                   ProgramStateRef State) {
  QualType T = Site.resultType();
  if (T->isVoidType())
    return State;
  switch (Row ? Row->Returns : KernelReturn::Value) {
  case KernelReturn::Success:
    return Site.returning(State, Site.C.getSValBuilder().makeZeroVal(T));
  case KernelReturn::Result:
    return returnResult(Site, State);
  case KernelReturn::Wait:
    return returnWait(*Row, Site, State);
  case KernelReturn::Pool:
  case KernelReturn::PoolZero:
  case KernelReturn::Irp:
  case KernelReturn::Mdl:
    return returnMemory(*Row, Site, State);
  case KernelReturn::Arg0:
    return Site.returning(State, Site.arg(0));
  case KernelReturn::Failure: {
    // DWORD or NTSTATUS: what is asked of it is whether it is negative.
    auto [Failing, Status] =
        freshFailure(Site.C, State, Site.expr(), Site.C.getASTContext().IntTy);
    return Site.returning(Failing ? Failing : State, Status);
  }
  default:
    // A reference is the address of something.
    if (T->isReferenceType())
      T = Site.C.getASTContext().getPointerType(T->getPointeeType());
    return Site.returning(State,
                          freshValue(Site.C, Site.expr(), T, &ResultTag));
  }
}

void wsk::evaluateKernelCall(const KernelRow *Row, const CallSite &Site) {
  if (Row && Row->Returns == KernelReturn::NoReturn)
    return void(
        Site.C.generateSink(Site.C.getState(), Site.C.getPredecessor()));
  bool RolesFirst = !Row || Row->Op == KernelOp::None ||
                    Row->Op >= KernelOp::SetCompletion ||
                    Row->Op == KernelOp::Free || Row->Op == KernelOp::Print;
  ProgramStateRef State =
      RolesFirst ? applyRoles(Row, Site, Site.C.getState()) : Site.C.getState();
  if (Row &&
      (evaluateMemoryOp(*Row, Site, State) ||
       evaluateScheduleOp(*Row, Site, State) ||
       evaluateOnceOp(*Row, Site, State) || evaluateGateOp(*Row, Site, State) ||
       evaluateLinkOp(*Row, Site, State) || evaluateListOp(*Row, Site, State) ||
       evaluateDeviceOp(*Row, Site, State) ||
       evaluateFrameworkOp(*Row, Site, State) ||
       evaluateTableOp(*Row, Site, State)))
    return;
  Site.C.addTransition(returnValue(Row, Site, State));
}

void wsk::evaluateUnknownCall(const CallSite &Site, ProgramStateRef State) {
  State = applyRoles(nullptr, Site, State);
  Site.C.addTransition(returnValue(nullptr, Site, State));
}
