//===- HostSocket.cpp - One socket of the host ----------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "net/HostSocket.h"
#include "base/Report.h"
#include "net/HostAddress.h"
#include "net/Readiness.h"
#include "nt/Status.h"
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace kernel {
namespace net {

namespace {
constexpr size_t MaxPieces = 64; ///< of one call of the host

/// The driver's memory as the host's calls take it; at most MaxPieces of it.
struct Message {
  iovec Pieces[MaxPieces];
  msghdr Header = {};
  Message(const Span *Spans, size_t Count) {
    size_t N = Count < MaxPieces ? Count : MaxPieces;
    for (size_t I = 0; I != N; ++I)
      Pieces[I] = {Spans[I].Begin, Spans[I].Size};
    Header.msg_iov = Pieces;
    Header.msg_iovlen = N;
  }
};

} // namespace

HostSocket::HostSocket(int Fd, uint16_t Family, bool Datagram)
    : Descriptor(Fd), Family(Family), Datagram(Datagram) {
  countSocket(1);
  readiness::add(*this, Fd);
  if (!Datagram) {
    int On = 1;
    ::setsockopt(Fd, IPPROTO_TCP, TCP_NODELAY, &On, sizeof(On));
  }
}

Outcome HostSocket::failure(int Errno) {
  if (Errno == EAGAIN || Errno == EWOULDBLOCK || Errno == EINPROGRESS)
    return Outcome::later();
  if (Errno == ECONNRESET || Errno == EPIPE || Errno == ETIMEDOUT)
    Reset = true;
  return Outcome::failed(statusOf(Errno));
}

NTSTATUS HostSocket::bind(const Address &Wanted) {
  Address Local = Wanted.isAny() ? loopbackFor(Wanted, V6Only) : Wanted;
  if (!isLoopback(Local))
    return nt::STATUS_INVALID_ADDRESS_COMPONENT;
  int Fd = Descriptor;
  if (Family == wsk::FamilyV6) {
    int Only = 0; // a mapped address needs it, and nothing else is bound
    ::setsockopt(Fd, IPPROTO_IPV6, IPV6_V6ONLY, &Only, sizeof(Only));
  }
  int On = 1; // a port whose connections are winding down can be bound
  ::setsockopt(Fd, SOL_SOCKET, SO_REUSEADDR, &On, sizeof(On));
  HostAddress A = toHost(Local, Wanted.Port ? hostPort(Wanted.Port) : 0);
  if (::bind(Fd, A.get(), A.Size) != 0)
    return statusOf(errno);
  DriverPort = Wanted.Port;
  if (DriverPort && !hostPort(DriverPort))
    setHostPort(DriverPort, local().Port);
  if (Datagram)
    announce();
  return nt::STATUS_SUCCESS;
}

/// Says where programs of the host find the driver.
void HostSocket::announce() {
  if (!DriverPort)
    return;
  printf("port %u of the driver is port %u of loopback\n", DriverPort,
         local().Port);
  fflush(stdout);
}

NTSTATUS HostSocket::listen() {
  forgetEdges();
  if (::listen(Descriptor, SOMAXCONN) != 0)
    return statusOf(errno);
  announce();
  return nt::STATUS_SUCCESS;
}

Outcome HostSocket::connect(const Address &To) {
  int Fd = Descriptor;
  if (Connecting) {
    int Error = 0;
    socklen_t Size = sizeof(Error);
    ::getsockopt(Fd, SOL_SOCKET, SO_ERROR, &Error, &Size);
    HostAddress Peer;
    Peer.Size = sizeof(Peer.Storage);
    if (!Error && ::getpeername(Fd, Peer.get(), &Peer.Size) != 0) {
      forgetEdges();
      return Outcome::later();
    }
    Connecting = false;
    Connected = !Error;
    return Outcome::failed(statusOf(Error));
  }
  if (!isLoopback(To))
    return Outcome::failed(nt::STATUS_HOST_UNREACHABLE);
  HostAddress A = toHost(To, hostPort(To.Port));
  forgetEdges();
  if (::connect(Fd, A.get(), A.Size) == 0) {
    Connected = true;
    return Outcome::done();
  }
  Connecting = errno == EINPROGRESS;
  return failure(errno);
}

wsk::Endpoint *HostSocket::accept() {
  int Fd =
      ::accept4(Descriptor, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (Fd < 0) {
    ReadyFor &= ~unsigned(wsk::ToRead);
    return nullptr;
  }
  auto *Made = new HostSocket(Fd, Family, false);
  Made->Connected = true;
  return Made;
}

// The plain calls spare the host the copying of a message header.
Outcome HostSocket::send(const Span *Spans, size_t Count) {
  constexpr int Flags = MSG_NOSIGNAL | MSG_DONTWAIT;
  ssize_t Sent;
  if (Count == 1) {
    Sent = ::send(Descriptor, Spans->Begin, Spans->Size, Flags);
  } else {
    Message M(Spans, Count);
    Sent = ::sendmsg(Descriptor, &M.Header, Flags);
  }
  if (Sent >= 0)
    return Outcome::done(size_t(Sent));
  ReadyFor &= ~unsigned(wsk::ToWrite);
  return failure(errno);
}

Outcome HostSocket::receive(const Span *Spans, size_t Count) {
  if (Drained)
    return Outcome::later();
  ssize_t Got;
  if (Count == 1) {
    Got = ::recv(Descriptor, Spans->Begin, Spans->Size, MSG_DONTWAIT);
  } else {
    Message M(Spans, Count);
    Got = ::recvmsg(Descriptor, &M.Header, MSG_DONTWAIT);
  }
  if (Got < 0) {
    ReadyFor &= ~unsigned(wsk::ToRead);
    return failure(errno);
  }
  SawEnd |= Got == 0;
  size_t Room = 0;
  for (size_t I = 0; I != Count; ++I)
    Room += Spans[I].Size;
  // A later byte or end brings an edge of its own.
  Drained = Got != 0 && size_t(Got) < Room && !HungUp;
  if (Drained)
    ReadyFor &= ~unsigned(wsk::ToRead);
  return Outcome::done(size_t(Got));
}

size_t HostSocket::available() {
  int Bytes = 0;
  ::ioctl(Descriptor, FIONREAD, &Bytes);
  Drained = Drained && Bytes == 0;
  return size_t(Bytes);
}

Outcome HostSocket::sendTo(const Span *Spans, size_t Count, const Address &To) {
  if (!isLoopback(To))
    return Outcome::failed(nt::STATUS_HOST_UNREACHABLE);
  HostAddress A = toHost(To, hostPort(To.Port));
  Message M(Spans, Count);
  M.Header.msg_name = A.get();
  M.Header.msg_namelen = A.Size;
  ssize_t Sent = ::sendmsg(Descriptor, &M.Header, MSG_NOSIGNAL | MSG_DONTWAIT);
  if (Sent >= 0)
    return Outcome::done(size_t(Sent));
  ReadyFor &= ~unsigned(wsk::ToWrite);
  return failure(errno);
}

Outcome HostSocket::receiveFrom(const Span *Spans, size_t Count, Address &From,
                                bool &Truncated) {
  HostAddress A;
  Message M(Spans, Count);
  M.Header.msg_name = A.get();
  M.Header.msg_namelen = sizeof(A.Storage);
  ssize_t Got = ::recvmsg(Descriptor, &M.Header, MSG_DONTWAIT);
  if (Got < 0) {
    ReadyFor &= ~unsigned(wsk::ToRead);
    return failure(errno);
  }
  From = fromHost(A);
  Truncated = M.Header.msg_flags & MSG_TRUNC;
  return Outcome::done(size_t(Got));
}

ssize_t HostSocket::peek() {
  char Byte;
  ssize_t Got = ::recv(Descriptor, &Byte, 1, MSG_PEEK | MSG_DONTWAIT);
  if (Got < 0) {
    ReadyFor &= ~unsigned(wsk::ToRead);
    failure(errno);
  }
  return Got;
}

bool HostSocket::hasDatagram() { return peek() >= 0; }

bool HostSocket::canAccept() {
  pollfd Poll = {Descriptor, POLLIN, 0};
  return ::poll(&Poll, 1, 0) == 1;
}

bool HostSocket::ended() {
  if (!SawEnd)
    SawEnd = peek() == 0;
  return SawEnd;
}

Outcome HostSocket::shutdown() {
  if (ShutDown || ::shutdown(Descriptor, SHUT_WR) == 0) {
    ShutDown = true;
    return Outcome::done();
  }
  return failure(errno);
}

void HostSocket::abort() {
  linger Hard = {1, 0};
  ::setsockopt(Descriptor, SOL_SOCKET, SO_LINGER, &Hard, sizeof(Hard));
  Reset = true;
}

void HostSocket::close() {
  countSocket(-1);
  Owner = nullptr;
  Closed = true;
  // Closing a connection that is not shut in both directions aborts it.
  if (Connected && !Datagram && !(ShutDown && SawEnd))
    abort();
  setAwaited(0);
  ::close(Descriptor);
  readiness::bury(*this);
}

Address HostSocket::local() {
  HostAddress A;
  A.Size = sizeof(A.Storage);
  ::getsockname(Descriptor, A.get(), &A.Size);
  return fromHost(A);
}

Address HostSocket::remote() {
  HostAddress A;
  A.Size = sizeof(A.Storage);
  ::getpeername(Descriptor, A.get(), &A.Size);
  return fromHost(A);
}

void HostSocket::watch(unsigned Interests) {
  setAwaited(Awaited | Interests);
  if (Interests & ReadyFor)
    lookAgain();
}

/// An edge that was not used up may be out of date.
void HostSocket::lookAgain() {
  pollfd Now = {Descriptor, POLLIN | POLLOUT | POLLRDHUP, 0};
  ::poll(&Now, 1, 0);
  ReadyFor = (Now.revents & ~POLLOUT ? unsigned(wsk::ToRead) : 0) |
             (Now.revents & ~POLLIN ? unsigned(wsk::ToWrite) : 0);
  if (Awaited & ReadyFor)
    readiness::tellSoon(*this);
}

void HostSocket::setAwaited(unsigned Interests) {
  int Change = int(Interests != 0) - int(Awaited != 0);
  Awaited = Interests;
  if (Change)
    readiness::countWaiting(Change);
}

void HostSocket::edge(uint32_t Events) {
  if (Closed)
    return;
  HungUp |= (Events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0;
  if (Events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) {
    ReadyFor |= wsk::ToRead;
    Drained = false;
  }
  if (Events & (EPOLLOUT | EPOLLHUP | EPOLLERR))
    ReadyFor |= wsk::ToWrite;
  unsigned Due = Awaited & ReadyFor;
  if (!Due)
    return;
  setAwaited(Awaited & ~Due);
  if (Owner && Ready)
    Ready(Owner);
}

NTSTATUS HostSocket::setV6Only(bool Only) {
  V6Only = Only;
  return nt::STATUS_SUCCESS;
}

NTSTATUS HostSocket::setReuse(bool, bool) { return nt::STATUS_SUCCESS; }

} // namespace net
} // namespace kernel
