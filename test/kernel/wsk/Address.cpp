//===- Address.cpp - Transport addresses ----------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "wsk/Address.h"
#include <arpa/inet.h>
#include <cstring>

namespace kernel {
namespace wsk {

static uint16_t swapped(uint16_t Port) { return __builtin_bswap16(Port); }

bool Address::isAny() const {
  static const uint8_t Zero[16] = {};
  return memcmp(Ip, Zero, Family == FamilyV4 ? 4 : 16) == 0;
}

Address Address::loopback(uint16_t Family, uint16_t Port) {
  Address Made;
  Made.Family = Family;
  Made.Port = Port;
  if (Family == FamilyV4) {
    Made.Ip[0] = 127;
    Made.Ip[3] = 1;
  } else {
    Made.Ip[15] = 1;
  }
  return Made;
}

bool Address::parse(const run::string &Text, Address &To) {
  int Family = To.Family == FamilyV4 ? AF_INET : AF_INET6;
  return inet_pton(Family, Text.c_str(), To.Ip) == 1;
}

run::string Address::text() const {
  run::string Text;
  if (Family == FamilyV4) {
    for (int I = 0; I < 4; ++I) {
      if (I)
        Text += '.';
      Text += std::to_string(Ip[I]).c_str();
    }
  } else {
    static const char Digits[] = "0123456789abcdef";
    Text += '[';
    for (int I = 0; I < 16; ++I) {
      if (I && I % 2 == 0)
        Text += ':';
      Text += Digits[Ip[I] >> 4];
      Text += Digits[Ip[I] & 15];
    }
    Text += ']';
  }
  Text += ':';
  Text += std::to_string(Port).c_str();
  return Text;
}

size_t sockaddrSize(uint16_t Family) {
  return Family == FamilyV4   ? sizeof(SOCKADDR_IN)
         : Family == FamilyV6 ? sizeof(SOCKADDR_IN6)
                              : 0;
}

bool fromSockaddr(const SOCKADDR *From, Address &To) {
  To = Address();
  To.Family = From->sa_family;
  if (To.Family == FamilyV4) {
    auto *V4 = reinterpret_cast<const SOCKADDR_IN *>(From);
    To.Port = swapped(V4->sin_port);
    memcpy(To.Ip, &V4->sin_addr, 4);
    return true;
  }
  if (To.Family != FamilyV6)
    return false;
  auto *V6 = reinterpret_cast<const SOCKADDR_IN6 *>(From);
  To.Port = swapped(V6->sin6_port);
  memcpy(To.Ip, V6->sin6_addr, 16);
  To.Scope = V6->sin6_scope_id;
  return true;
}

void toSockaddr(const Address &From, SOCKADDR *To) {
  if (From.Family == FamilyV4) {
    auto *V4 = reinterpret_cast<SOCKADDR_IN *>(To);
    *V4 = SOCKADDR_IN();
    V4->sin_family = FamilyV4;
    V4->sin_port = swapped(From.Port);
    memcpy(&V4->sin_addr, From.Ip, 4);
    return;
  }
  auto *V6 = reinterpret_cast<SOCKADDR_IN6 *>(To);
  *V6 = SOCKADDR_IN6();
  V6->sin6_family = FamilyV6;
  V6->sin6_port = swapped(From.Port);
  memcpy(V6->sin6_addr, From.Ip, 16);
  V6->sin6_scope_id = From.Scope;
}

} // namespace wsk
} // namespace kernel
