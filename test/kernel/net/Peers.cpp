//===- Peers.cpp - Remote programs of the simulated network ---------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "base/Choice.h"
#include "net/Model.h"
#include "nt/Status.h"

namespace kernel {
namespace net {

namespace {
constexpr unsigned MessageSize = 8;
/// How long a peer waits for an answer before it ends the connection: peers
/// are fair, they never keep a driver waiting for ever.
constexpr Time Patience = 5000 * uint64_t(Millisecond);

/// Waits until something changed at \p E; false when patience ended.
bool waitFor(End &E, const char *What) {
  WaitRecord Record{What};
  E.Waiter = self();
  bool Changed = block(Record, now() + Patience);
  E.Waiter = nullptr;
  return Changed;
}

void say(End &E, unsigned Size) {
  char Bytes[MessageSize * 4];
  for (unsigned I = 0; I != Size; ++I)
    Bytes[I] = 'a' + I % 26;
  Span Whole = {Bytes, Size};
  E.send(&Whole, 1);
}

/// Takes what has arrived, waiting for the first byte. 0: nothing came.
size_t hear(End &E, char *Into, size_t Size) {
  for (;;) {
    Span Whole = {Into, Size};
    Outcome O = E.receive(&Whole, 1);
    if (!O.Again)
      return nt::succeeded(O.Status) ? O.Bytes : 0;
    if (!waitFor(E, "peer waits for data"))
      return 0;
  }
}

/// How a peer takes leave; the first is the polite way.
void leave(End &E) {
  if (choose(ChoiceKind::Peer, 3) == 1)
    return E.abort();
  E.shutdown();
  char Rest[64];
  while (E.State == EndState::Connected && !E.ended() &&
         hear(E, Rest, sizeof(Rest)))
    ;
  E.close();
}

/// A client of the driver's server: asks, waits for the answer, goes.
void clientTalks(End &E) {
  char Answer[64];
  switch (choose(ChoiceKind::Peer, 4)) {
  case 0: // asks once
    say(E, MessageSize);
    hear(E, Answer, sizeof(Answer));
    break;
  case 1: // has nothing to say
    break;
  case 2: // asks and does not wait
    say(E, MessageSize);
    break;
  case 3: // asks twice
    say(E, MessageSize);
    hear(E, Answer, sizeof(Answer));
    say(E, MessageSize * 2);
    hear(E, Answer, sizeof(Answer));
    break;
  }
  leave(E);
}

void client(void *Argument) {
  End *Listener = static_cast<End *>(Argument);
  if (Listener->State != EndState::Listening)
    return;
  End *Mine = makeEnd(Listener->Local.Family, false);
  End *Theirs = makeEnd(Listener->Local.Family, false);
  Mine->Local = Address::loopback(Listener->Local.Family, 50000 + self()->Id);
  if (Listener->Local.Family == wsk::AF_INET &&
      choose(ChoiceKind::Peer, 2) == 1)
    Address::parse("192.0.2.7", Mine->Local); // another machine
  Theirs->Local =
      Address::loopback(Listener->Local.Family, Listener->Local.Port);
  join(*Mine, *Theirs);
  Listener->Backlog.push_back(Theirs);
  reached("peer connects");
  Listener->changed();
  clientTalks(*Mine);
}

/// A server the driver connects to: greets, echoes once, goes.
void serverTalks(End &E) {
  char Bytes[64];
  bool Greets = choose(ChoiceKind::Peer, 3) == 1;
  if (Greets)
    say(E, MessageSize * 3);
  size_t Size = hear(E, Bytes, sizeof(Bytes));
  if (Size) {
    Span Echo = {Bytes, Size};
    E.send(&Echo, 1);
  }
  leave(E);
}

void server(void *Argument) {
  End *Client = static_cast<End *>(Argument);
  if (Client->State == EndState::Gone)
    return;
  if (choose(ChoiceKind::Fault, 2) == 1) {
    Client->ConnectStatus = nt::STATUS_CONNECTION_REFUSED;
    Client->Answered = true;
    return Client->changed();
  }
  End *Mine = makeEnd(Client->Local.Family, false);
  Mine->Local = Client->Remote;
  join(*Client, *Mine);
  Client->Answered = true;
  Client->changed();
  serverTalks(*Mine);
}

struct Letter {
  End *Port;
  Datagram Content;
};

void deliver(void *Argument) {
  auto *L = static_cast<Letter *>(Argument);
  if (L->Port->State == EndState::Gone)
    return;
  L->Port->Datagrams.push_back(std::move(L->Content));
  reached("peer sends a datagram");
  L->Port->changed();
}

void post(End &Port, const Address &From, run::string Bytes) {
  auto *L = run::create<Letter>();
  L->Port = &Port;
  L->Content = {std::move(Bytes), From};
  spawn(FiberKind::Peer, "peer", deliver, L);
}
} // namespace

void peersForListener(End &Listener) {
  spawn(FiberKind::Peer, "peer", client, &Listener);
  if (choose(ChoiceKind::Peer, 2) == 1)
    spawn(FiberKind::Peer, "peer", client, &Listener);
}

void peersForPort(End &Port) {
  post(Port, Address::loopback(Port.Local.Family, 50000), "datagram");
}

void peerForConnect(End &Client) {
  spawn(FiberKind::Peer, "peer", server, &Client);
}

void peerForDatagram(End &Port, const Address &To, run::string Bytes) {
  constexpr unsigned MaxAnswers = 2; // or two echoes keep each other busy
  if (Port.Answers++ >= MaxAnswers)
    return;
  post(Port, To, std::move(Bytes));
}

} // namespace net
} // namespace kernel
