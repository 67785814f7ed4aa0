//===- HostAddress.h - Addresses and errors of the host -------- -*- C++
//-*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_NET_HOSTADDRESS_H
#define WSK_KERNEL_NET_HOSTADDRESS_H

#include "wsk/Net.h"
#include <sys/socket.h>

namespace kernel {
namespace net {

using wsk::Address;

struct HostAddress {
  sockaddr_storage Storage = {};
  socklen_t Size = 0;
  sockaddr *get() { return reinterpret_cast<sockaddr *>(&Storage); }
};

HostAddress toHost(const Address &A, uint16_t Port);
Address fromHost(const HostAddress &From);

bool isLoopback(const Address &A);

/// The loopback address that stands for the wildcard: of IPv4 where that can
/// be reached, as most clients use it.
Address loopbackFor(const Address &Any, bool V6Only);

} // namespace net
} // namespace kernel

#endif // WSK_KERNEL_NET_HOSTADDRESS_H
