//===- Operation.cpp - IRPs in WSK's hands --------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "wsk/Operation.h"
#include "base/Choice.h"
#include "base/Scheduler.h"
#include "io/Irp.h"
#include "monitor/Lifetime.h"
#include "wsk/Close.h"
#include "wsk/Registration.h"
#include <algorithm>

namespace kernel {
namespace wsk {

State &state() {
  static run::Local<State> TheState;
  return *TheState;
}

template <class T> static void remove(run::vector<T *> &From, T *What) {
  From.erase(std::remove(From.begin(), From.end(), What), From.end());
}

static void cancelledByDriver(IRP *Irp) { cancelIrp(Irp); }

Operation *begin(OperationKind Kind, const char *Function, IRP *Irp,
                 Socket *Target, Registration *Client) {
  if (!irp::accept(Irp, Function))
    return nullptr;
  auto *Op = run::create<Operation>();
  Op->Kind = Kind;
  Op->Function = Function;
  Op->Irp = Irp;
  Op->Target = Target;
  Op->Client = Client;
  Op->Made = captureRef();
  irp::find(Irp)->Provider = Op;
  irp::setHostCanceller(Irp, cancelledByDriver);
  Op->Context = irp::currentLocation(Irp)->Context;
  state().ByContext[Op->Context] = Op;
  if (Client)
    Client->Requests.push_back(Op);
  if (Target && Kind != OperationKind::Close)
    ++Target->Outstanding;
  return Op;
}

/// The routine has returned: nothing of the driver runs for \p Op any more.
static void retire(Operation *Op) {
  if (Op->Client) {
    remove(Op->Client->Requests, Op);
    wakeDeregister(*Op->Client);
  }
  Socket *S = Op->Target;
  if (!S)
    return;
  if (Op->Kind == OperationKind::Close)
    return closed(*S);
  --S->Outstanding;
  tryFinishClose(*S);
}

static void complete(Operation *Op) {
  IRP *Irp = Op->Irp;
  KERNEL_TRACE("%s completes: status 0x%08x, information 0x%llx", Op->Function,
               unsigned(Op->Status), (unsigned long long)Op->Information);
  irp::find(Irp)->Provider = nullptr;
  Irp->CancelRoutine = nullptr;
  monitor::endLoans(Op);
  auto Place = state().ByContext.find(Op->Context);
  if (Place != state().ByContext.end() && Place->second == Op)
    state().ByContext.erase(Place);
  irp::complete(Irp, Op->Status, Op->Information);
  retire(Op);
  run::destroy(Op);
}

static void completeOnFiber(void *Argument) {
  complete(static_cast<Operation *>(Argument));
}

static void completeLater(Operation *Op) {
  spawn(FiberKind::Dpc, "completion", completeOnFiber, Op, nt::DISPATCH_LEVEL);
}

void decide(Operation *Op, NTSTATUS Status, uintptr_t Information) {
  Op->Decided = true;
  Op->Status = Status;
  Op->Information = nt::succeeded(Status) ? Information : 0;
  if (Op->Target)
    remove(Op->Target->Waiting, Op);
  if (!Op->InCall)
    completeLater(Op);
}

NTSTATUS conclude(Operation *Op) {
  bool Inline = Op->Decided && choose(ChoiceKind::Inline, 2) == 1;
  if (Inline) {
    NTSTATUS Status = Op->Status;
    complete(Op);
    return Status;
  }
  irp::currentLocation(Op->Irp)->Control |= nt::SL_PENDING_RETURNED;
  Op->InCall = false;
  if (Op->Decided)
    completeLater(Op);
  return nt::STATUS_PENDING;
}

NTSTATUS finish(Operation *Op, NTSTATUS Status, uintptr_t Information) {
  decide(Op, Status, Information);
  return conclude(Op);
}

NTSTATUS refuse(Operation *Op, NTSTATUS Status) {
  decide(Op, Status);
  complete(Op);
  return Status;
}

void wait(Operation *Op) { Op->Target->Waiting.push_back(Op); }

void cancelAll(Socket &S, NTSTATUS Status) {
  while (!S.Waiting.empty())
    decide(S.Waiting.front(), Status);
}

bool cancelIrp(IRP *Irp) {
  irp::Record *R = irp::find(Irp);
  if (!R || !R->Provider)
    return false;
  auto *Op = static_cast<Operation *>(R->Provider);
  cancel(Op);
  return true;
}

void cancel(Operation *Op) {
  if (Op->Decided || Op->Kind == OperationKind::Close)
    return;
  if (Socket *S = Op->Fruit) {
    S->Creating = nullptr;
    drop(*S);
  }
  decide(Op, nt::STATUS_CANCELLED);
}

Operation *firstWaiting(const Socket &S, OperationKind Kind) {
  for (Operation *Op : S.Waiting)
    if (Op->Kind == Kind)
      return Op;
  return nullptr;
}

NTSTATUS chooseFailure(std::initializer_list<NTSTATUS> Failures) {
  uint32_t Answer = choose(ChoiceKind::Fault, Failures.size() + 1);
  return Answer ? Failures.begin()[Answer - 1] : nt::STATUS_SUCCESS;
}

InsideCall::InsideCall(Socket &S) : S(S) { S.Inside.push_back(self()); }

InsideCall::~InsideCall() {
  auto Place = std::find(S.Inside.begin(), S.Inside.end(), self());
  if (Place != S.Inside.end())
    S.Inside.erase(Place);
}

} // namespace wsk
} // namespace kernel
