//===- HostAddress.cpp - Addresses and errors of the host -----------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "net/HostAddress.h"
#include "net/HostSocket.h"
#include "nt/Status.h"
#include <cerrno>
#include <cstring>
#include <netinet/in.h>

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

/// IPv4 address \p A as seen by an IPv6 socket.
static void mapV4(uint8_t *Ip6, const uint8_t *Ip4) {
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

Address loopbackFor(const Address &Any, bool V6Only) {
  Address A = Address::loopback(Any.Family, Any.Port);
  static const uint8_t V4[4] = {127, 0, 0, 1};
  if (Any.Family == wsk::FamilyV6 && !V6Only)
    mapV4(A.Ip, V4);
  return A;
}

} // namespace net
} // namespace kernel
