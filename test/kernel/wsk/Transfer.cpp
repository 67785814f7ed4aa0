//===- Transfer.cpp - Bytes to and from the network -----------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "wsk/Transfer.h"
#include "base/Choice.h"
#include "base/Scheduler.h"
#include "monitor/Rules.h"
#include "wsk/Calls.h"
#include "wsk/Events.h"
#include "wsk/Tables.h"
#include <algorithm>

namespace kernel {
namespace wsk {

void service(Socket &S) {
  if (!S.Net || S.State >= SocketState::Closing)
    return;
  if (S.Creating)
    serviceCreation(S);
  if (!S.Net)
    return;
  serviceConnect(S);
  if (S.State == SocketState::Listening)
    serviceAccept(S);
  if (S.Kind == Category::Datagram) {
    serviceSend(S);
    serviceReceiveFrom(S);
  } else if (S.State == SocketState::Connected) {
    serviceSend(S);
    serviceReceive(S);
    serviceDisconnect(S);
  }
  raiseEvents(S);
}

void connectionLost(Socket &S) {
  S.State = SocketState::Aborted;
  reached("connection lost");
  cancelAll(S, nt::STATUS_CONNECTION_RESET);
}

/// Begins a call that moves bytes. Null: \p Status is what to return.
static Operation *enterWith(const FunctionRecord &Record, WSK_SOCKET *Handle,
                            WSK_BUF *Buffer, uint32_t Flags, IRP *Irp,
                            NTSTATUS &Status) {
  Operation *Op = enter(Record, Handle, Irp, Status);
  if (!Op)
    return nullptr;
  Op->Flags = Flags;
  if (!Buffer || lend(*Op, *Buffer))
    return Op;
  Status = finish(Op, nt::STATUS_INVALID_PARAMETER);
  return nullptr;
}

static NTSTATUS queue(Operation *Op) {
  Socket &S = *Op->Target;
  wait(Op);
  service(S);
  return conclude(Op);
}

NTSTATUS MSABI WskSend(WSK_SOCKET *Handle, WSK_BUF *Buffer, uint32_t Flags,
                       IRP *Irp) {
  static const FunctionRecord Record = {"WskSend", OperationKind::Send,
                                        in(SocketState::Connected)};
  NTSTATUS Status;
  Operation *Op = enterWith(Record, Handle, Buffer, Flags, Irp, Status);
  if (!Op)
    return Status;
  Socket &S = *Op->Target;
  InsideCall Inside(S);
  if (Flags & ~uint32_t(WSK_FLAG_NODELAY))
    return finish(Op, nt::STATUS_NOT_SUPPORTED);
  if (S.SendClosed) {
    monitor::violation(monitor::DisconnectMisuse,
                       "WskSend on socket #%u after WskDisconnect", S.Number);
    return finish(Op, nt::STATUS_INVALID_DEVICE_STATE);
  }
  Status = chooseFailure({nt::STATUS_CONNECTION_RESET});
  if (!nt::succeeded(Status)) {
    S.Net->abort();
    connectionLost(S);
    decide(Op, Status);
    raiseEvents(S);
    return conclude(Op);
  }
  return queue(Op);
}

void serviceSend(Socket &S) {
  OperationKind Kind = S.Kind == Category::Datagram ? OperationKind::SendTo
                                                    : OperationKind::Send;
  while (Operation *Op = firstWaiting(S, Kind)) {
    run::vector<Span> Left = rest(*Op);
    Outcome O = Kind == OperationKind::Send
                    ? S.Net->send(Left.data(), Left.size())
                    : S.Net->sendTo(Left.data(), Left.size(), Op->Peer);
    if (O.Again)
      return S.Net->watch(ToRead | ToWrite);
    if (!nt::succeeded(O.Status)) {
      decide(Op, O.Status);
      if (Kind == OperationKind::Send)
        return connectionLost(S);
      continue;
    }
    Op->Moved += O.Bytes;
    if (Op->Moved < Op->Wanted && Kind == OperationKind::Send)
      continue;
    reached("send");
    decide(Op, nt::STATUS_SUCCESS, Op->Moved);
  }
}

NTSTATUS MSABI WskReceive(WSK_SOCKET *Handle, WSK_BUF *Buffer, uint32_t Flags,
                          IRP *Irp) {
  static const FunctionRecord Record = {"WskReceive", OperationKind::Receive,
                                        in(SocketState::Connected)};
  NTSTATUS Status;
  Operation *Op = enterWith(Record, Handle, Buffer, Flags, Irp, Status);
  if (!Op)
    return Status;
  Socket &S = *Op->Target;
  InsideCall Inside(S);
  bool WaitAll = Flags & WSK_FLAG_WAITALL, Drain = Flags & WSK_FLAG_DRAIN;
  if ((WaitAll && Drain) || (Drain && Op->Wanted))
    monitor::violation(monitor::ReceiveFlagsMisuse,
                       "WskReceive: flags 0x%x with %zu bytes", Flags,
                       Op->Wanted);
  if (Flags & ~uint32_t(WSK_FLAG_WAITALL | WSK_FLAG_DRAIN))
    return finish(Op, nt::STATUS_NOT_SUPPORTED);
  S.Suspended = false;
  return queue(Op);
}

size_t pendingBytes(Socket &S) {
  return S.Refused.size() + (S.Net ? S.Net->available() : 0);
}

Outcome takeBytes(Socket &S, const run::vector<Span> &Into) {
  if (S.Refused.empty())
    return S.Net->receive(Into.data(), Into.size());
  size_t Size = fill(Into, S.Refused.data(), S.Refused.size());
  S.Refused.erase(0, Size);
  return Outcome::done(Size);
}

/// Throws away what comes until the peer ends. True when \p Op is decided.
static bool drain(Socket &S, Operation *Op) {
  char Away[512];
  for (;;) {
    Outcome O = takeBytes(S, {{Away, sizeof(Away)}});
    if (O.Again)
      return false;
    if (!nt::succeeded(O.Status) || !O.Bytes) {
      decide(Op, O.Status);
      return true;
    }
  }
}

/// True when \p Op is decided.
static bool receiveInto(Socket &S, Operation *Op) {
  if (Op->Flags & WSK_FLAG_DRAIN)
    return drain(S, Op);
  if (!Op->Wanted) {
    decide(Op, nt::STATUS_SUCCESS);
    return true;
  }
  while (Op->Moved < Op->Wanted) {
    Outcome O = takeBytes(S, rest(*Op));
    if (O.Again)
      return false;
    if (!nt::succeeded(O.Status)) {
      decide(Op, O.Status);
      return true;
    }
    Op->Moved += O.Bytes;
    if (!O.Bytes || !(Op->Flags & WSK_FLAG_WAITALL))
      break;
  }
  reached(Op->Moved ? "receive" : "receive at the end of the stream");
  decide(Op, nt::STATUS_SUCCESS, Op->Moved);
  return true;
}

void serviceReceive(Socket &S) {
  while (Operation *Op = firstWaiting(S, OperationKind::Receive)) {
    // Fact F16: the callback may be quicker than a queued receive.
    if ((S.Events & WSK_EVENT_RECEIVE) && !S.Suspended && pendingBytes(S) &&
        choose(ChoiceKind::Order, 2) == 1)
      return;
    if (!receiveInto(S, Op))
      return S.Net->watch(ToRead);
    if (S.Net->wasReset())
      return connectionLost(S);
  }
  if (S.Net->wasReset())
    connectionLost(S);
}

NTSTATUS MSABI WskDisconnect(WSK_SOCKET *Handle, WSK_BUF *Buffer,
                             uint32_t Flags, IRP *Irp) {
  static const FunctionRecord Record = {
      "WskDisconnect", OperationKind::Disconnect, in(SocketState::Connected)};
  NTSTATUS Status;
  Operation *Op = enterWith(Record, Handle, Buffer, Flags, Irp, Status);
  if (!Op)
    return Status;
  Socket &S = *Op->Target;
  InsideCall Inside(S);
  if (Flags & WSK_FLAG_ABORTIVE) {
    if (Buffer)
      monitor::violation(monitor::DisconnectMisuse,
                         "WskDisconnect: an abortive disconnect with data");
    S.Net->abort();
    S.State = SocketState::Aborted;
    decide(Op, nt::STATUS_SUCCESS);
    cancelAll(S, nt::STATUS_CONNECTION_ABORTED);
    return conclude(Op);
  }
  S.SendClosed = true;
  return queue(Op);
}

bool DisconnectsMayStall = false;

/// Fact F20: it may never be completed.
static bool stalls(Socket &S) {
  if (DisconnectsMayStall && !S.DisconnectStalls && !S.Net->wasReset() &&
      choose(ChoiceKind::Peer, 2) == 1) {
    S.DisconnectStalls = true;
    reached("graceful disconnect without an answer");
  }
  return S.DisconnectStalls;
}

void serviceDisconnect(Socket &S) {
  Operation *Op = firstWaiting(S, OperationKind::Disconnect);
  if (!Op || firstWaiting(S, OperationKind::Send))
    return;
  while (Op->Moved < Op->Wanted) {
    run::vector<Span> Left = rest(*Op);
    Outcome O = S.Net->send(Left.data(), Left.size());
    if (O.Again)
      return S.Net->watch(ToRead | ToWrite);
    if (!nt::succeeded(O.Status))
      return connectionLost(S);
    Op->Moved += O.Bytes;
  }
  Outcome O = S.Net->shutdown();
  if (O.Again || (nt::succeeded(O.Status) && stalls(S)))
    return;
  reached("graceful disconnect");
  decide(Op, O.Status);
}

} // namespace wsk
} // namespace kernel
