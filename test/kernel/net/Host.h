//===- Host.h - The host's network, loopback only ---------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Real mode: the driver's sockets are sockets of the host, events come from
/// Asio's reactor. Nothing but loopback can be reached: wildcard addresses are
/// bound to it, and other remote addresses are unreachable.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_NET_HOST_H
#define WSK_KERNEL_NET_HOST_H

#include <cstdint>
#include <map>
#include <set>
#include <string>

namespace kernel {
namespace net {

struct HostOptions {
  /// Ports of the driver to ports of the host; a host port of 0 is chosen by
  /// the host and printed when the driver binds. Others map to themselves.
  std::map<uint16_t, uint16_t> Ports;
  /// Names that mean loopback, beside localhost; others are not found.
  std::set<std::string> Names;
  /// How long the driver is left to serve before it is unloaded; 0: until the
  /// process is told to end (SIGINT, SIGTERM).
  unsigned Seconds = 0;
};

/// Uses the host's network and clock for the runs of this process.
void useHostNetwork(const HostOptions &Options);

} // namespace net
} // namespace kernel

#endif // WSK_KERNEL_NET_HOST_H
