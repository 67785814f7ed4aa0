//===- Datagram.cpp - Datagram sockets ------------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "base/Choice.h"
#include "base/Scheduler.h"
#include "monitor/Rules.h"
#include "wsk/AddressInfo.h"
#include "wsk/Calls.h"
#include "wsk/Tables.h"
#include "wsk/Transfer.h"

namespace kernel {
namespace wsk {

/// Where a datagram goes: the call's address, else the fixed one.
static bool destination(Operation *Op, const SOCKADDR *RemoteAddress) {
  Socket &S = *Op->Target;
  checkAddressMemory(Op->Function, RemoteAddress);
  if (RemoteAddress)
    return fromSockaddr(RemoteAddress, Op->Peer) && Op->Peer.Family == S.Family;
  Op->Peer = S.FixedRemote;
  return S.HasFixedRemote;
}

static NTSTATUS startSend(Operation *Op, const SOCKADDR *RemoteAddress) {
  Socket &S = *Op->Target;
  if (!destination(Op, RemoteAddress))
    return finish(Op, nt::STATUS_INVALID_PARAMETER);
  NTSTATUS Status = chooseFailure({nt::STATUS_HOST_UNREACHABLE});
  if (!nt::succeeded(Status))
    return finish(Op, Status);
  wait(Op);
  service(S);
  return conclude(Op);
}

NTSTATUS MSABI WskSendTo(WSK_SOCKET *Handle, WSK_BUF *Buffer, uint32_t Flags,
                         SOCKADDR *RemoteAddress, uint32_t ControlLength,
                         void *Control, IRP *Irp) {
  static const FunctionRecord Record = {"WskSendTo", OperationKind::SendTo,
                                        in(SocketState::Bound)};
  NTSTATUS Status;
  Operation *Op = enter(Record, Handle, Irp, Status);
  if (!Op)
    return Status;
  checkReserved(Record.Name, Flags);
  InsideCall Inside(*Op->Target);
  if ((ControlLength && !Control) || !lend(*Op, *Buffer))
    return finish(Op, nt::STATUS_INVALID_PARAMETER);
  return startSend(Op, RemoteAddress);
}

/// Sends all datagrams but the last, whose memory stays with \p Op. They leave
/// at once: the network takes a datagram or loses it.
static bool sendAllButLast(Operation *Op, const WSK_BUF_LIST *&List) {
  for (; List->Next; List = List->Next) {
    size_t Before = Op->Data.size(), Wanted = Op->Wanted;
    if (!lend(*Op, List->Buffer))
      return false;
    Op->Target->Net->sendTo(Op->Data.data() + Before, Op->Data.size() - Before,
                            Op->Peer);
    Op->Data.resize(Before);
    Op->Wanted = Wanted;
  }
  return true;
}

NTSTATUS MSABI WskSendMessages(WSK_SOCKET *Handle, WSK_BUF_LIST *List,
                               uint32_t Flags, SOCKADDR *RemoteAddress,
                               uint32_t ControlLength, void *Control,
                               IRP *Irp) {
  static const FunctionRecord Record = {
      "WskSendMessages", OperationKind::SendTo, in(SocketState::Bound)};
  NTSTATUS Status;
  Operation *Op = enter(Record, Handle, Irp, Status);
  if (!Op)
    return Status;
  checkReserved(Record.Name, Flags);
  InsideCall Inside(*Op->Target);
  const WSK_BUF_LIST *Last = List;
  if (!List || (ControlLength && !Control) || !destination(Op, RemoteAddress) ||
      !sendAllButLast(Op, Last) || !lend(*Op, Last->Buffer))
    return finish(Op, nt::STATUS_INVALID_PARAMETER);
  return startSend(Op, RemoteAddress);
}

NTSTATUS MSABI WskReceiveFrom(WSK_SOCKET *Handle, WSK_BUF *Buffer,
                              uint32_t Flags, SOCKADDR *RemoteAddress,
                              uint32_t *ControlLength, void *Control,
                              uint32_t *ControlFlags, IRP *Irp) {
  static const FunctionRecord Record = {
      "WskReceiveFrom", OperationKind::ReceiveFrom, in(SocketState::Bound)};
  NTSTATUS Status;
  Operation *Op = enter(Record, Handle, Irp, Status);
  if (!Op)
    return Status;
  checkReserved(Record.Name, Flags);
  Socket &S = *Op->Target;
  InsideCall Inside(S);
  if (!lend(*Op, *Buffer))
    return finish(Op, nt::STATUS_INVALID_PARAMETER);
  Op->RemoteOut = RemoteAddress;
  Op->ControlLengthOut = ControlLength;
  Op->ControlFlagsOut = ControlFlags;
  wait(Op);
  service(S);
  return conclude(Op);
}

void serviceReceiveFrom(Socket &S) {
  constexpr uint32_t MsgTrunc = 0x0100;
  while (Operation *Op = firstWaiting(S, OperationKind::ReceiveFrom)) {
    if ((S.Events & WSK_EVENT_RECEIVE_FROM) && S.Net->available() &&
        choose(ChoiceKind::Order, 2) == 1)
      return;
    Address From;
    bool Truncated = false;
    run::vector<Span> Into = rest(*Op);
    Outcome O = S.Net->receiveFrom(Into.data(), Into.size(), From, Truncated);
    if (O.Again)
      return S.Net->watch(ToRead);
    if (nt::succeeded(O.Status)) {
      if (Op->RemoteOut)
        toSockaddr(From, Op->RemoteOut);
      if (Op->ControlLengthOut)
        *Op->ControlLengthOut = 0;
      if (Op->ControlFlagsOut)
        *Op->ControlFlagsOut = Truncated ? MsgTrunc : 0;
      reached("receive datagram");
    }
    decide(Op, Truncated ? nt::STATUS_BUFFER_OVERFLOW : O.Status, O.Bytes);
  }
}

} // namespace wsk
} // namespace kernel
