//===- Calls.cpp - What every socket function checks first ----------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "wsk/Calls.h"
#include "base/Scheduler.h"
#include "io/Irp.h"
#include "mm/Pool.h"
#include "monitor/Rules.h"

namespace kernel {
namespace wsk {

const char *name(Category C) {
  static const char *const Names[] = {"basic", "listen", "datagram",
                                      "connection", "stream"};
  return Names[unsigned(C)];
}

const char *name(SocketState S) {
  static const char *const Names[] = {
      "unbound", "bound", "listening", "connecting", "connected",
      "aborted", "dead",  "silent",    "closing",    "closed"};
  return Names[unsigned(S)];
}

Socket &socketOf(WSK_SOCKET *Handle, const char *Function) {
  auto Found = state().BySocket.find(Handle);
  if (Found == state().BySocket.end())
    monitor::fatal(monitor::SocketUseAfterClose,
                   "%s: %p is no socket that WSK gave to the driver", Function,
                   static_cast<void *>(Handle));
  Socket &S = *Found->second;
  if (S.State < SocketState::Closing)
    return S;
  report(monitor::SocketUseAfterClose.Id,
         "%s called on socket #%u, which WskCloseSocket was called for",
         Function, S.Number)
      .note(S.ClosedAt, "closed here");
  endRun(RunEnd::Bugcheck);
}

bool checkIrp(IRP *Irp, const char *Function, NTSTATUS &Status) {
  if (!Irp) {
    monitor::violation(monitor::ControlIrpRequirement,
                       "%s called without an IRP", Function);
    Status = nt::STATUS_INVALID_PARAMETER;
    return false;
  }
  // Through the table of another category the arguments are off by some.
  if (!irp::find(Irp) && (!isReadable(Irp, sizeof(IRP)) || Irp->Type != 6))
    monitor::fatal(monitor::DispatchCategoryMismatch,
                   "%s: %p is no IRP; was the function called through the "
                   "table of another category?",
                   Function, static_cast<void *>(Irp));
  return true;
}

void checkReserved(const char *Function, uint32_t Flags) {
  if (Flags)
    monitor::violation(monitor::ReservedArgument,
                       "%s: the reserved flags are 0x%x", Function, Flags);
}

/// True for a call of the role that a stream socket did not take.
static bool mixesRoles(const Socket &S, OperationKind Kind) {
  bool OfListener =
      Kind == OperationKind::Listen || Kind == OperationKind::Accept;
  bool OfConnection =
      Kind == OperationKind::Connect || Kind == OperationKind::Send ||
      Kind == OperationKind::Receive || Kind == OperationKind::Disconnect;
  return S.Kind == Category::Stream &&
         ((S.ListenRole && OfConnection) || (S.ConnectRole && OfListener));
}

/// Rule for a call in a state of the driver's own making; null: no rule.
static const monitor::Rule *stateRule(const Socket &S, OperationKind Kind) {
  if (mixesRoles(S, Kind))
    return &monitor::StreamRoleMix;
  switch (S.State) {
  case SocketState::Unbound:
  case SocketState::Bound:
  case SocketState::Listening:
    return &monitor::SocketStateOrder;
  case SocketState::Silent:
    return &monitor::SilentModeFollowup;
  default:
    return nullptr;
  }
}

/// What a call that comes too early or too late is answered with.
static NTSTATUS stateStatus(const Socket &S) {
  switch (S.State) {
  case SocketState::Aborted:
    return nt::STATUS_CONNECTION_RESET;
  case SocketState::Dead:
    return nt::STATUS_FILE_FORCED_CLOSED;
  default:
    return nt::STATUS_INVALID_DEVICE_STATE; // fact W10
  }
}

Operation *enter(const FunctionRecord &Function, WSK_SOCKET *Handle, IRP *Irp,
                 NTSTATUS &Status) {
  yield();
  Socket &S = socketOf(Handle, Function.Name);
  if (self()->irql() > nt::DISPATCH_LEVEL)
    monitor::violation(monitor::SocketCallIrql, "%s called at IRQL %u",
                       Function.Name, self()->irql());
  if (!checkIrp(Irp, Function.Name, Status))
    return nullptr;
  KERNEL_TRACE("%s(socket #%u)", Function.Name, S.Number);
  reached(Function.Name);
  Operation *Op = begin(Function.Kind, Function.Name, Irp, &S, nullptr);
  Status = nt::STATUS_INVALID_PARAMETER;
  if (!Op)
    return nullptr;
  if (Function.States & in(S.State))
    return Op;
  if (const monitor::Rule *R = stateRule(S, Function.Kind))
    monitor::violation(*R, "%s called on socket #%u, which is %s",
                       Function.Name, S.Number, name(S.State))
        .note(S.Made, "socket obtained here");
  Status = refuse(Op, stateStatus(S));
  return nullptr;
}

} // namespace wsk
} // namespace kernel
