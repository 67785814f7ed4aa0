//===- Net.h - What WSK asks of a network -----------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The border between WSK and the world. Two networks stand behind it: the
/// model, whose peers are fibers, and the host's sockets. Nothing here blocks:
/// a request that cannot be met now answers Again, and the network calls the
/// endpoint's Ready once it may have changed.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_WSK_NET_H
#define WSK_KERNEL_WSK_NET_H

#include "wsk/Address.h"

namespace kernel {
namespace wsk {

/// A run of bytes of the driver's memory.
struct Span {
  char *Begin;
  size_t Size;
};

/// The outcome of one request.
struct Outcome {
  NTSTATUS Status = 0;
  size_t Bytes = 0;
  bool Again = false; ///< nothing happened yet; Ready will be called

  static Outcome later() {
    Outcome O;
    O.Again = true;
    return O;
  }
  static Outcome failed(NTSTATUS Status) {
    Outcome O;
    O.Status = Status;
    return O;
  }
  static Outcome done(size_t Bytes = 0) {
    Outcome O;
    O.Bytes = Bytes;
    return O;
  }
};

/// What an endpoint can be waited for.
enum Interest : unsigned { ToRead = 1, ToWrite = 2 };

/// One end of a connection, a listener or a datagram port.
class Endpoint {
public:
  /// Called by the network, from no particular fiber, when a request that
  /// answered Again may now do better. Must not block.
  void (*Ready)(void *Owner) = nullptr;
  void *Owner = nullptr;

  virtual NTSTATUS bind(const Address &Local) = 0;
  virtual NTSTATUS listen() = 0;
  virtual Outcome connect(const Address &Remote) = 0;
  /// The next connection that waits on a listener, or null.
  virtual Endpoint *accept() = 0;
  virtual Outcome send(const Span *Spans, size_t Count) = 0;
  /// Done with 0 bytes: the peer sent its last byte before.
  virtual Outcome receive(const Span *Spans, size_t Count) = 0;
  /// Bytes that can be received now: of the stream, or of one datagram.
  virtual size_t available() = 0;
  virtual Outcome sendTo(const Span *Spans, size_t Count,
                         const Address &Remote) = 0;
  /// \p Truncated: the datagram was longer than the spans.
  virtual Outcome receiveFrom(const Span *Spans, size_t Count, Address &From,
                              bool &Truncated) = 0;
  /// True when receiveFrom would not answer Again.
  virtual bool hasDatagram() = 0;
  /// True when accept would not return null.
  virtual bool canAccept() = 0;
  /// Sends the end of the stream; done once the peer has taken everything.
  virtual Outcome shutdown() = 0;
  /// Resets the connection; nothing but close() follows.
  virtual void abort() = 0;
  /// Ends everything and gives the endpoint back to the network.
  virtual void close() = 0;
  /// True when the peer sent its last byte, and all were received.
  virtual bool ended() = 0;
  /// True when the connection was reset.
  virtual bool wasReset() = 0;
  virtual Address local() = 0;
  virtual Address remote() = 0;
  /// Asks for Ready. The model tells of every change and ignores it.
  virtual void watch(unsigned Interests) = 0;
  /// Options that change what the network does; others never get here.
  virtual NTSTATUS setV6Only(bool Only) = 0;
  virtual NTSTATUS setReuse(bool Reuse, bool Exclusive) = 0;

protected:
  ~Endpoint() = default;
};

class Network {
public:
  /// A new endpoint, or null when \p Failure says why there is none.
  virtual Endpoint *open(uint16_t Family, bool Datagram, NTSTATUS &Failure) = 0;
  /// Looks a name up. Fills \p Found and returns STATUS_SUCCESS, or fails.
  virtual NTSTATUS resolve(const run::string &Node, Address &Found) = 0;
  /// The name of an address, for WskGetNameInfo.
  virtual run::string nameOf(const Address &A) = 0;

protected:
  ~Network() = default;
};

/// The network of this process; the model unless setNetwork chose another.
Network &network();
void setNetwork(Network *Chosen);

} // namespace wsk
} // namespace kernel

#endif // WSK_KERNEL_WSK_NET_H
