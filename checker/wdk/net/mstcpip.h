//===- mstcpip.h - TCP/IP control codes ---------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Keep-alive settings, receive-all and address helpers.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_MSTCPIP_H
#define WSK_WDK_MSTCPIP_H

#include "ip2string.h"

#include "mswsockdef.h"

#include "ws2ipdef.h"

struct tcp_keepalive {
  ULONG onoff;
  ULONG keepalivetime;
  ULONG keepaliveinterval;
};

#define SIO_RCVALL _WSAIOW(IOC_VENDOR, 1)
#define SIO_RCVALL_MCAST _WSAIOW(IOC_VENDOR, 2)
#define SIO_RCVALL_IGMPMCAST _WSAIOW(IOC_VENDOR, 3)
#define SIO_KEEPALIVE_VALS _WSAIOW(IOC_VENDOR, 4)
#define SIO_ABSORB_RTRALERT _WSAIOW(IOC_VENDOR, 5)
#define SIO_UCAST_IF _WSAIOW(IOC_VENDOR, 6)
#define SIO_LIMIT_BROADCASTS _WSAIOW(IOC_VENDOR, 7)
#define SIO_INDEX_BIND _WSAIOW(IOC_VENDOR, 8)
#define SIO_INDEX_MCASTIF _WSAIOW(IOC_VENDOR, 9)
#define SIO_INDEX_ADD_MCAST _WSAIOW(IOC_VENDOR, 10)
#define SIO_INDEX_DEL_MCAST _WSAIOW(IOC_VENDOR, 11)

typedef enum {
  RCVALL_OFF = 0,
  RCVALL_ON = 1,
  RCVALL_SOCKETLEVELONLY = 2,
  RCVALL_IPLEVEL = 3
} RCVALL_VALUE,
    *PRCVALL_VALUE;

typedef struct _TCP_INITIAL_RTO_PARAMETERS {
  USHORT Rtt;
  UCHAR MaxSynRetransmissions;
} TCP_INITIAL_RTO_PARAMETERS, *PTCP_INITIAL_RTO_PARAMETERS;

FORCEINLINE BOOLEAN INETADDR_ISANY(const SOCKADDR *Address) {
  if (Address->sa_family == AF_INET)
    return IN4_IS_ADDR_UNSPECIFIED(&((const SOCKADDR_IN *)Address)->sin_addr);
  return IN6_IS_ADDR_UNSPECIFIED(&((const SOCKADDR_IN6 *)Address)->sin6_addr);
}

FORCEINLINE USHORT INETADDR_PORT(const SOCKADDR *Address) {
  return ((const SOCKADDR_IN *)Address)->sin_port;
}

FORCEINLINE VOID INETADDR_SET_PORT(PSOCKADDR Address, USHORT Port) {
  ((PSOCKADDR_IN)Address)->sin_port = Port;
}

FORCEINLINE VOID IN6ADDR_SETV4MAPPED(PSOCKADDR_IN6 Address6,
                                     const IN_ADDR *Address4, SCOPE_ID Scope,
                                     USHORT Port) {
  int I;
  Address6->sin6_family = AF_INET6;
  Address6->sin6_port = Port;
  Address6->sin6_flowinfo = 0;
  for (I = 0; I < 5; ++I)
    Address6->sin6_addr.u.Word[I] = 0;
  Address6->sin6_addr.u.Word[5] = 0xffff;
  for (I = 0; I < 4; ++I)
    Address6->sin6_addr.u.Byte[12 + I] = ((const UCHAR *)Address4)[I];
  Address6->sin6_scope_struct = Scope;
}

#endif // WSK_WDK_MSTCPIP_H
