//===- Model.cpp - The simulated network ----------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "net/Model.h"
#include "nt/Status.h"
#include <algorithm>
#include <cstring>

namespace kernel {
namespace net {

namespace {
struct Ports {
  run::vector<End *> Bound;
  uint16_t Next = 49152; ///< dynamic ports, as Windows numbers them
};
run::Local<Ports> AllPorts;

run::string gather(const Span *Spans, size_t Count) {
  run::string Bytes;
  for (size_t I = 0; I != Count; ++I)
    Bytes.append(Spans[I].Begin, Spans[I].Size);
  return Bytes;
}

size_t scatter(const Span *Spans, size_t Count, const run::string &Bytes) {
  size_t Done = 0;
  for (size_t I = 0; I != Count && Done != Bytes.size(); ++I) {
    size_t Part = std::min(Spans[I].Size, Bytes.size() - Done);
    memcpy(Spans[I].Begin, Bytes.data() + Done, Part);
    Done += Part;
  }
  return Done;
}

/// IPv6's wildcard serves IPv4 as well (drivers clear IPV6_V6ONLY).
bool serves(const Address &Local, const Address &A) {
  if (Local.Port != A.Port)
    return false;
  if (Local.isAny())
    return Local.Family == wsk::AF_INET6 || Local.Family == A.Family;
  return Local.Family == A.Family && memcmp(Local.Ip, A.Ip, sizeof(A.Ip)) == 0;
}
} // namespace

End *makeEnd(uint16_t Family, bool Datagram) {
  End *E = run::create<End>();
  E->Local.Family = Family;
  E->IsDatagram = Datagram;
  return E;
}

void join(End &A, End &B) {
  A.Other = &B;
  B.Other = &A;
  A.State = B.State = EndState::Connected;
  A.Remote = B.Local;
  B.Remote = A.Local;
}

End *findBound(const Address &A, bool Datagram) {
  for (End *E : AllPorts->Bound)
    if (E->IsDatagram == Datagram && serves(E->Local, A) &&
        (Datagram || E->State == EndState::Listening))
      return E;
  return nullptr;
}

void End::changed() {
  if (Waiter)
    wake(Waiter);
  else if (Owner && Ready)
    Ready(Owner);
}

NTSTATUS End::bind(const Address &Wanted) {
  for (const End *E : AllPorts->Bound)
    if (Wanted.Port && E->IsDatagram == IsDatagram &&
        E->Local.Port == Wanted.Port)
      return nt::STATUS_ADDRESS_ALREADY_ASSOCIATED;
  Local = Wanted;
  bool Chosen = Wanted.Port != 0;
  if (!Chosen)
    Local.Port = AllPorts->Next++;
  IsBound = true;
  AllPorts->Bound.push_back(this);
  if (IsDatagram && Chosen)
    peersForPort(*this);
  return nt::STATUS_SUCCESS;
}

NTSTATUS End::listen() {
  State = EndState::Listening;
  peersForListener(*this);
  return nt::STATUS_SUCCESS;
}

Outcome End::connect(const Address &To) {
  if (!Asked) {
    Asked = true;
    Remote = To;
    if (End *Listener = findBound(To, false)) {
      End *Far = makeEnd(Local.Family, false);
      Far->Local = To;
      join(*this, *Far);
      Answered = true;
      Listener->Backlog.push_back(Far);
      Listener->changed();
    } else {
      peerForConnect(*this);
    }
  }
  if (!Answered)
    return Outcome::later();
  return Outcome::failed(ConnectStatus);
}

wsk::Endpoint *End::accept() {
  if (Backlog.empty())
    return nullptr;
  End *Next = Backlog.front();
  Backlog.erase(Backlog.begin());
  return Next;
}

Outcome End::send(const Span *Spans, size_t Count) {
  if (State != EndState::Connected)
    return Outcome::failed(nt::STATUS_CONNECTION_RESET);
  run::string Bytes = gather(Spans, Count);
  // A far end that is closed answers with a reset.
  if (Other->State == EndState::Gone) {
    State = EndState::Reset;
    return Outcome::failed(nt::STATUS_CONNECTION_RESET);
  }
  Other->Inbox += Bytes;
  Other->changed();
  return Outcome::done(Bytes.size());
}

Outcome End::receive(const Span *Spans, size_t Count) {
  if (State == EndState::Reset)
    return Outcome::failed(nt::STATUS_CONNECTION_RESET);
  if (Inbox.empty())
    return InboxEnded ? Outcome::done() : Outcome::later();
  size_t Size = scatter(Spans, Count, Inbox);
  Inbox.erase(0, Size);
  return Outcome::done(Size);
}

size_t End::available() {
  if (IsDatagram)
    return Datagrams.empty() ? 0 : Datagrams.front().Bytes.size();
  return State == EndState::Reset ? 0 : Inbox.size();
}

Outcome End::sendTo(const Span *Spans, size_t Count, const Address &To) {
  run::string Bytes = gather(Spans, Count);
  size_t Size = Bytes.size();
  if (End *Port = findBound(To, true)) {
    Port->Datagrams.push_back({std::move(Bytes), Local});
    Port->changed();
  } else {
    peerForDatagram(*this, To, std::move(Bytes));
  }
  return Outcome::done(Size);
}

Outcome End::receiveFrom(const Span *Spans, size_t Count, Address &From,
                         bool &Truncated) {
  if (Datagrams.empty())
    return Outcome::later();
  Datagram Next = std::move(Datagrams.front());
  Datagrams.erase(Datagrams.begin());
  From = Next.From;
  size_t Size = scatter(Spans, Count, Next.Bytes);
  Truncated = Size < Next.Bytes.size();
  return Outcome::done(Size);
}

Outcome End::shutdown() {
  if (State != EndState::Connected)
    return Outcome::failed(nt::STATUS_CONNECTION_RESET);
  if (!ShutDown) {
    ShutDown = true;
    Other->InboxEnded = true;
    Other->changed();
  }
  return Outcome::done();
}

void End::abort() {
  if (State != EndState::Connected)
    return;
  State = EndState::Gone;
  if (Other->State == EndState::Connected) {
    Other->State = EndState::Reset;
    Other->changed();
  }
}

void End::close() {
  Owner = nullptr;
  auto &Bound = AllPorts->Bound;
  Bound.erase(std::remove(Bound.begin(), Bound.end(), this), Bound.end());
  for (End *Unaccepted : Backlog)
    Unaccepted->close();
  Backlog.clear();
  if (State == EndState::Connected && ShutDown && InboxEnded && Inbox.empty())
    State = EndState::Gone; // both directions are shut: nothing is aborted
  else
    abort();
  State = EndState::Gone;
}

bool End::ended() {
  return State == EndState::Connected && InboxEnded && Inbox.empty();
}

} // namespace net

namespace wsk {

namespace {
class ModelNetwork final : public Network {
public:
  Endpoint *open(uint16_t Family, bool Datagram, NTSTATUS &) override {
    return net::makeEnd(Family, Datagram);
  }
  NTSTATUS resolve(const run::string &Node, Address &Found) override {
    // Every name is one of this machine; those under "invalid" never exist.
    uint16_t Family = Found.Family;
    if (Node.size() >= 8 && Node.compare(Node.size() - 8, 8, ".invalid") == 0)
      return nt::STATUS_NOT_FOUND;
    Found = Address::loopback(Family, 0);
    return nt::STATUS_SUCCESS;
  }
  run::string nameOf(const Address &) override { return "localhost"; }
};
ModelNetwork Model;
Network *Chosen = &Model;
} // namespace

Network &network() { return *Chosen; }
void setNetwork(Network *N) { Chosen = N ? N : &Model; }

} // namespace wsk
} // namespace kernel
