//===- Control.cpp - Socket options and I/O controls ----------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "base/Scheduler.h"
#include "monitor/Lifetime.h"
#include "monitor/Rules.h"
#include "wsk/Calls.h"
#include "wsk/Tables.h"
#include "wsk/Transfer.h"
#include <cstring>

namespace kernel {
namespace wsk {

namespace {
/// One call of WskControlSocket.
struct Request {
  Socket &S;
  uint32_t Type, Code, Level;
  size_t InputSize;
  void *Input;
  size_t OutputSize;
  void *Output;
  size_t *Returned;
  IRP *Irp;
  uintptr_t Information;

  template <class T> bool read(T &To) const {
    if (InputSize < sizeof(T) || !Input)
      return false;
    memcpy(&To, Input, sizeof(T));
    return true;
  }
  template <class T> NTSTATUS write(const T &From) {
    if (OutputSize < sizeof(T) || !Output)
      return nt::STATUS_BUFFER_TOO_SMALL;
    memcpy(Output, &From, sizeof(T));
    Information = sizeof(T);
    if (Returned)
      *Returned = sizeof(T);
    return nt::STATUS_SUCCESS;
  }
};

enum class IrpNeed : uint8_t { None, Required, Optional };

/// One row of the contract's table 2.5.
struct ControlRecord {
  uint32_t Type, Code;
  IrpNeed Irp;
  unsigned States; ///< 0: any
  NTSTATUS (*Act)(Request &);
};
} // namespace

static void misuse(const Request &R, const char *Why) {
  monitor::violation(monitor::EventControlMisuse,
                     "SO_WSK_EVENT_CALLBACK on socket #%u: %s", R.S.Number, Why)
      .note(R.S.Made, "socket obtained here");
}

/// Events a category can have; a listener passes connection events on.
static uint32_t possibleEvents(const Socket &S) {
  constexpr uint32_t OfConnection =
      WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_SEND_BACKLOG;
  switch (S.Kind) {
  case Category::Basic:
    return 0;
  case Category::Datagram:
    return WSK_EVENT_RECEIVE_FROM;
  case Category::Connection:
    return OfConnection;
  case Category::Listen:
  case Category::Stream:
    return WSK_EVENT_ACCEPT | OfConnection;
  }
  return 0;
}

static NTSTATUS enableEvents(Request &R, uint32_t Mask) {
  Socket &S = R.S;
  if (R.Irp)
    misuse(R, "enabling takes no IRP");
  if (!Mask || (Mask & ~possibleEvents(S))) {
    misuse(R, "the mask does not fit the category");
    return nt::STATUS_INVALID_PARAMETER;
  }
  if (S.State == SocketState::Unbound ||
      (S.Kind == Category::Connection && S.State == SocketState::Bound)) {
    misuse(R, "enabled before the socket is bound or connected");
    return nt::STATUS_INVALID_DEVICE_STATE;
  }
  reached("events enabled");
  if (S.Kind == Category::Listen ||
      (S.Kind == Category::Stream && !S.ConnectRole)) {
    S.Inherited |= Mask & ~uint32_t(WSK_EVENT_ACCEPT);
    Mask &= WSK_EVENT_ACCEPT;
  }
  S.Events |= Mask;
  service(S);
  return nt::STATUS_SUCCESS;
}

static NTSTATUS disableEvent(Request &R, uint32_t Mask) {
  Socket &S = R.S;
  if (__builtin_popcount(Mask) != 1 || (Mask & ~possibleEvents(S))) {
    misuse(R, "one event is disabled at a time");
    return nt::STATUS_INVALID_PARAMETER;
  }
  if (Mask & S.StaticEvents) {
    misuse(R, "a static event cannot be disabled");
    return nt::STATUS_INVALID_DEVICE_REQUEST;
  }
  if (Mask & S.Inherited) {
    misuse(R, "connection events of a listening socket cannot be disabled");
    return nt::STATUS_INVALID_DEVICE_REQUEST;
  }
  S.Events &= ~Mask;
  reached("event disabled");
  if (!S.Callbacks)
    return nt::STATUS_SUCCESS;
  reached("event disabled while its callback runs");
  return nt::STATUS_EVENT_PENDING;
}

static NTSTATUS eventCallback(Request &R) {
  WSK_EVENT_CALLBACK_CONTROL Control;
  if (!R.read(Control))
    return nt::STATUS_INVALID_PARAMETER;
  if (Control.EventMask & WSK_EVENT_DISABLE)
    return disableEvent(R, Control.EventMask & ~uint32_t(WSK_EVENT_DISABLE));
  NTSTATUS Status = chooseFailure({nt::STATUS_INSUFFICIENT_RESOURCES});
  return nt::succeeded(Status) ? enableEvents(R, Control.EventMask) : Status;
}

static NTSTATUS accepted(Request &) { return nt::STATUS_SUCCESS; }

static NTSTATUS setReuse(Request &R) {
  uint32_t On;
  if (!R.read(On) || !R.S.Net)
    return nt::STATUS_INVALID_PARAMETER;
  return R.S.Net->setReuse(R.Code == SO_REUSEADDR && On,
                           R.Code == SO_EXCLUSIVEADDRUSE && On);
}

static NTSTATUS setConditional(Request &R) {
  uint8_t On;
  if (!R.read(On))
    return nt::STATUS_INVALID_PARAMETER;
  if (R.S.Kind != Category::Listen) {
    monitor::violation(monitor::ConditionalAcceptSetup,
                       "SO_CONDITIONAL_ACCEPT on socket #%u of category %s",
                       R.S.Number, name(R.S.Kind));
    return nt::STATUS_INVALID_DEVICE_REQUEST;
  }
  if (R.S.State != SocketState::Unbound) {
    monitor::violation(monitor::ConditionalAcceptSetup,
                       "SO_CONDITIONAL_ACCEPT on socket #%u, which is bound "
                       "already",
                       R.S.Number);
    return nt::STATUS_INVALID_DEVICE_STATE;
  }
  R.S.Conditional = On;
  return nt::STATUS_SUCCESS;
}

static NTSTATUS setV6Only(Request &R) {
  uint32_t On;
  if (!R.read(On) || !R.S.Net)
    return nt::STATUS_INVALID_PARAMETER;
  return R.S.Net->setV6Only(On != 0);
}

/// Options of the transport protocol are handed on to it; TCP takes them on any
/// socket of its own, a listening one passes them on to those it accepts.
static NTSTATUS setTcp(Request &R) {
  if (!R.S.Tcp)
    return nt::STATUS_NOT_SUPPORTED;
  return R.Input && R.InputSize ? nt::STATUS_SUCCESS
                                : nt::STATUS_INVALID_PARAMETER;
}

static NTSTATUS setRemote(Request &R) {
  if (!R.InputSize) {
    R.S.HasFixedRemote = false;
    return nt::STATUS_SUCCESS;
  }
  R.S.HasFixedRemote =
      fromSockaddr(static_cast<SOCKADDR *>(R.Input), R.S.FixedRemote);
  return R.S.HasFixedRemote ? nt::STATUS_SUCCESS : nt::STATUS_INVALID_PARAMETER;
}

static NTSTATUS sendBacklog(Request &R) {
  constexpr size_t Ideal = 64 * 1024;
  return R.write(Ideal);
}

static NTSTATUS receiveBacklog(Request &R) {
  return R.write(pendingBytes(R.S));
}

static NTSTATUS goSilent(Request &R) {
  if (firstWaiting(R.S, OperationKind::Send) || R.S.SendClosed)
    return nt::STATUS_INVALID_DEVICE_STATE;
  R.S.State = SocketState::Silent;
  return nt::STATUS_SUCCESS;
}

static NTSTATUS unsupported(Request &) { return nt::STATUS_NOT_SUPPORTED; }

/// One address: loopback. Its size is asked for with an empty buffer first.
static NTSTATUS queryAddresses(Request &R) {
  struct {
    int32_t Count;
    alignas(8) SOCKADDR *Address;
    int32_t Length;
    alignas(8) SOCKADDR_IN Loopback;
  } List = {};
  if (R.Returned)
    *R.Returned = sizeof(List);
  if (R.OutputSize < sizeof(List) || !R.Output)
    return nt::STATUS_BUFFER_OVERFLOW;
  List.Count = 1;
  List.Length = sizeof(SOCKADDR_IN);
  toSockaddr(Address::loopback(AF_INET, 0),
             reinterpret_cast<SOCKADDR *>(&List.Loopback));
  List.Address = reinterpret_cast<SOCKADDR *>(
      static_cast<char *>(R.Output) + offsetof(decltype(List), Loopback));
  return R.write(List);
}

static NTSTATUS whenAddressesChange(Request &) { return nt::STATUS_PENDING; }

namespace {
constexpr unsigned BeforeBind = in(SocketState::Unbound);
constexpr unsigned AfterBind = in(SocketState::Bound);
constexpr unsigned AfterConnect = in(SocketState::Connected);

const ControlRecord Controls[] = {
    {WskSetOption, SO_WSK_EVENT_CALLBACK, IrpNeed::Optional, 0, eventCallback},
    {WskSetOption, SO_CONDITIONAL_ACCEPT, IrpNeed::Required, 0, setConditional},
    {WskSetOption, SO_EXCLUSIVEADDRUSE, IrpNeed::Required, BeforeBind,
     setReuse},
    {WskSetOption, SO_REUSEADDR, IrpNeed::Required, BeforeBind, setReuse},
    {WskSetOption, IPV6_V6ONLY, IrpNeed::Required, BeforeBind, setV6Only},
    {WskSetOption, TCP_NODELAY, IrpNeed::Optional, 0, setTcp},
    {WskSetOption, TCP_KEEPALIVE, IrpNeed::Optional, 0, setTcp},
    {WskSetOption, TCP_MAXRT, IrpNeed::Optional, 0, setTcp},
    {WskSetOption, TCP_KEEPCNT, IrpNeed::Optional, 0, setTcp},
    {WskSetOption, TCP_KEEPINTVL, IrpNeed::Optional, 0, setTcp},
    {WskSetOption, SO_KEEPALIVE, IrpNeed::Required, 0, accepted},
    {WskSetOption, SO_RCVBUF, IrpNeed::Required, 0, accepted},
    {WskSetOption, SO_BROADCAST, IrpNeed::Required, 0, accepted},
    {WskSetOption, SO_WSK_SECURITY, IrpNeed::Required, BeforeBind, accepted},
    {WskIoctl, SIO_WSK_SET_REMOTE_ADDRESS, IrpNeed::Required, AfterBind,
     setRemote},
    {WskIoctl, SIO_WSK_SET_SENDTO_ADDRESS, IrpNeed::Required, AfterBind,
     setRemote},
    {WskIoctl, SIO_WSK_QUERY_IDEAL_SEND_BACKLOG, IrpNeed::Required,
     AfterConnect, sendBacklog},
    {WskIoctl, SIO_WSK_QUERY_RECEIVE_BACKLOG, IrpNeed::Required, AfterConnect,
     receiveBacklog},
    {WskIoctl, SIO_WSK_SET_TCP_SILENT_MODE, IrpNeed::Required, AfterConnect,
     goSilent},
    {WskIoctl, SIO_WSK_REGISTER_EXTENSION, IrpNeed::None, 0, unsupported},
    {WskIoctl, SIO_ADDRESS_LIST_QUERY, IrpNeed::None, 0, queryAddresses},
    {WskIoctl, SIO_ADDRESS_LIST_CHANGE, IrpNeed::Required, 0,
     whenAddressesChange},
};
} // namespace

/// Small numbers mean something else at each level of a protocol; those of the
/// subsystem's own options and controls mean one thing.
static bool isAtLevel(const ControlRecord &R, uint32_t Level) {
  if (R.Act == setV6Only)
    return Level == IPPROTO_IPV6;
  if (R.Act == setTcp)
    return Level == IPPROTO_TCP;
  return true;
}

static const ControlRecord *recordOf(uint32_t Type, uint32_t Code,
                                     uint32_t Level) {
  for (const ControlRecord &R : Controls)
    if (R.Type == Type && R.Code == Code && isAtLevel(R, Level))
      return &R;
  return nullptr;
}

/// Rules about the IRP and the moment of a control.
static bool checkControl(const ControlRecord &Record, const Request &R) {
  if ((Record.Irp == IrpNeed::Required && !R.Irp) ||
      (Record.Irp == IrpNeed::None && R.Irp)) {
    monitor::violation(monitor::ControlIrpRequirement,
                       "WskControlSocket, code 0x%x: %s", R.Code,
                       R.Irp ? "takes no IRP" : "needs an IRP");
    return false;
  }
  if (!Record.States || (Record.States & in(R.S.State)))
    return true;
  if (R.S.State <= SocketState::Listening ||
      (Record.States == BeforeBind && R.S.State == SocketState::Connected))
    monitor::violation(monitor::SocketStateOrder,
                       "WskControlSocket, code 0x%x, on socket #%u, which is "
                       "%s",
                       R.Code, R.S.Number, name(R.S.State))
        .note(R.S.Made, "socket obtained here");
  return false;
}

/// The control's result, with an IRP: completed with it.
static NTSTATUS answer(Operation *Op, Request &R, NTSTATUS Status) {
  if (!Op)
    return Status;
  if (Status == nt::STATUS_EVENT_PENDING) {
    R.S.Disabling.push_back(Op);
    return conclude(Op);
  }
  if (Status == nt::STATUS_PENDING) {
    wait(Op);
    return conclude(Op);
  }
  return finish(Op, Status, R.Information);
}

/// A buffer without an MDL: fact F14.
static void lendPlain(Operation &Op, const void *Buffer, size_t Size) {
  if (Buffer && Size)
    monitor::lend(&Op, nullptr, Buffer, Size, Op.Function, Op.Made);
}

NTSTATUS MSABI WskControlSocket(WSK_SOCKET *Handle, uint32_t Type,
                                uint32_t Code, uint32_t Level, size_t InputSize,
                                void *Input, size_t OutputSize, void *Output,
                                size_t *Returned, IRP *Irp) {
  yield();
  Socket &S = socketOf(Handle, "WskControlSocket");
  InsideCall Inside(S);
  NTSTATUS Status = nt::STATUS_INVALID_PARAMETER;
  if (Irp && !checkIrp(Irp, "WskControlSocket", Status))
    return Status;
  Operation *Op = nullptr;
  if (Irp) {
    Op = begin(OperationKind::Control, "WskControlSocket", Irp, &S, nullptr);
    if (!Op)
      return Status;
    lendPlain(*Op, Input, InputSize);
    lendPlain(*Op, Output, OutputSize);
  }
  KERNEL_TRACE("WskControlSocket(socket #%u, code 0x%x)", S.Number, Code);
  reached("WskControlSocket");
  Request R = {S,          Type,   Code,     Level, InputSize, Input,
               OutputSize, Output, Returned, Irp,   0};
  const ControlRecord *Record = recordOf(Type, Code, Level);
  if (!Record)
    return answer(Op, R, nt::STATUS_NOT_SUPPORTED);
  if (!checkControl(*Record, R))
    return answer(Op, R, nt::STATUS_INVALID_DEVICE_STATE);
  // Switching events fails in its own way: turning one off never does.
  bool MayFail = Irp && Record->Act != eventCallback;
  Status = MayFail ? chooseFailure({nt::STATUS_INSUFFICIENT_RESOURCES})
                   : NTSTATUS(nt::STATUS_SUCCESS);
  if (nt::succeeded(Status))
    Status = Record->Act(R);
  return answer(Op, R, Status);
}

} // namespace wsk
} // namespace kernel
