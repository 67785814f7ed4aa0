//===- Setup.cpp - Sockets come into being: bind, listen, accept, connect -===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "base/Choice.h"
#include "base/Scheduler.h"
#include "monitor/Rules.h"
#include "wsk/AddressInfo.h"
#include "wsk/Calls.h"
#include "wsk/Events.h"
#include "wsk/Tables.h"
#include "wsk/Transfer.h"

namespace kernel {
namespace wsk {

static bool badAddress(const Socket &S, const SOCKADDR *From, Address &To) {
  return !From || !fromSockaddr(From, To) || To.Family != S.Family;
}

NTSTATUS MSABI WskBind(WSK_SOCKET *Handle, SOCKADDR *LocalAddress,
                       uint32_t Flags, IRP *Irp) {
  static const FunctionRecord Record = {"WskBind", OperationKind::Bind,
                                        in(SocketState::Unbound)};
  NTSTATUS Status;
  Operation *Op = enter(Record, Handle, Irp, Status);
  if (!Op)
    return Status;
  checkReserved(Record.Name, Flags);
  Socket &S = *Op->Target;
  InsideCall Inside(S);
  Address Local;
  if (badAddress(S, LocalAddress, Local))
    return finish(Op, nt::STATUS_INVALID_PARAMETER);
  // Fact W7: a datagram listener can be created, but not bound.
  if (S.Kind == Category::Listen && !S.Tcp)
    return finish(Op, nt::STATUS_NOT_IMPLEMENTED);
  Status = chooseFailure({nt::STATUS_ADDRESS_ALREADY_ASSOCIATED,
                          nt::STATUS_INSUFFICIENT_RESOURCES});
  if (nt::succeeded(Status))
    Status = S.Net->bind(Local);
  if (nt::succeeded(Status) && S.Kind == Category::Listen)
    Status = S.Net->listen();
  if (!nt::succeeded(Status))
    return finish(Op, Status);
  reached("bind");
  S.State =
      S.Kind == Category::Listen ? SocketState::Listening : SocketState::Bound;
  S.Net->watch(ToRead);
  decide(Op, Status);
  service(S);
  return conclude(Op);
}

NTSTATUS MSABI WskListen(WSK_SOCKET *Handle, IRP *Irp) {
  static const FunctionRecord Record = {"WskListen", OperationKind::Listen,
                                        in(SocketState::Bound)};
  NTSTATUS Status;
  Operation *Op = enter(Record, Handle, Irp, Status);
  if (!Op)
    return Status;
  Socket &S = *Op->Target;
  InsideCall Inside(S);
  Status = chooseFailure({nt::STATUS_INSUFFICIENT_RESOURCES});
  if (nt::succeeded(Status))
    Status = S.Net->listen();
  if (nt::succeeded(Status)) {
    S.ListenRole = S.Kind == Category::Stream;
    S.State = SocketState::Listening;
    S.Net->watch(ToRead);
  }
  return finish(Op, Status);
}

NTSTATUS MSABI WskAccept(WSK_SOCKET *Handle, uint32_t Flags, void *Context,
                         const void *Dispatch, SOCKADDR *Local,
                         SOCKADDR *Remote, IRP *Irp) {
  static const FunctionRecord Record = {"WskAccept", OperationKind::Accept,
                                        in(SocketState::Listening)};
  NTSTATUS Status;
  Operation *Op = enter(Record, Handle, Irp, Status);
  if (!Op)
    return Status;
  checkReserved(Record.Name, Flags);
  Socket &S = *Op->Target;
  InsideCall Inside(S);
  Op->AcceptContext = Context;
  Op->AcceptDispatch = Dispatch;
  Op->LocalOut = Local;
  Op->RemoteOut = Remote;
  Status = chooseFailure({nt::STATUS_INSUFFICIENT_RESOURCES});
  if (!nt::succeeded(Status))
    return finish(Op, Status);
  wait(Op);
  service(S);
  return conclude(Op);
}

/// Gives \p Connection to a queued WskAccept.
static void decideAccept(Operation *Op, Endpoint *Connection) {
  Socket &Listener = *Op->Target;
  Socket *S =
      makeSocket(*Listener.Owner, Category::Connection, Connection,
                 Listener.Family, Op->AcceptContext, Op->AcceptDispatch);
  S->From = Origin::Accepted;
  S->State = SocketState::Connected;
  S->Made = Op->Made;
  if (Op->LocalOut)
    toSockaddr(Connection->local(), Op->LocalOut);
  if (Op->RemoteOut)
    toSockaddr(Connection->remote(), Op->RemoteOut);
  KERNEL_TRACE("socket #%u accepts socket #%u", Listener.Number, S->Number);
  reached("accept by call");
  decide(Op, nt::STATUS_SUCCESS, reinterpret_cast<uintptr_t>(S->handle()));
  Connection->watch(ToRead);
}

void serviceAccept(Socket &S) {
  if (S.Conditional)
    return; // connections come through the inspection
  while (Operation *Op = firstWaiting(S, OperationKind::Accept)) {
    // Fact F16: a queued accept usually, but not surely, comes first.
    if ((S.Events & WSK_EVENT_ACCEPT) && choose(ChoiceKind::Order, 2) == 1)
      return;
    Endpoint *Connection = S.Net->accept();
    if (!Connection)
      return S.Net->watch(ToRead);
    decideAccept(Op, Connection);
  }
}

void acceptInspected(Socket &S, Endpoint *Connection) {
  if (Operation *Op = firstWaiting(S, OperationKind::Accept))
    return decideAccept(Op, Connection);
  raiseAccept(S, Connection);
}

NTSTATUS MSABI WskInspectComplete(WSK_SOCKET *Handle, WSK_INSPECT_ID *Id,
                                  uint32_t Action, IRP *Irp) {
  static const FunctionRecord Record = {"WskInspectComplete",
                                        OperationKind::InspectComplete,
                                        in(SocketState::Listening)};
  NTSTATUS Status;
  Operation *Op = enter(Record, Handle, Irp, Status);
  if (!Op)
    return Status;
  Socket &S = *Op->Target;
  InsideCall Inside(S);
  if (!S.Conditional)
    monitor::violation(monitor::ConditionalAcceptSetup,
                       "WskInspectComplete on socket #%u, which accepts "
                       "without condition",
                       S.Number);
  for (Inspection *I : S.Inspections)
    if (I->Id.Key == Id->Key && I->Id.SerialNumber == Id->SerialNumber &&
        I->State == Inspection::Pending) {
      settleInspection(S, *I, Action);
      return finish(Op, nt::STATUS_SUCCESS);
    }
  return finish(Op, nt::STATUS_INVALID_PARAMETER);
}

/// Common to WskConnect and WskConnectEx, whose data \p Op holds.
static NTSTATUS startConnect(Operation *Op, SOCKADDR *RemoteAddress) {
  Socket &S = *Op->Target;
  checkAddressMemory(Op->Function, RemoteAddress);
  if (badAddress(S, RemoteAddress, Op->Peer))
    return finish(Op, nt::STATUS_INVALID_PARAMETER);
  S.ConnectRole = S.Kind == Category::Stream;
  NTSTATUS Status =
      chooseFailure({nt::STATUS_CONNECTION_REFUSED, nt::STATUS_IO_TIMEOUT});
  if (!nt::succeeded(Status))
    return finish(Op, Status);
  S.State = SocketState::Connecting;
  wait(Op);
  service(S);
  return conclude(Op);
}

NTSTATUS MSABI WskConnect(WSK_SOCKET *Handle, SOCKADDR *RemoteAddress,
                          uint32_t Flags, IRP *Irp) {
  static const FunctionRecord Record = {"WskConnect", OperationKind::Connect,
                                        in(SocketState::Bound)};
  NTSTATUS Status;
  Operation *Op = enter(Record, Handle, Irp, Status);
  if (!Op)
    return Status;
  checkReserved(Record.Name, Flags);
  InsideCall Inside(*Op->Target);
  return startConnect(Op, RemoteAddress);
}

NTSTATUS MSABI WskConnectEx(WSK_SOCKET *Handle, SOCKADDR *RemoteAddress,
                            WSK_BUF *Buffer, uint32_t Flags, IRP *Irp) {
  static const FunctionRecord Record = {"WskConnectEx", OperationKind::Connect,
                                        in(SocketState::Bound)};
  constexpr size_t MaxData = 65535;
  NTSTATUS Status;
  Operation *Op = enter(Record, Handle, Irp, Status);
  if (!Op)
    return Status;
  checkReserved(Record.Name, Flags);
  InsideCall Inside(*Op->Target);
  if (Buffer && Buffer->Length > MaxData)
    return finish(Op, nt::STATUS_BUFFER_OVERFLOW);
  if (Buffer && !lend(*Op, *Buffer))
    return finish(Op, nt::STATUS_INVALID_PARAMETER);
  return startConnect(Op, RemoteAddress);
}

/// The first bytes of a connection go out with WskConnectEx.
static Outcome sendFirstData(Operation *Op) {
  if (Op->Data.empty())
    return Outcome::done();
  run::vector<Span> Left = rest(*Op);
  return Op->Target->Net->send(Left.data(), Left.size());
}

void serviceConnect(Socket &S) {
  Operation *Op = firstWaiting(S, OperationKind::Connect);
  if (!Op || S.State != SocketState::Connecting)
    return;
  Outcome O = S.Net->connect(Op->Peer);
  if (O.Again)
    return S.Net->watch(ToWrite);
  if (nt::succeeded(O.Status)) {
    S.State = SocketState::Connected;
    reached("connect");
    sendFirstData(Op);
    S.Net->watch(ToRead);
  } else {
    S.State = SocketState::Bound;
  }
  decide(Op, O.Status);
}

static NTSTATUS addressCall(const FunctionRecord &Record, WSK_SOCKET *Handle,
                            SOCKADDR *Out, IRP *Irp, bool Local) {
  NTSTATUS Status;
  Operation *Op = enter(Record, Handle, Irp, Status);
  if (!Op)
    return Status;
  Socket &S = *Op->Target;
  InsideCall Inside(S);
  toSockaddr(Local ? S.Net->local() : S.Net->remote(), Out);
  return finish(Op, nt::STATUS_SUCCESS);
}

NTSTATUS MSABI WskGetLocalAddress(WSK_SOCKET *Handle, SOCKADDR *Out, IRP *Irp) {
  static const FunctionRecord Record = {
      "WskGetLocalAddress", OperationKind::GetAddress,
      in(SocketState::Bound) | in(SocketState::Listening) |
          in(SocketState::Connecting) | in(SocketState::Connected)};
  return addressCall(Record, Handle, Out, Irp, true);
}

NTSTATUS MSABI WskGetRemoteAddress(WSK_SOCKET *Handle, SOCKADDR *Out,
                                   IRP *Irp) {
  static const FunctionRecord Record = {"WskGetRemoteAddress",
                                        OperationKind::GetAddress,
                                        in(SocketState::Connected)};
  return addressCall(Record, Handle, Out, Irp, false);
}

} // namespace wsk
} // namespace kernel
