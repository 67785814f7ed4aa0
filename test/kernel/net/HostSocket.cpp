//===- HostSocket.cpp - One socket of the host ----------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "net/HostSocket.h"
#include "base/Report.h"
#include "nt/Status.h"
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

namespace kernel {
namespace net {

NTSTATUS statusOf(int Errno) {
  switch (Errno) {
  case 0:
    return nt::STATUS_SUCCESS;
  case ECONNRESET:
  case EPIPE:
    return nt::STATUS_CONNECTION_RESET;
  case ECONNREFUSED:
    return nt::STATUS_CONNECTION_REFUSED;
  case ECONNABORTED:
    return nt::STATUS_CONNECTION_ABORTED;
  case ETIMEDOUT:
    return nt::STATUS_IO_TIMEOUT;
  case EADDRINUSE:
    return nt::STATUS_ADDRESS_ALREADY_ASSOCIATED;
  case EADDRNOTAVAIL:
    return nt::STATUS_INVALID_ADDRESS_COMPONENT;
  case ENETUNREACH:
    return nt::STATUS_NETWORK_UNREACHABLE;
  case EHOSTUNREACH:
    return nt::STATUS_HOST_UNREACHABLE;
  case EMFILE:
  case ENFILE:
  case ENOBUFS:
  case ENOMEM:
    return nt::STATUS_INSUFFICIENT_RESOURCES;
  default:
    return nt::STATUS_UNSUCCESSFUL;
  }
}

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

struct HostAddress {
  sockaddr_storage Storage = {};
  socklen_t Size = 0;
  sockaddr *get() { return reinterpret_cast<sockaddr *>(&Storage); }
};

/// IPv4 address \p A as seen by an IPv6 socket.
void mapV4(uint8_t *Ip6, const uint8_t *Ip4) {
  memset(Ip6, 0, 16);
  Ip6[10] = Ip6[11] = 0xff;
  memcpy(Ip6 + 12, Ip4, 4);
}

HostAddress toHost(const Address &A, uint16_t Port) {
  HostAddress To;
  if (A.Family == wsk::FamilyV4) {
    auto *V4 = reinterpret_cast<sockaddr_in *>(&To.Storage);
    V4->sin_family = AF_INET;
    V4->sin_port = htons(Port);
    memcpy(&V4->sin_addr, A.Ip, 4);
    To.Size = sizeof(*V4);
  } else {
    auto *V6 = reinterpret_cast<sockaddr_in6 *>(&To.Storage);
    V6->sin6_family = AF_INET6;
    V6->sin6_port = htons(Port);
    memcpy(&V6->sin6_addr, A.Ip, 16);
    To.Size = sizeof(*V6);
  }
  return To;
}

Address fromHost(const HostAddress &From) {
  Address A;
  if (From.Storage.ss_family == AF_INET) {
    auto *V4 = reinterpret_cast<const sockaddr_in *>(&From.Storage);
    A.Family = wsk::FamilyV4;
    A.Port = ntohs(V4->sin_port);
    memcpy(A.Ip, &V4->sin_addr, 4);
  } else {
    auto *V6 = reinterpret_cast<const sockaddr_in6 *>(&From.Storage);
    A.Family = wsk::FamilyV6;
    A.Port = ntohs(V6->sin6_port);
    memcpy(A.Ip, &V6->sin6_addr, 16);
  }
  return A;
}

bool isLoopback(const Address &A) {
  static const uint8_t V6[16] = {0, 0, 0, 0, 0, 0, 0, 0,
                                 0, 0, 0, 0, 0, 0, 0, 1};
  static const uint8_t Mapped[13] = {0, 0, 0, 0,    0,    0,  0,
                                     0, 0, 0, 0xff, 0xff, 127};
  if (A.Family == wsk::FamilyV4)
    return A.Ip[0] == 127;
  return memcmp(A.Ip, V6, 16) == 0 || memcmp(A.Ip, Mapped, 13) == 0;
}

/// The loopback address that stands for the wildcard: of IPv4 where that can be
/// reached, as most clients use it.
Address loopbackFor(const Address &Any, bool V6Only) {
  Address A = Address::loopback(Any.Family, Any.Port);
  static const uint8_t V4[4] = {127, 0, 0, 1};
  if (Any.Family == wsk::FamilyV6 && !V6Only)
    mapV4(A.Ip, V4);
  return A;
}
} // namespace

HostSocket::HostSocket(int Fd, uint16_t Family, bool Datagram)
    : Descriptor(reactor(), Fd), Family(Family), Datagram(Datagram) {
  countSocket(1);
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
  int Fd = Descriptor.native_handle();
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
  if (::listen(Descriptor.native_handle(), SOMAXCONN) != 0)
    return statusOf(errno);
  announce();
  return nt::STATUS_SUCCESS;
}

Outcome HostSocket::connect(const Address &To) {
  int Fd = Descriptor.native_handle();
  if (Connecting) {
    int Error = 0;
    socklen_t Size = sizeof(Error);
    ::getsockopt(Fd, SOL_SOCKET, SO_ERROR, &Error, &Size);
    HostAddress Peer;
    Peer.Size = sizeof(Peer.Storage);
    if (!Error && ::getpeername(Fd, Peer.get(), &Peer.Size) != 0)
      return Outcome::later();
    Connecting = false;
    Connected = !Error;
    return Outcome::failed(statusOf(Error));
  }
  if (!isLoopback(To))
    return Outcome::failed(nt::STATUS_HOST_UNREACHABLE);
  HostAddress A = toHost(To, hostPort(To.Port));
  if (::connect(Fd, A.get(), A.Size) == 0) {
    Connected = true;
    return Outcome::done();
  }
  Connecting = errno == EINPROGRESS;
  return failure(errno);
}

wsk::Endpoint *HostSocket::accept() {
  int Fd = ::accept4(Descriptor.native_handle(), nullptr, nullptr,
                     SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (Fd < 0)
    return nullptr;
  auto *Made = new HostSocket(Fd, Family, false);
  Made->Connected = true;
  return Made;
}

Outcome HostSocket::send(const Span *Spans, size_t Count) {
  Message M(Spans, Count);
  ssize_t Sent = ::sendmsg(Descriptor.native_handle(), &M.Header,
                           MSG_NOSIGNAL | MSG_DONTWAIT);
  return Sent < 0 ? failure(errno) : Outcome::done(size_t(Sent));
}

Outcome HostSocket::receive(const Span *Spans, size_t Count) {
  if (Drained)
    return Outcome::later();
  Message M(Spans, Count);
  ssize_t Got = ::recvmsg(Descriptor.native_handle(), &M.Header, MSG_DONTWAIT);
  if (Got < 0)
    return failure(errno);
  SawEnd |= Got == 0;
  size_t Room = 0;
  for (size_t I = 0; I != Count; ++I)
    Room += Spans[I].Size;
  Drained = Got != 0 && size_t(Got) < Room;
  return Outcome::done(size_t(Got));
}

size_t HostSocket::available() {
  int Bytes = 0;
  ::ioctl(Descriptor.native_handle(), FIONREAD, &Bytes);
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
  ssize_t Sent = ::sendmsg(Descriptor.native_handle(), &M.Header,
                           MSG_NOSIGNAL | MSG_DONTWAIT);
  return Sent < 0 ? failure(errno) : Outcome::done(size_t(Sent));
}

Outcome HostSocket::receiveFrom(const Span *Spans, size_t Count, Address &From,
                                bool &Truncated) {
  HostAddress A;
  Message M(Spans, Count);
  M.Header.msg_name = A.get();
  M.Header.msg_namelen = sizeof(A.Storage);
  ssize_t Got = ::recvmsg(Descriptor.native_handle(), &M.Header, MSG_DONTWAIT);
  if (Got < 0)
    return failure(errno);
  From = fromHost(A);
  Truncated = M.Header.msg_flags & MSG_TRUNC;
  return Outcome::done(size_t(Got));
}

ssize_t HostSocket::peek() {
  char Byte;
  ssize_t Got =
      ::recv(Descriptor.native_handle(), &Byte, 1, MSG_PEEK | MSG_DONTWAIT);
  if (Got < 0)
    failure(errno);
  return Got;
}

bool HostSocket::hasDatagram() { return peek() >= 0; }

bool HostSocket::canAccept() {
  pollfd Poll = {Descriptor.native_handle(), POLLIN, 0};
  return ::poll(&Poll, 1, 0) == 1;
}

bool HostSocket::ended() {
  if (!SawEnd)
    SawEnd = peek() == 0;
  return SawEnd;
}

Outcome HostSocket::shutdown() {
  if (ShutDown || ::shutdown(Descriptor.native_handle(), SHUT_WR) == 0) {
    ShutDown = true;
    return Outcome::done();
  }
  return failure(errno);
}

void HostSocket::abort() {
  linger Hard = {1, 0};
  ::setsockopt(Descriptor.native_handle(), SOL_SOCKET, SO_LINGER, &Hard,
               sizeof(Hard));
  Reset = true;
}

void HostSocket::close() {
  countSocket(-1);
  Owner = nullptr;
  Closed = true;
  // Closing a connection that is not shut in both directions aborts it.
  if (Connected && !Datagram && !(ShutDown && SawEnd))
    abort();
  std::error_code Ignored;
  Descriptor.close(Ignored);
  if (!Handlers)
    delete this;
}

Address HostSocket::local() {
  HostAddress A;
  A.Size = sizeof(A.Storage);
  ::getsockname(Descriptor.native_handle(), A.get(), &A.Size);
  return fromHost(A);
}

Address HostSocket::remote() {
  HostAddress A;
  A.Size = sizeof(A.Storage);
  ::getpeername(Descriptor.native_handle(), A.get(), &A.Size);
  return fromHost(A);
}

void HostSocket::watch(unsigned Interests) {
  for (unsigned Interest : {unsigned(wsk::ToRead), unsigned(wsk::ToWrite)})
    if ((Interests & Interest) && !(Awaited & Interest))
      await(Interest);
}

void HostSocket::await(unsigned Interest) {
  Awaited |= Interest;
  ++Handlers;
  auto Kind = Interest == wsk::ToRead
                  ? asio::posix::descriptor_base::wait_read
                  : asio::posix::descriptor_base::wait_write;
  Descriptor.async_wait(Kind, [this, Interest](std::error_code Error) {
    arrived(Interest, bool(Error));
  });
}

void HostSocket::arrived(unsigned Interest, bool Cancelled) {
  --Handlers;
  Awaited &= ~Interest;
  if (Interest == wsk::ToRead)
    Drained = false;
  if (Closed) {
    if (!Handlers)
      delete this;
    return;
  }
  if (!Cancelled && Owner && Ready)
    Ready(Owner);
}

NTSTATUS HostSocket::setV6Only(bool Only) {
  V6Only = Only;
  return nt::STATUS_SUCCESS;
}

NTSTATUS HostSocket::setReuse(bool, bool) { return nt::STATUS_SUCCESS; }

} // namespace net
} // namespace kernel
