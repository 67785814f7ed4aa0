//===- IpAddress.cpp - Internet addresses as text -------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "abi/Export.h"
#include "nt/Status.h"
#include <arpa/inet.h>
#include <cctype>
#include <cstdio>
#include <cstring>

namespace kernel {
namespace {
using namespace nt;

constexpr size_t MaxText =
    65; // with scope and port, as the DDI's INET6_ADDRSTRLEN

/// The text up to whatever no address holds, as bytes.
template <class C> size_t narrow(const C *From, char (&To)[MaxText]) {
  size_t N = 0;
  for (; N != MaxText - 1 && From[N] &&
         (From[N] < 128 &&
          (isxdigit(int(From[N])) || From[N] == '.' || From[N] == ':'));
       ++N)
    To[N] = char(From[N]);
  To[N] = 0;
  return N;
}

template <class C> C *put(C *To, const char *Text) {
  while (*Text)
    *To++ = C(*Text++);
  *To = 0;
  return To;
}

/// Parses the longest beginning that is an address; its length, or 0.
template <class C>
size_t parse(int Family, const C *Text, bool Strict, void *Address) {
  char Copy[MaxText];
  for (size_t N = narrow(Text, Copy); N; Copy[--N] = 0) {
    in_addr Loose;
    if (inet_pton(Family, Copy, Address) == 1)
      return N;
    if (Family == AF_INET && !Strict && inet_aton(Copy, &Loose)) {
      memcpy(Address, &Loose, sizeof(Loose));
      return N;
    }
  }
  return 0;
}

template <class C> uint32_t number(const C *&Text) {
  uint32_t Value = 0;
  for (; *Text >= '0' && *Text <= '9'; ++Text)
    Value = Value * 10 + uint32_t(*Text - '0');
  return Value;
}

template <class C> MSABI C *v4ToText(const void *Address, C *Text) {
  char Copy[MaxText];
  inet_ntop(AF_INET, Address, Copy, sizeof(Copy));
  return put(Text, Copy);
}
template <class C> MSABI C *v6ToText(const void *Address, C *Text) {
  char Copy[MaxText];
  inet_ntop(AF_INET6, Address, Copy, sizeof(Copy));
  return put(Text, Copy);
}

/// Puts \p Text where \p Length characters fit; updates \p Length either way.
template <class C>
NTSTATUS putBounded(const char *Text, C *To, uint32_t *Length) {
  auto Needed = uint32_t(strlen(Text) + 1);
  bool Fits = To && *Length >= Needed;
  *Length = Needed;
  if (!Fits)
    return STATUS_INVALID_PARAMETER;
  put(To, Text);
  return STATUS_SUCCESS;
}

template <class C>
MSABI NTSTATUS v4ToTextEx(const void *Address, uint16_t Port, C *Text,
                          uint32_t *Length) {
  char Copy[MaxText], Whole[MaxText + 8];
  inet_ntop(AF_INET, Address, Copy, sizeof(Copy));
  if (Port)
    snprintf(Whole, sizeof(Whole), "%s:%u", Copy, unsigned(ntohs(Port)));
  else
    snprintf(Whole, sizeof(Whole), "%s", Copy);
  return putBounded(Whole, Text, Length);
}

template <class C>
MSABI NTSTATUS v6ToTextEx(const void *Address, uint32_t Scope, uint16_t Port,
                          C *Text, uint32_t *Length) {
  char Copy[MaxText], Scoped[MaxText + 16], Whole[MaxText + 32];
  inet_ntop(AF_INET6, Address, Copy, sizeof(Copy));
  snprintf(Scoped, sizeof(Scoped), Scope ? "%s%%%u" : "%s", Copy, Scope);
  if (Port)
    snprintf(Whole, sizeof(Whole), "[%s]:%u", Scoped, unsigned(ntohs(Port)));
  else
    snprintf(Whole, sizeof(Whole), "%s", Scoped);
  return putBounded(Whole, Text, Length);
}

template <class C>
MSABI NTSTATUS textToV4(const C *Text, BOOLEAN Strict, const C **End,
                        void *Address) {
  size_t Length = parse(AF_INET, Text, Strict, Address);
  *End = Text + Length;
  return Length ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER;
}
template <class C>
MSABI NTSTATUS textToV6(const C *Text, const C **End, void *Address) {
  size_t Length = parse(AF_INET6, Text, true, Address);
  *End = Text + Length;
  return Length ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER;
}

template <class C>
MSABI NTSTATUS textToV4Ex(const C *Text, BOOLEAN Strict, void *Address,
                          uint16_t *Port) {
  size_t Length = parse(AF_INET, Text, Strict, Address);
  if (!Length)
    return STATUS_INVALID_PARAMETER;
  const C *Rest = Text + Length;
  *Port = 0;
  if (*Rest == ':')
    *Port = htons(uint16_t(number(++Rest)));
  return *Rest ? STATUS_INVALID_PARAMETER : STATUS_SUCCESS;
}

template <class C>
MSABI NTSTATUS textToV6Ex(const C *Text, void *Address, uint32_t *Scope,
                          uint16_t *Port) {
  bool Bracket = *Text == '[';
  const C *Rest = Text + Bracket;
  size_t Length = parse(AF_INET6, Rest, true, Address);
  if (!Length)
    return STATUS_INVALID_PARAMETER;
  Rest += Length;
  *Scope = *Port = 0;
  if (*Rest == '%')
    *Scope = number(++Rest);
  if (Bracket && *Rest++ != ']')
    return STATUS_INVALID_PARAMETER;
  if (Bracket && *Rest == ':')
    *Port = htons(uint16_t(number(++Rest)));
  return *Rest ? STATUS_INVALID_PARAMETER : STATUS_SUCCESS;
}

#define IP_FUNCTIONS(Suffix, C)                                                \
  KERNEL_EXPORT_AS(RtlIpv4AddressToString##Suffix, v4ToText<C>, HIGH_LEVEL)    \
  KERNEL_EXPORT_AS(RtlIpv6AddressToString##Suffix, v6ToText<C>, HIGH_LEVEL)    \
  KERNEL_EXPORT_AS(RtlIpv4AddressToStringEx##Suffix, v4ToTextEx<C>,            \
                   HIGH_LEVEL)                                                 \
  KERNEL_EXPORT_AS(RtlIpv6AddressToStringEx##Suffix, v6ToTextEx<C>,            \
                   HIGH_LEVEL)                                                 \
  KERNEL_EXPORT_AS(RtlIpv4StringToAddress##Suffix, textToV4<C>, HIGH_LEVEL)    \
  KERNEL_EXPORT_AS(RtlIpv6StringToAddress##Suffix, textToV6<C>, HIGH_LEVEL)    \
  KERNEL_EXPORT_AS(RtlIpv4StringToAddressEx##Suffix, textToV4Ex<C>,            \
                   HIGH_LEVEL)                                                 \
  KERNEL_EXPORT_AS(RtlIpv6StringToAddressEx##Suffix, textToV6Ex<C>, HIGH_LEVEL)
IP_FUNCTIONS(A, char)
IP_FUNCTIONS(W, char16_t)
} // namespace
} // namespace kernel
