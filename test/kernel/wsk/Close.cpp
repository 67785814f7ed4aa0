//===- Close.cpp - The end of a socket ------------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "wsk/Close.h"
#include "base/Scheduler.h"
#include "monitor/Rules.h"
#include "wsk/Calls.h"
#include "wsk/Operation.h"
#include "wsk/Registration.h"
#include "wsk/Tables.h"
#include <algorithm>

namespace kernel {
namespace wsk {

/// Closed sockets are remembered, so that late uses are recognised; but not all
/// of them in a run without end.
static void bury(Socket &S) {
  constexpr size_t Remembered = 4096;
  auto &Closed = state().Closed;
  Closed.push_back(&S);
  if (Closed.size() <= Remembered)
    return;
  Socket *Oldest = Closed.front();
  Closed.erase(Closed.begin());
  state().BySocket.erase(Oldest->handle());
  for (Indication *I : Oldest->Indications)
    run::destroy(I);
  for (Inspection *I : Oldest->Inspections)
    run::destroy(I);
  run::destroy(Oldest);
}

static void forget(Socket &S) {
  auto &Sockets = S.Owner->Sockets;
  Sockets.erase(std::remove(Sockets.begin(), Sockets.end(), &S), Sockets.end());
  wakeDeregister(*S.Owner);
}

void closed(Socket &S) {
  S.State = SocketState::Closed;
  reached("socket closed");
  forget(S);
  bury(S);
}

void drop(Socket &S) {
  S.ClosedAt = captureRef();
  S.State = SocketState::Closed;
  if (S.Net)
    S.Net->close();
  S.Net = nullptr;
  forget(S);
}

void tryFinishClose(Socket &S) {
  if (!S.Closing || S.Closing->Decided || S.Outstanding || S.Callbacks)
    return;
  decide(S.Closing, nt::STATUS_SUCCESS);
}

/// Rules about what must have ended before a close.
static void checkClose(Socket &S) {
  for (const Fiber *F : S.Inside)
    if (F != self()) {
      monitor::violation(monitor::CloseDuringCall,
                         "WskCloseSocket while %s %u is in a function of "
                         "socket #%u",
                         F->Name, F->Id, S.Number)
          .note(S.Made, "socket obtained here");
      break;
    }
  for (const Indication *I : S.Indications)
    if (I->State == Indication::Retained)
      monitor::violation(monitor::RetainedIndicationLeak,
                         "WskCloseSocket on socket #%u with retained data",
                         S.Number)
          .note(I->Made, "retained here");
}

static void reportSecondClose(const Socket &S) {
  report(monitor::SocketDoubleClose.Id,
         "WskCloseSocket called again on socket #%u", S.Number)
      .note(S.ClosedAt, "closed here");
  endRun(RunEnd::Bugcheck);
}

NTSTATUS MSABI WskCloseSocket(WSK_SOCKET *Handle, IRP *Irp) {
  yield();
  auto Found = state().BySocket.find(Handle);
  if (Found != state().BySocket.end() &&
      Found->second->State >= SocketState::Closing)
    reportSecondClose(*Found->second);
  Socket &S = socketOf(Handle, "WskCloseSocket");
  NTSTATUS Status = nt::STATUS_INVALID_PARAMETER;
  if (!checkIrp(Irp, "WskCloseSocket", Status))
    return Status;
  if (self()->irql() > nt::DISPATCH_LEVEL)
    monitor::violation(monitor::SocketCallIrql,
                       "WskCloseSocket called at IRQL %u", self()->irql());
  Operation *Op =
      begin(OperationKind::Close, "WskCloseSocket", Irp, &S, nullptr);
  if (!Op)
    return Status;
  KERNEL_TRACE("WskCloseSocket(socket #%u)", S.Number);
  reached("WskCloseSocket");
  checkClose(S);
  S.ClosedAt = captureRef();
  S.State = SocketState::Closing;
  S.Events = 0;
  S.Closing = Op;
  if (S.Net)
    S.Net->close();
  S.Net = nullptr;
  cancelAll(S, nt::STATUS_CANCELLED);
  for (Inspection *I : S.Inspections)
    if (I->State == Inspection::Pending) {
      I->State = Inspection::Over;
      I->Connection->close();
    }
  tryFinishClose(S);
  return conclude(Op);
}

} // namespace wsk
} // namespace kernel
