//===- ip2string.h - IP addresses as text -------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Conversion between addresses and strings.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_IP2STRING_H
#define WSK_WDK_IP2STRING_H

#include "in6addr.h"

#include "inaddr.h"

#ifdef __cplusplus
extern "C" {
#endif

NTSYSAPI PSTR NTAPI RtlIpv4AddressToStringA(const struct in_addr *Address,
                                            PSTR Text);
NTSYSAPI PWSTR NTAPI RtlIpv4AddressToStringW(const struct in_addr *Address,
                                             PWSTR Text);
NTSYSAPI LONG NTAPI RtlIpv4AddressToStringExA(const struct in_addr *Address,
                                              USHORT Port, PSTR Text,
                                              PULONG TextLength);
NTSYSAPI LONG NTAPI RtlIpv4AddressToStringExW(const struct in_addr *Address,
                                              USHORT Port, PWSTR Text,
                                              PULONG TextLength);
NTSYSAPI LONG NTAPI RtlIpv4StringToAddressA(PCSTR Text, BOOLEAN Strict,
                                            PCSTR *Terminator,
                                            struct in_addr *Address);
NTSYSAPI LONG NTAPI RtlIpv4StringToAddressW(PCWSTR Text, BOOLEAN Strict,
                                            PCWSTR *Terminator,
                                            struct in_addr *Address);
NTSYSAPI LONG NTAPI RtlIpv4StringToAddressExA(PCSTR Text, BOOLEAN Strict,
                                              struct in_addr *Address,
                                              PUSHORT Port);
NTSYSAPI LONG NTAPI RtlIpv4StringToAddressExW(PCWSTR Text, BOOLEAN Strict,
                                              struct in_addr *Address,
                                              PUSHORT Port);
NTSYSAPI PSTR NTAPI RtlIpv6AddressToStringA(const struct in6_addr *Address,
                                            PSTR Text);
NTSYSAPI PWSTR NTAPI RtlIpv6AddressToStringW(const struct in6_addr *Address,
                                             PWSTR Text);
NTSYSAPI LONG NTAPI RtlIpv6AddressToStringExA(const struct in6_addr *Address,
                                              ULONG ScopeId, USHORT Port,
                                              PSTR Text, PULONG TextLength);
NTSYSAPI LONG NTAPI RtlIpv6AddressToStringExW(const struct in6_addr *Address,
                                              ULONG ScopeId, USHORT Port,
                                              PWSTR Text, PULONG TextLength);
NTSYSAPI LONG NTAPI RtlIpv6StringToAddressA(PCSTR Text, PCSTR *Terminator,
                                            struct in6_addr *Address);
NTSYSAPI LONG NTAPI RtlIpv6StringToAddressW(PCWSTR Text, PCWSTR *Terminator,
                                            struct in6_addr *Address);
NTSYSAPI LONG NTAPI RtlIpv6StringToAddressExA(PCSTR Text,
                                              struct in6_addr *Address,
                                              PULONG ScopeId, PUSHORT Port);
NTSYSAPI LONG NTAPI RtlIpv6StringToAddressExW(PCWSTR Text,
                                              struct in6_addr *Address,
                                              PULONG ScopeId, PUSHORT Port);

#ifdef __cplusplus
}
#endif

#ifdef UNICODE
#define RtlIpv4AddressToString RtlIpv4AddressToStringW
#define RtlIpv4AddressToStringEx RtlIpv4AddressToStringExW
#define RtlIpv4StringToAddress RtlIpv4StringToAddressW
#define RtlIpv4StringToAddressEx RtlIpv4StringToAddressExW
#define RtlIpv6AddressToString RtlIpv6AddressToStringW
#define RtlIpv6AddressToStringEx RtlIpv6AddressToStringExW
#define RtlIpv6StringToAddress RtlIpv6StringToAddressW
#define RtlIpv6StringToAddressEx RtlIpv6StringToAddressExW
#else
#define RtlIpv4AddressToString RtlIpv4AddressToStringA
#define RtlIpv4AddressToStringEx RtlIpv4AddressToStringExA
#define RtlIpv4StringToAddress RtlIpv4StringToAddressA
#define RtlIpv4StringToAddressEx RtlIpv4StringToAddressExA
#define RtlIpv6AddressToString RtlIpv6AddressToStringA
#define RtlIpv6AddressToStringEx RtlIpv6AddressToStringExA
#define RtlIpv6StringToAddress RtlIpv6StringToAddressA
#define RtlIpv6StringToAddressEx RtlIpv6StringToAddressExA
#endif

#endif // WSK_WDK_IP2STRING_H
