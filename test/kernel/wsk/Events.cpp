//===- Events.cpp - Event callbacks ---------------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "wsk/Events.h"
#include "abi/DriverCall.h"
#include "base/Choice.h"
#include "base/Scheduler.h"
#include "monitor/Rules.h"
#include "wsk/Close.h"
#include "wsk/Operation.h"
#include "wsk/Tables.h"
#include "wsk/Transfer.h"
#include <algorithm>

namespace kernel {
namespace wsk {

CallbackScope::CallbackScope(Socket &S) : S(S) {
  ++S.Callbacks;
  ++self()->InCallback;
}

CallbackScope::~CallbackScope() {
  --self()->InCallback;
  if (--S.Callbacks)
    return;
  run::vector<Operation *> Disabling;
  Disabling.swap(S.Disabling);
  for (Operation *Op : Disabling)
    decide(Op, nt::STATUS_SUCCESS);
  tryFinishClose(S);
}

/// The callback in a slot of the socket's dispatch; reports an empty one.
template <class Function>
static Function callback(const Socket &S, Function Slot, const char *What) {
  if (!Slot)
    monitor::violation(monitor::NullCallbackEnabled,
                       "socket #%u: the event of %s is enabled, but the "
                       "dispatch has no such callback",
                       S.Number, What)
        .note(S.Made, "socket obtained here");
  return Slot;
}

static void checkReturn(const char *What, NTSTATUS Status,
                        std::initializer_list<NTSTATUS> Legal) {
  if (std::find(Legal.begin(), Legal.end(), Status) == Legal.end())
    monitor::violation(monitor::CallbackReturnValue, "%s returned 0x%08x", What,
                       unsigned(Status));
}

static uint32_t levelFlag() {
  return self()->irql() >= nt::DISPATCH_LEVEL ? WSK_FLAG_AT_DISPATCH_LEVEL : 0;
}

static const WSK_CLIENT_LISTEN_DISPATCH *listenDispatch(const Socket &S) {
  if (S.Kind != Category::Stream || !S.Dispatch)
    return static_cast<const WSK_CLIENT_LISTEN_DISPATCH *>(S.Dispatch);
  return static_cast<const WSK_CLIENT_STREAM_DISPATCH *>(S.Dispatch)->Listen;
}

static const WSK_CLIENT_CONNECTION_DISPATCH *connectDispatch(const Socket &S) {
  if (S.Kind != Category::Stream || !S.Dispatch)
    return static_cast<const WSK_CLIENT_CONNECTION_DISPATCH *>(S.Dispatch);
  return static_cast<const WSK_CLIENT_STREAM_DISPATCH *>(S.Dispatch)->Connect;
}

namespace {
/// What an accepting callback is called with and must fill in.
struct AcceptCall {
  SOCKADDR_IN6 Local, Remote;
  void *Context;
  const WSK_CLIENT_CONNECTION_DISPATCH *Dispatch;
};
void *const Unwritten = reinterpret_cast<void *>(0xcdcdcdcdcdcdcdcd);
} // namespace

static NTSTATUS callAccept(Socket &Listener, AcceptEvent Routine,
                           WSK_SOCKET *Accepted, AcceptCall &Call) {
  CallbackScope Running(Listener);
  Call.Context = Unwritten;
  Call.Dispatch =
      static_cast<const WSK_CLIENT_CONNECTION_DISPATCH *>(Unwritten);
  return callDriver("WskAcceptEvent", Routine, Listener.Context, levelFlag(),
                    reinterpret_cast<SOCKADDR *>(&Call.Local),
                    reinterpret_cast<SOCKADDR *>(&Call.Remote), Accepted,
                    &Call.Context, &Call.Dispatch);
}

/// Rule accept-event-contract, and what the driver asked for.
static void takeResults(Socket &S, const AcceptCall &Call) {
  if (Call.Context == Unwritten || Call.Dispatch == Unwritten)
    monitor::violation(monitor::AcceptEventContract,
                       "WskAcceptEvent accepted without setting %s",
                       Call.Context == Unwritten ? "AcceptSocketContext"
                                                 : "AcceptSocketDispatch");
  S.Context = Call.Context == Unwritten ? nullptr : Call.Context;
  S.Dispatch = Call.Dispatch == Unwritten ? nullptr : Call.Dispatch;
}

void raiseAccept(Socket &Listener, Endpoint *Connection) {
  const auto *Table = listenDispatch(Listener);
  AcceptEvent Routine = callback(
      Listener, Table ? Table->WskAcceptEvent : nullptr, "WskAcceptEvent");
  if (!Routine)
    return Connection->close();
  Socket *S = makeSocket(*Listener.Owner, Category::Connection, Connection,
                         Listener.Family, nullptr, nullptr);
  S->From = Origin::AcceptEvent;
  S->State = SocketState::Connected;
  // The callback obtains it; a site is an address behind a call.
  S->Made = {reinterpret_cast<uintptr_t>(Routine) + 1, nullptr};
  // Its own callbacks wait until the driver has said where they are.
  S->Pumping = true;
  AcceptCall Call;
  toSockaddr(Connection->local(), reinterpret_cast<SOCKADDR *>(&Call.Local));
  toSockaddr(Connection->remote(), reinterpret_cast<SOCKADDR *>(&Call.Remote));
  // A close of it waits for this callback: the driver is still using it here.
  CallbackScope UntilReturned(*S);
  NTSTATUS Status = callAccept(Listener, Routine, S->handle(), Call);
  checkReturn("WskAcceptEvent", Status,
              {nt::STATUS_SUCCESS, nt::STATUS_REQUEST_NOT_ACCEPTED});
  S->Pumping = false;
  if (Status != nt::STATUS_SUCCESS)
    return S->State < SocketState::Closing ? drop(*S) : void();
  reached("accept by event");
  takeResults(*S, Call);
  S->Events |= Listener.Inherited;
  if (S->Net)
    S->Net->watch(ToRead);
  service(*S);
}

/// The listener is of no use any more; said once.
static void raiseListenerDeath(Socket &S) {
  S.State = SocketState::Dead;
  cancelAll(S, nt::STATUS_FILE_FORCED_CLOSED);
  const auto *Table = listenDispatch(S);
  AcceptEvent Routine =
      callback(S, Table ? Table->WskAcceptEvent : nullptr, "WskAcceptEvent");
  if (!Routine)
    return;
  reached("listener died");
  AcceptCall Call = {};
  callAccept(S, Routine, nullptr, Call);
}

void settleInspection(Socket &S, Inspection &I, uint32_t Action) {
  I.State =
      Action == WskInspectAccept ? Inspection::Accepted : Inspection::Over;
  if (Action == WskInspectAccept && S.State == SocketState::Listening)
    return acceptInspected(S, I.Connection);
  I.Connection->close();
}

static void raiseInspection(Socket &S, Endpoint *Connection) {
  const auto *Table = listenDispatch(S);
  InspectEvent Routine =
      callback(S, Table ? Table->WskInspectEvent : nullptr, "WskInspectEvent");
  if (!Routine)
    return Connection->close();
  auto *I = run::create<Inspection>();
  I->Connection = Connection;
  I->Id.Key = reinterpret_cast<uintptr_t>(I);
  I->Id.SerialNumber = S.Inspections.size() + 1;
  S.Inspections.push_back(I);
  SOCKADDR_IN6 Local, Remote;
  toSockaddr(Connection->local(), reinterpret_cast<SOCKADDR *>(&Local));
  toSockaddr(Connection->remote(), reinterpret_cast<SOCKADDR *>(&Remote));
  WSK_INSPECT_ID Id = I->Id;
  WSK_INSPECT_ACTION Action;
  {
    CallbackScope Running(S);
    Action = callDriver("WskInspectEvent", Routine, S.Context,
                        reinterpret_cast<SOCKADDR *>(&Local),
                        reinterpret_cast<SOCKADDR *>(&Remote), &Id);
  }
  reached("connection inspected");
  if (Action != WskInspectPend && I->State == Inspection::Pending)
    settleInspection(S, *I, Action);
}

/// Calls WskReceiveEvent with what has arrived. The part that was not taken
/// waits for WskReceive.
static void raiseReceive(Socket &S, ReceiveEvent Routine) {
  constexpr size_t MaxShown = 64 * 1024;
  size_t Bytes = std::min(pendingBytes(S), MaxShown);
  Shown I = makeIndication(S, Bytes);
  Outcome O = takeBytes(S, {{I.Bytes, Bytes}});
  setLength(I, O.Bytes);
  size_t Accepted = O.Bytes;
  NTSTATUS Status;
  {
    CallbackScope Running(S);
    Status = callDriver("WskReceiveEvent", Routine, S.Context, levelFlag(),
                        I.Data, O.Bytes, &Accepted);
  }
  reached("receive event");
  checkReturn(
      "WskReceiveEvent", Status,
      {nt::STATUS_SUCCESS, nt::STATUS_PENDING, nt::STATUS_DATA_NOT_ACCEPTED});
  if (Status == nt::STATUS_DATA_NOT_ACCEPTED)
    Accepted = 0;
  else if (Status == nt::STATUS_PENDING || Accepted > O.Bytes)
    Accepted = O.Bytes;
  if (Accepted < O.Bytes) {
    S.Refused.append(I.Bytes + Accepted, O.Bytes - Accepted);
    S.Suspended = true;
  }
  settle(I, Status == nt::STATUS_PENDING);
}

static void raiseReceiveFrom(Socket &S) {
  const auto *Table =
      static_cast<const WSK_CLIENT_DATAGRAM_DISPATCH *>(S.Dispatch);
  ReceiveFromEvent Routine = callback(
      S, Table ? Table->WskReceiveFromEvent : nullptr, "WskReceiveFromEvent");
  size_t Bytes = S.Net->available();
  Shown I = makeIndication(S, Bytes);
  Span Into = {I.Bytes, Bytes};
  Address From;
  bool Truncated;
  Outcome O = S.Net->receiveFrom(&Into, 1, From, Truncated);
  setLength(I, O.Bytes);
  if (O.Again || !Routine)
    return settle(I, false);
  toSockaddr(From, I.From);
  NTSTATUS Status;
  {
    CallbackScope Running(S);
    Status = callDriver("WskReceiveFromEvent", Routine, S.Context, levelFlag(),
                        I.Datagram);
  }
  reached("receive-from event");
  checkReturn(
      "WskReceiveFromEvent", Status,
      {nt::STATUS_SUCCESS, nt::STATUS_PENDING, nt::STATUS_DATA_NOT_ACCEPTED});
  if (Status == nt::STATUS_DATA_NOT_ACCEPTED)
    S.Events &= ~WSK_EVENT_RECEIVE_FROM | S.StaticEvents;
  settle(I, Status == nt::STATUS_PENDING);
}

static void raiseDisconnect(Socket &S, bool Abortive) {
  S.ToldEnd = true;
  const auto *Table = connectDispatch(S);
  DisconnectEvent Routine = callback(
      S, Table ? Table->WskDisconnectEvent : nullptr, "WskDisconnectEvent");
  if (!Routine)
    return;
  CallbackScope Running(S);
  NTSTATUS Status =
      callDriver("WskDisconnectEvent", Routine, S.Context,
                 levelFlag() | (Abortive ? WSK_FLAG_ABORTIVE : 0));
  reached("disconnect event");
  checkReturn("WskDisconnectEvent", Status, {nt::STATUS_SUCCESS});
}

namespace {
enum class Due { Nothing, Accept, Receive, ReceiveFrom, Disconnect };
} // namespace

static Due dueOfConnection(Socket &S) {
  bool Open = S.State == SocketState::Connected;
  if (Open && (S.Events & WSK_EVENT_RECEIVE) && !S.Suspended && pendingBytes(S))
    return Due::Receive;
  if (!(S.Events & WSK_EVENT_DISCONNECT) || S.ToldEnd)
    return Due::Nothing;
  // Asked last: the network may have to look.
  if (S.State == SocketState::Aborted || S.Net->wasReset() ||
      (Open && S.Net->ended()))
    return Due::Disconnect;
  return Due::Nothing;
}

static Due due(Socket &S) {
  if (!S.Net || S.State >= SocketState::Closing)
    return Due::Nothing;
  if (S.State == SocketState::Listening)
    return ((S.Events & WSK_EVENT_ACCEPT) || S.Conditional) &&
                   S.Net->canAccept()
               ? Due::Accept
               : Due::Nothing;
  if (S.Kind == Category::Datagram)
    return (S.Events & WSK_EVENT_RECEIVE_FROM) &&
                   S.State == SocketState::Bound && S.Net->hasDatagram()
               ? Due::ReceiveFrom
               : Due::Nothing;
  return dueOfConnection(S);
}

static void raiseListenEvent(Socket &S) {
  Endpoint *Connection = S.Net->accept();
  if (S.Conditional)
    return raiseInspection(S, Connection);
  if (!chooseFault())
    return raiseAccept(S, Connection);
  Connection->close();
  raiseListenerDeath(S);
}

static void raiseReceiveEvent(Socket &S) {
  const auto *Table = connectDispatch(S);
  ReceiveEvent Routine =
      callback(S, Table ? Table->WskReceiveEvent : nullptr, "WskReceiveEvent");
  if (Routine)
    return raiseReceive(S, Routine);
  S.Suspended = true;
}

/// Calls the next due callback; false when none is.
static bool raiseOne(Socket &S) {
  switch (due(S)) {
  case Due::Nothing:
    return false;
  case Due::Accept:
    raiseListenEvent(S);
    return true;
  case Due::Receive:
    raiseReceiveEvent(S);
    return true;
  case Due::ReceiveFrom:
    raiseReceiveFrom(S);
    return true;
  case Due::Disconnect:
    raiseDisconnect(S, S.State == SocketState::Aborted || S.Net->wasReset());
    return true;
  }
  return false;
}

static void pump(void *Argument) {
  Socket &S = *static_cast<Socket *>(Argument);
  while (raiseOne(S))
    yield();
  S.Pumping = false;
  if (S.Net && S.State < SocketState::Closing)
    S.Net->watch(ToRead);
}

void raiseEvents(Socket &S) {
  if (S.Pumping || due(S) == Due::Nothing)
    return;
  S.Pumping = true;
  spawn(FiberKind::Dpc, "event callbacks", pump, &S, nt::DISPATCH_LEVEL);
}

} // namespace wsk
} // namespace kernel
