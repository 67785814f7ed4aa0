//===- Address.h - Transport addresses --------------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// An IPv4 or IPv6 address with a port, and its way to and from Windows'
/// SOCKADDR structures.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_WSK_ADDRESS_H
#define WSK_KERNEL_WSK_ADDRESS_H

#include "base/RunMemory.h"
#include "wsk/Abi.h"

namespace kernel {
namespace wsk {

/// The families by names that are no macros of the host.
constexpr uint16_t FamilyV4 = AF_INET, FamilyV6 = AF_INET6;

struct Address {
  uint16_t Family = AF_INET;
  uint16_t Port = 0;   ///< host order
  uint8_t Ip[16] = {}; ///< network order; IPv4 uses the first four bytes
  uint32_t Scope = 0;

  bool isAny() const;
  /// 127.0.0.1 or ::1 of a family.
  static Address loopback(uint16_t Family, uint16_t Port);
  /// An address in digits, of the family that \p To has; false for a name.
  static bool parse(const run::string &Text, Address &To);
  /// For traces: "127.0.0.1:7" or "[::1]:7".
  run::string text() const;
};

/// Bytes of the family's SOCKADDR structure; 0 for an unknown family.
size_t sockaddrSize(uint16_t Family);

/// Reads a SOCKADDR of the driver. False when the family is not IPv4 or IPv6.
bool fromSockaddr(const SOCKADDR *From, Address &To);

/// Writes the whole structure of the address's family, as Windows does: too
/// small a buffer is overrun (rule address-buffer-unfit).
void toSockaddr(const Address &From, SOCKADDR *To);

} // namespace wsk
} // namespace kernel

#endif // WSK_KERNEL_WSK_ADDRESS_H
