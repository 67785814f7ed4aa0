//===- HostSocket.h - One socket of the host --------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// An endpoint over a non-blocking descriptor. It lives on the host's heap, and
/// until the reactor has let go of it.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_NET_HOSTSOCKET_H
#define WSK_KERNEL_NET_HOSTSOCKET_H

#include "net/Host.h"
#include "wsk/Net.h"
#include <asio.hpp>

namespace kernel {
namespace net {

using nt::NTSTATUS;
using wsk::Address;
using wsk::Outcome;
using wsk::Span;

/// The reactor of the process.
asio::io_context &reactor();

/// What Windows calls the host's error \p Errno.
NTSTATUS statusOf(int Errno);

/// The host's port for a port of the driver.
uint16_t hostPort(uint16_t Port);
/// The port the host chose for \p Port: the driver finds itself there, too.
void setHostPort(uint16_t Port, uint16_t Host);

/// Keeps account of the open sockets.
void countSocket(int Change);

class HostSocket final : public wsk::Endpoint {
public:
  /// Takes \p Descriptor over, which is non-blocking.
  HostSocket(int Descriptor, uint16_t Family, bool Datagram);

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
  bool hasDatagram() override;
  bool canAccept() override;
  Outcome shutdown() override;
  void abort() override;
  void close() override;
  bool ended() override;
  bool wasReset() override { return Reset; }
  Address local() override;
  Address remote() override;
  void watch(unsigned Interests) override;
  NTSTATUS setV6Only(bool Only) override;
  NTSTATUS setReuse(bool Reuse, bool Exclusive) override;

  /// The host says EPOLL* \p Events; 0: look again at what is known.
  void edge(uint32_t Events);
  static void destroy(HostSocket *Gone) { delete Gone; }

private:
  ~HostSocket() = default;
  void setAwaited(unsigned Interests);
  void lookAgain();
  /// What was seen of the socket so far is out of date.
  void forgetEdges() { ReadyFor = 0, HungUp = false; }
  Outcome failure(int Errno);
  void announce();
  /// Reads without taking; what recv returned.
  ssize_t peek();

  int Descriptor;
  uint16_t Family;
  bool Datagram;
  uint16_t DriverPort = 0;
  bool V6Only = true; ///< as Windows has it
  bool Connecting = false;
  bool Connected = false;
  bool ShutDown = false;
  bool SawEnd = false;
  bool Reset = false;
  bool Drained = false; ///< nothing is there until the host says so
  bool HungUp = false;  ///< the host has said the last there is to say
  bool Closed = false;
  unsigned Awaited = 0;  ///< interests Ready is to be told of
  unsigned ReadyFor = 0; ///< interests with an edge not used up
};

} // namespace net
} // namespace kernel

#endif // WSK_KERNEL_NET_HOSTSOCKET_H
