//===- Model.h - The simulated network --------------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Connections and datagrams in memory. The far end of a connection is another
/// endpoint of the driver, or a peer: a fiber that plays a remote program.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_NET_MODEL_H
#define WSK_KERNEL_NET_MODEL_H

#include "base/Scheduler.h"
#include "wsk/Net.h"

namespace kernel {
namespace net {

using nt::NTSTATUS;
using wsk::Address;
using wsk::Outcome;
using wsk::Span;

struct Datagram {
  run::string Bytes;
  Address From;
};

enum class EndState : uint8_t { Open, Listening, Connected, Reset, Gone };

/// One end. Ends of the driver have an Owner, ends of peers a fiber that waits.
class End final : public wsk::Endpoint {
public:
  Address Local, Remote;
  EndState State = EndState::Open;
  bool IsDatagram = false;
  bool IsBound = false;
  bool Asked = false;         ///< a connection was asked for
  NTSTATUS ConnectStatus = 0; ///< the answer, once Answered
  bool Answered = false;
  End *Other = nullptr;
  run::string Inbox; ///< bytes on their way to this end
  bool InboxEnded = false;
  bool ShutDown = false;      ///< the end of our own stream was sent
  run::vector<End *> Backlog; ///< connections that wait for accept
  run::vector<Datagram> Datagrams;
  Fiber *Waiter = nullptr; ///< a peer in waitFor
  unsigned Answers = 0;    ///< datagrams that came back from outside

  NTSTATUS bind(const Address &Wanted) override;
  NTSTATUS listen() override;
  Outcome connect(const Address &To) override;
  Endpoint *accept() override;
  Outcome send(const Span *Spans, size_t Count) override;
  Outcome receive(const Span *Spans, size_t Count) override;
  size_t available() override;
  Outcome sendTo(const Span *Spans, size_t Count, const Address &To) override;
  Outcome receiveFrom(const Span *Spans, size_t Count, Address &From,
                      bool &Truncated) override;
  bool hasDatagram() override { return !Datagrams.empty(); }
  bool canAccept() override { return !Backlog.empty(); }
  Outcome shutdown() override;
  void abort() override;
  void close() override;
  bool ended() override;
  bool wasReset() override { return State == EndState::Reset; }
  Address local() override { return Local; }
  Address remote() override { return Remote; }
  void watch(unsigned) override {}
  NTSTATUS setV6Only(bool) override { return 0; }
  NTSTATUS setReuse(bool, bool) override { return 0; }

  /// Tells whoever holds this end that something changed.
  void changed();
};

End *makeEnd(uint16_t Family, bool Datagram);

/// Joins two ends: each is the other's far end from now on.
void join(End &A, End &B);

/// The listener or datagram port of the driver at \p A; null when there is
/// none.
End *findBound(const Address &A, bool Datagram);

/// The driver has begun to listen, has bound a datagram port, wants to connect,
/// or has sent a datagram to somewhere outside, which is answered a few times
/// only. Defined by Peers.cpp.
void peersForListener(End &Listener);
void peersForPort(End &Port);
void peerForConnect(End &Client);
void peerForDatagram(End &Port, const Address &To, run::string Bytes);

} // namespace net
} // namespace kernel

#endif // WSK_KERNEL_NET_MODEL_H
