//===- netiodef.h - Headers of packets ------------------------------------*- C
//-*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Ethernet, ARP, IP, ICMP, TCP and UDP as they are on the wire.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_NETIODEF_H
#define WSK_WDK_NETIODEF_H

#include "in6addr.h"
#include "inaddr.h"

#pragma pack(push, 1)

typedef union _DL_EUI48 {
  UCHAR Byte[6];
} DL_EUI48, *PDL_EUI48;
typedef DL_EUI48 DL_ADDRESS, *PDL_ADDRESS;

typedef struct _ETHERNET_HEADER {
  DL_EUI48 Destination;
  DL_EUI48 Source;
  union {
    USHORT Type;
    USHORT Length;
  };
} ETHERNET_HEADER, *PETHERNET_HEADER;
#define ETHERNET_TYPE_MINIMUM 0x0600
#define ETHERNET_TYPE_IPV4 0x0800
#define ETHERNET_TYPE_ARP 0x0806
#define ETHERNET_TYPE_IPV6 0x86dd
#define ETHERNET_TYPE_802_1Q 0x8100

typedef struct _ARP_HEADER {
  USHORT HardwareAddressSpace;
  USHORT ProtocolAddressSpace;
  UCHAR HardwareAddressLength;
  UCHAR ProtocolAddressLength;
  USHORT Opcode;
  UCHAR SenderHardwareAddress[1];
} ARP_HEADER, *PARP_HEADER;

typedef struct _IPV4_HEADER {
  union {
    UCHAR VersionAndHeaderLength;
    struct {
      UCHAR HeaderLength : 4;
      UCHAR Version : 4;
    };
  };
  union {
    UCHAR TypeOfServiceAndEcnField;
    struct {
      UCHAR EcnField : 2;
      UCHAR TypeOfService : 6;
    };
  };
  USHORT TotalLength;
  USHORT Identification;
  union {
    USHORT FlagsAndOffset;
    struct {
      USHORT DontUse1 : 5;
      USHORT MoreFragments : 1;
      USHORT DontFragment : 1;
      USHORT Reserved : 1;
      USHORT DontUse2 : 8;
    };
  };
  UCHAR TimeToLive;
  UCHAR Protocol;
  USHORT HeaderChecksum;
  IN_ADDR SourceAddress;
  IN_ADDR DestinationAddress;
} IPV4_HEADER, *PIPV4_HEADER;

typedef struct _IPV6_HEADER {
  union {
    ULONG VersionClassFlow;
    struct {
      ULONG DontUse1 : 4;
      ULONG Version : 4;
      ULONG DontUse2 : 24;
    };
  };
  USHORT PayloadLength;
  UCHAR NextHeader;
  UCHAR HopLimit;
  IN6_ADDR SourceAddress;
  IN6_ADDR DestinationAddress;
} IPV6_HEADER, *PIPV6_HEADER;

typedef struct _ICMP_HEADER {
  UCHAR Type;
  UCHAR Code;
  USHORT Checksum;
} ICMP_HEADER, *PICMP_HEADER;

typedef struct _UDP_HDR {
  USHORT uh_sport;
  USHORT uh_dport;
  USHORT uh_ulen;
  USHORT uh_sum;
} UDP_HDR, *PUDP_HDR;

typedef struct _TCP_HDR {
  USHORT th_sport;
  USHORT th_dport;
  ULONG th_seq;
  ULONG th_ack;
  UCHAR th_x2 : 4;
  UCHAR th_len : 4;
  UCHAR th_flags;
  USHORT th_win;
  USHORT th_sum;
  USHORT th_urp;
} TCP_HDR, *PTCP_HDR;
#define TH_FIN 0x01
#define TH_SYN 0x02
#define TH_RST 0x04
#define TH_PSH 0x08
#define TH_ACK 0x10
#define TH_URG 0x20

#pragma pack(pop)

#endif // WSK_WDK_NETIODEF_H
