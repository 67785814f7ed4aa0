//===- Tables.cpp - Provider dispatch tables of sockets -------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "wsk/Tables.h"
#include "abi/Export.h"
#include "base/Scheduler.h"
#include "monitor/Rules.h"

namespace kernel {
namespace wsk {

/// In a slot that the category's table does not have.
static void MSABI foreignSlot(WSK_SOCKET *Handle) {
  auto Found = state().BySocket.find(Handle);
  if (Found == state().BySocket.end())
    monitor::fatal(monitor::DispatchCategoryMismatch,
                   "a function beyond a dispatch table is called");
  const Socket &S = *Found->second;
  report(monitor::DispatchCategoryMismatch.Id,
         "socket #%u is of category %s; the function called is not in that "
         "category's table",
         S.Number, name(S.Kind))
      .note(S.Made, "socket obtained here");
  endRun(RunEnd::Bugcheck);
}

/// Documented, and documented as not to be called.
static NTSTATUS MSABI reservedSlot(WSK_SOCKET *, IRP *) {
  inconclusive("WskSendEx and WskReceiveEx are reserved functions");
}

namespace {
constexpr unsigned Slots = 15; ///< of the longest table

struct Entry {
  const char *Name;
  void *Target;
};
#define ENTRY(Function) {#Function, reinterpret_cast<void *>(&Function)}

const Entry Basic[] = {ENTRY(WskControlSocket), ENTRY(WskCloseSocket), {}};
const Entry Listen[] = {ENTRY(WskControlSocket),
                        ENTRY(WskCloseSocket),
                        ENTRY(WskBind),
                        ENTRY(WskAccept),
                        ENTRY(WskInspectComplete),
                        ENTRY(WskGetLocalAddress),
                        {}};
const Entry Datagram[] = {
    ENTRY(WskControlSocket),   ENTRY(WskCloseSocket),  ENTRY(WskBind),
    ENTRY(WskSendTo),          ENTRY(WskReceiveFrom),  ENTRY(WskRelease),
    ENTRY(WskGetLocalAddress), ENTRY(WskSendMessages), {}};
const Entry Connection[] = {ENTRY(WskControlSocket),
                            ENTRY(WskCloseSocket),
                            ENTRY(WskBind),
                            ENTRY(WskConnect),
                            ENTRY(WskGetLocalAddress),
                            ENTRY(WskGetRemoteAddress),
                            ENTRY(WskSend),
                            ENTRY(WskReceive),
                            ENTRY(WskDisconnect),
                            ENTRY(WskRelease),
                            ENTRY(WskConnectEx),
                            ENTRY(reservedSlot),
                            ENTRY(reservedSlot),
                            {}};
const Entry Stream[] = {ENTRY(WskControlSocket),
                        ENTRY(WskCloseSocket),
                        ENTRY(WskBind),
                        ENTRY(WskAccept),
                        ENTRY(WskConnect),
                        ENTRY(WskListen),
                        ENTRY(WskSend),
                        ENTRY(WskReceive),
                        ENTRY(WskDisconnect),
                        ENTRY(WskRelease),
                        ENTRY(WskGetLocalAddress),
                        ENTRY(WskGetRemoteAddress),
                        ENTRY(WskConnectEx),
                        ENTRY(reservedSlot),
                        ENTRY(reservedSlot),
                        {}};
const Entry *const Entries[] = {Basic, Listen, Datagram, Connection, Stream};

/// Stubs of the functions; made once, for the life of the process.
struct Tables {
  void *Of[5][Slots];

  static void *stub(const char *Name, void *Target) {
    auto *Record = new Export();
    Record->Name = Name;
    Record->Target = Target;
    Record->MaxIrql = nt::HIGH_LEVEL; // the function judges by its own rule
    Record->IsData = false;
    Record->Modelled = true;
    Record->Next = nullptr;
    return stubFor(*Record);
  }

  Tables() {
    void *Foreign =
        stub("a socket function", reinterpret_cast<void *>(&foreignSlot));
    for (unsigned C = 0; C != 5; ++C) {
      unsigned Slot = 0;
      for (const Entry *E = Entries[C]; E->Name; ++E)
        Of[C][Slot++] = stub(E->Name, E->Target);
      while (Slot != Slots)
        Of[C][Slot++] = Foreign;
    }
  }
};
} // namespace

const void *tableOf(Category C) {
  static const Tables *All = new Tables();
  return All->Of[unsigned(C)];
}

static void endpointReady(void *Owner) {
  service(*static_cast<Socket *>(Owner));
}

Socket *makeSocket(Registration &Owner, Category C, Endpoint *Net,
                   uint16_t Family, void *Context, const void *Dispatch) {
  auto *S = run::create<Socket>();
  S->Public.Dispatch = tableOf(C);
  S->Number = ++state().Sockets;
  S->Kind = C;
  S->Owner = &Owner;
  S->Context = Context;
  S->Dispatch = Dispatch;
  S->Net = Net;
  S->Family = Family;
  S->Made = captureRef();
  S->Events = S->StaticEvents = Owner.StaticEvents;
  if (Net) {
    Net->Ready = endpointReady;
    Net->Owner = S;
  }
  Owner.Sockets.push_back(S);
  Owner.MadeSocket = true;
  state().BySocket[S->handle()] = S;
  return S;
}

} // namespace wsk
} // namespace kernel
