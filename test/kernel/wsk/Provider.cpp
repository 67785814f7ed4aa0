//===- Provider.cpp - Calls into the provider dispatch --------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "wsk/Provider.h"
#include "abi/Export.h"
#include "base/Choice.h"
#include "base/Scheduler.h"
#include "monitor/Rules.h"
#include "wsk/AddressInfo.h"
#include "wsk/Calls.h"
#include "wsk/Close.h"
#include "wsk/Registration.h"
#include "wsk/Tables.h"
#include "wsk/Transfer.h"
#include <cstring>

namespace kernel {
namespace wsk {

ProviderCall::ProviderCall(void *Client, const char *Function)
    : Function(Function) {
  yield();
  Capture *C = captureOf(Client, Function, Status);
  if (!C)
    return;
  R = C->Owner;
  ++R->Calls;
  reached(Function);
}

ProviderCall::~ProviderCall() {
  if (!R)
    return;
  --R->Calls;
  wakeDeregister(*R);
}

Operation *ProviderCall::begin(OperationKind Kind, IRP *Irp) {
  if (!R) {
    // Fact W5: the IRP of a refused call is completed all the same.
    if (Irp)
      if (Operation *Op = wsk::begin(Kind, Function, Irp, nullptr, nullptr))
        refuse(Op, Status);
    return nullptr;
  }
  if (!checkIrp(Irp, Function, Status))
    return nullptr;
  Operation *Op = wsk::begin(Kind, Function, Irp, nullptr, R);
  Status = nt::STATUS_INVALID_PARAMETER;
  return Op;
}

void checkPassive(const char *Function) {
  if (self()->irql() != nt::PASSIVE_LEVEL)
    monitor::violation(monitor::NameResolutionIrql, "%s called at IRQL %u",
                       Function, self()->irql());
}

static bool categoryOf(uint32_t Flags, Category &C) {
  switch (Flags) {
  case WSK_FLAG_BASIC_SOCKET:
    C = Category::Basic;
    return true;
  case WSK_FLAG_LISTEN_SOCKET:
    C = Category::Listen;
    return true;
  case WSK_FLAG_CONNECTION_SOCKET:
    C = Category::Connection;
    return true;
  case WSK_FLAG_DATAGRAM_SOCKET:
    C = Category::Datagram;
    return true;
  case WSK_FLAG_STREAM_SOCKET:
    C = Category::Stream;
    return true;
  }
  return false;
}

/// What the arguments of WskSocket are refused with; success when they fit.
static NTSTATUS checkKind(Category C, uint16_t Family, uint16_t Type,
                          uint32_t Protocol) {
  if (Family != AF_INET && Family != AF_INET6)
    return nt::STATUS_NOT_SUPPORTED;
  if (Protocol == 0)
    return nt::STATUS_PROTOCOL_UNREACHABLE; // as a driver's author observed
  bool Stream = Type == SOCK_STREAM && Protocol == IPPROTO_TCP;
  bool Datagram = Type == SOCK_DGRAM && Protocol == IPPROTO_UDP;
  bool Fits = C == Category::Basic      ? true
              : C == Category::Datagram ? Datagram || Type == SOCK_RAW
              : C == Category::Listen   ? Stream || Datagram // fact W7
                                        : Stream;
  return Fits ? nt::STATUS_SUCCESS : nt::STATUS_INVALID_PARAMETER;
}

static NTSTATUS create(Operation *Op, Category C, uint16_t Family, bool Tcp,
                       void *Context, const void *Dispatch, Socket *&Made) {
  NTSTATUS Status = chooseFailure({nt::STATUS_INSUFFICIENT_RESOURCES});
  if (!nt::succeeded(Status))
    return Status;
  Endpoint *Net = nullptr;
  if (C != Category::Basic) {
    Net = network().open(Family, !Tcp, Status);
    if (!Net)
      return Status;
  }
  Made = makeSocket(*Op->Client, C, Net, Family, Context, Dispatch);
  Made->Tcp = Tcp;
  reached("sockets made");
  KERNEL_TRACE("socket #%u (%s)", Made->Number, name(C));
  return nt::STATUS_SUCCESS;
}

static NTSTATUS MSABI WskSocket(void *Client, uint16_t Family, uint16_t Type,
                                uint32_t Protocol, uint32_t Flags,
                                void *Context, const void *Dispatch, void *,
                                void *, void *, IRP *Irp) {
  ProviderCall Call(Client, "WskSocket");
  Operation *Op = Call.begin(OperationKind::Create, Irp);
  if (!Op)
    return Call.status();
  Category C;
  if (!categoryOf(Flags, C))
    return finish(Op, nt::STATUS_INVALID_PARAMETER);
  if (C == Category::Basic && (Context || Dispatch))
    monitor::violation(monitor::BasicSocketArguments,
                       "WskSocket: a basic socket takes no context and no "
                       "dispatch");
  NTSTATUS Status = checkKind(C, Family, Type, Protocol);
  Socket *Made = nullptr;
  if (nt::succeeded(Status))
    Status =
        create(Op, C, Family, Type == SOCK_STREAM, Context, Dispatch, Made);
  return finish(Op, Status,
                Made ? reinterpret_cast<uintptr_t>(Made->handle()) : 0);
}

/// Until the connection stands the socket is WSK's: its operation carries it.
static NTSTATUS connectNew(Operation *Op, Socket &S, const Address &Local,
                           const Address &Remote) {
  NTSTATUS Status = S.Net->bind(Local);
  if (nt::succeeded(Status))
    Status = chooseFailure({nt::STATUS_CONNECTION_REFUSED});
  if (!nt::succeeded(Status)) {
    drop(S);
    return finish(Op, Status);
  }
  S.State = SocketState::Connecting;
  S.Creating = Op;
  Op->Fruit = &S;
  Op->Peer = Remote;
  service(S);
  return conclude(Op);
}

static NTSTATUS MSABI WskSocketConnect(void *Client, uint16_t Type,
                                       uint32_t Protocol,
                                       SOCKADDR *LocalAddress,
                                       SOCKADDR *RemoteAddress, uint32_t Flags,
                                       void *Context, const void *Dispatch,
                                       void *, void *, void *, IRP *Irp) {
  ProviderCall Call(Client, "WskSocketConnect");
  Operation *Op = Call.begin(OperationKind::Create, Irp);
  if (!Op)
    return Call.status();
  checkReserved("WskSocketConnect", Flags);
  Address Local, Remote;
  if (!fromSockaddr(LocalAddress, Local) ||
      !fromSockaddr(RemoteAddress, Remote) || Local.Family != Remote.Family)
    return finish(Op, nt::STATUS_INVALID_PARAMETER);
  NTSTATUS Status =
      checkKind(Category::Connection, Local.Family, Type, Protocol);
  Socket *Made = nullptr;
  if (nt::succeeded(Status))
    Status = create(Op, Category::Connection, Local.Family, true, Context,
                    Dispatch, Made);
  if (!Made)
    return finish(Op, Status);
  return connectNew(Op, *Made, Local, Remote);
}

void serviceCreation(Socket &S) {
  Outcome O = S.Net->connect(S.Creating->Peer);
  if (O.Again)
    return S.Net->watch(ToWrite);
  Operation *Op = S.Creating;
  S.Creating = nullptr;
  Op->Fruit = nullptr;
  if (!nt::succeeded(O.Status)) {
    drop(S);
    return decide(Op, O.Status);
  }
  S.State = SocketState::Connected;
  reached("connect");
  S.Net->watch(ToRead);
  decide(Op, O.Status, reinterpret_cast<uintptr_t>(S.handle()));
}

namespace {
struct ProviderEntry {
  const char *Name;
  void *Target;
};
#define ENTRY(Function) {#Function, reinterpret_cast<void *>(&Function)}
const ProviderEntry Functions[6] = {
    ENTRY(WskSocket),          ENTRY(WskSocketConnect),
    ENTRY(WskControlClient),   ENTRY(WskGetAddressInfo),
    ENTRY(WskFreeAddressInfo), ENTRY(WskGetNameInfo)};
} // namespace

void fillProviderTable(Capture &C) {
  static void *Stubs[6];
  if (!Stubs[0])
    for (unsigned I = 0; I != 6; ++I) {
      auto *Record = new Export();
      Record->Name = Functions[I].Name;
      Record->Target = Functions[I].Target;
      Record->MaxIrql = nt::HIGH_LEVEL;
      Record->IsData = false;
      Record->Modelled = true;
      Record->Next = nullptr;
      Stubs[I] = stubFor(*Record);
    }
  C.Table.Version = HighestVersion;
  memcpy(C.Table.Functions, Stubs, sizeof(Stubs));
}

} // namespace wsk
} // namespace kernel
