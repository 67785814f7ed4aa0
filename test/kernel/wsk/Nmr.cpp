//===- Nmr.cpp - Clients of the Network Module Registrar ------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The older way to WSK: its provider is the one module a client is attached
/// to, at once or some time later, and detached from while it deregisters.
//===----------------------------------------------------------------------===//
#include "abi/DriverCall.h"
#include "abi/Export.h"
#include "base/Choice.h"
#include "base/Waiting.h"
#include "mm/Pool.h"
#include "monitor/Lifetime.h"
#include "monitor/Rules.h"
#include "nt/Status.h"
#include "ob/Opaque.h"
#include "wsk/Registration.h"
#include <cstring>

namespace kernel {
namespace wsk {

namespace {
struct RegistrationInstance {
  uint16_t Version, Size;
  const void *NpiId, *ModuleId;
  uint32_t Number;
  const void *Specific;
};

using AttachFunction = MSABI NTSTATUS (*)(void *, void *,
                                          const RegistrationInstance *);
using DetachFunction = MSABI NTSTATUS (*)(void *);
using CleanupFunction = MSABI void (*)(void *);

struct Characteristics {
  uint16_t Version, Length;
  AttachFunction Attach;
  DetachFunction Detach;
  CleanupFunction Cleanup;
  RegistrationInstance Instance;
};
static_assert(sizeof(Characteristics) == 72);

/// A client is its own binding: there is one provider.
struct Client {
  const Characteristics *Given = nullptr; ///< the driver's
  Characteristics Copy;
  uint32_t StackOwner = 0; ///< of Given, see monitor::stackOwner
  void *Context = nullptr;
  void *BindingContext = nullptr;
  Registration *Attached = nullptr; ///< null: not bound
  Capture *Held = nullptr;
  bool Attaching = false;
  bool Leaving = false; ///< NmrDeregisterClient was called
  bool Pending = false; ///< ClientDetachProvider will complete later
  bool Gone = false;
  StackRef Made;
};
struct Clients {
  ob::HandleTable<Client> All;
};
run::Local<Clients> State;

void checkLeft() {
  for (const Client *C : State->All.all())
    if (!C->Gone)
      monitor::violation(monitor::NmrUnloadBeforeComplete,
                         "the driver is gone, and %s",
                         C->Leaving ? "its deregistration from the NMR is not "
                                      "complete"
                                    : "still registered with the NMR")
          .note(C->Made, "registered here");
}
RunHook AtEnd(RunHook::AfterUnload, checkLeft);

/// Rule nmr-data-lifetime.
void checkGiven(const Client &C) {
  bool Popped = C.StackOwner && monitor::isPopped(C.Given, C.StackOwner);
  bool Freed = memoryKindOf(C.Given) == MemoryKind::Freed;
  if (Popped || Freed || memcmp(C.Given, &C.Copy, sizeof(C.Copy)) != 0)
    monitor::violation(monitor::NmrDataLifetime,
                       "what was given to NmrRegisterClient %s",
                       Popped  ? "was on a stack frame that has returned"
                       : Freed ? "was freed"
                               : "has changed")
        .note(C.Made, "registered here");
}

void attach(void *Argument) {
  Client &C = *static_cast<Client *>(Argument);
  if (!C.Leaving) {
    checkGiven(C);
    auto *Provider = static_cast<RegistrationInstance *>(
        pool::allocateInternal(sizeof(RegistrationInstance)));
    Provider->Size = sizeof(*Provider);
    Provider->NpiId = C.Copy.Instance.NpiId;
    callDriver("ClientAttachProvider", C.Copy.Attach, State->All.handleOf(&C),
               C.Context, static_cast<const RegistrationInstance *>(Provider));
  }
  C.Attaching = false;
  wakeAll(&C);
}

/// Ends the binding; WSK does not let go while sockets are open.
void detach(Client &C) {
  // It may be completed by another thread before the callback returns.
  C.Pending = true;
  NTSTATUS Status =
      callDriver("ClientDetachProvider", C.Copy.Detach, C.BindingContext);
  reached("NMR detachment");
  if (Status != nt::STATUS_PENDING && !C.Pending)
    monitor::violation(monitor::NmrDetachProtocol,
                       "ClientDetachProvider was completed and did not return "
                       "STATUS_PENDING");
  C.Pending &= Status == nt::STATUS_PENDING;
  while (C.Pending)
    blockOn(&C, "NmrClientDetachProviderComplete");
  C.Held->Released = true;
  --C.Attached->Held;
  waitUntilIdle(*C.Attached);
  if (C.Copy.Cleanup)
    callDriver("ClientCleanupBindingContext", C.Copy.Cleanup, C.BindingContext);
}

void leave(void *Argument) {
  Client &C = *static_cast<Client *>(Argument);
  while (C.Attaching)
    blockOn(&C, "NmrDeregisterClient");
  if (C.Attached)
    detach(C);
  C.Gone = true;
  wakeAll(&C);
}

void explainWait(const WaitRecord &Record, Violation &V) {
  auto &C = *static_cast<Client *>(Record.Data);
  if (!C.Pending)
    V.Rule = "driver-hang";
  else
    V.note(C.Made, "ClientDetachProvider of this client returned "
                   "STATUS_PENDING, and nobody completed it");
}

NTSTATUS MSABI NmrRegisterClient(const Characteristics *Given, void *Context,
                                 void **Out) {
  yield();
  if (chooseFault())
    return nt::STATUS_INSUFFICIENT_RESOURCES;
  auto *C = run::create<Client>();
  C->Given = Given;
  C->Copy = *Given;
  C->StackOwner = monitor::stackOwner(Given);
  C->Context = Context;
  C->Made = captureRef();
  C->Attaching = true;
  *Out = State->All.add(C);
  reached("NmrRegisterClient");
  if (choose(ChoiceKind::Status, 2) == 0)
    attach(C);
  else
    spawn(FiberKind::WorkItem, "NMR", attach, C);
  yield();
  return nt::STATUS_SUCCESS;
}
KERNEL_EXPORT(NmrRegisterClient, nt::PASSIVE_LEVEL)

NTSTATUS MSABI NmrClientAttachProvider(void *Binding, void *BindingContext,
                                       const WSK_CLIENT_DISPATCH *Dispatch,
                                       void **Provider, const void **Table) {
  Client &C = State->All.get(Binding, "NmrClientAttachProvider");
  if (chooseFault())
    return nt::STATUS_INSUFFICIENT_RESOURCES;
  auto *R = run::create<Registration>();
  // No WSK_REGISTRATION stands behind it, so nobody can deregister it.
  R->State = RegistrationState::Deregistered;
  R->ClientContext = BindingContext;
  R->Dispatch = Dispatch;
  R->Copy = *Dispatch;
  R->Made = captureRef();
  R->Number = state().Registrations.size() + 1;
  C.BindingContext = BindingContext;
  C.Attached = R;
  C.Held = newCapture(*R);
  *Provider = C.Held;
  *Table = &C.Held->Table;
  reached("NMR attachment");
  return nt::STATUS_SUCCESS;
}
KERNEL_EXPORT(NmrClientAttachProvider, nt::DISPATCH_LEVEL)

NTSTATUS MSABI NmrDeregisterClient(void *Handle) {
  yield();
  Client &C = State->All.get(Handle, "NmrDeregisterClient");
  if (C.Leaving)
    bugcheck("handle-invalid",
             "NmrDeregisterClient is given a client that was deregistered");
  checkGiven(C);
  C.Leaving = true;
  spawn(FiberKind::WorkItem, "NMR", leave, &C);
  yield();
  return nt::STATUS_PENDING;
}
KERNEL_EXPORT(NmrDeregisterClient, nt::DISPATCH_LEVEL)

NTSTATUS MSABI NmrWaitForClientDeregisterComplete(void *Handle) {
  Client &C = State->All.get(Handle, "NmrWaitForClientDeregisterComplete");
  while (!C.Gone) {
    WaitRecord Record{"NmrWaitForClientDeregisterComplete"};
    Record.Explain = explainWait;
    if (C.Pending)
      Record.HangRule = monitor::NmrDetachProtocol.Id;
    Record.Address = Record.Data = &C;
    block(Record);
  }
  return nt::STATUS_SUCCESS;
}
KERNEL_EXPORT(NmrWaitForClientDeregisterComplete, nt::APC_LEVEL)

void MSABI NmrClientDetachProviderComplete(void *Binding) {
  yield();
  Client &C = State->All.get(Binding, "NmrClientDetachProviderComplete");
  if (!C.Pending)
    monitor::violation(monitor::NmrDetachProtocol,
                       "NmrClientDetachProviderComplete for a detachment that "
                       "is not pending");
  C.Pending = false;
  wakeAll(&C);
}
KERNEL_EXPORT(NmrClientDetachProviderComplete, nt::DISPATCH_LEVEL)
} // namespace

} // namespace wsk
} // namespace kernel
