//===- ring.h - Rings of packets and fragments ----------------------------*- C
//-*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// What queues hand to a driver, and the driver gives back.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_NETCX_RING_H
#define WSK_WDK_NETCX_RING_H

typedef struct _NET_RING {
  UINT16 OSReserved1;
  UINT16 ElementStride;
  UINT32 NumberOfElements;
  UINT32 ElementIndexMask;
  UINT32 EndIndex;
  union {
    UINT32 OSReserved0;
    UINT32 BeginIndex;
  };
  UINT32 NextIndex;
  PVOID OSReserved2[4];
  DECLSPEC_ALIGN(64) UCHAR Buffer[1];
} NET_RING;

typedef enum _NET_RING_TYPE {
  NetRingTypePacket = 0,
  NetRingTypeFragment = 1,
  NetRingTypeDataBuffer = 2
} NET_RING_TYPE;

typedef struct _NET_RING_COLLECTION {
  NET_RING *Rings[3];
} NET_RING_COLLECTION;

typedef enum _NET_PACKET_LAYER2_TYPE {
  NetPacketLayer2TypeUnspecified,
  NetPacketLayer2TypeNull,
  NetPacketLayer2TypeEthernet
} NET_PACKET_LAYER2_TYPE;

typedef enum _NET_PACKET_LAYER3_TYPE {
  NetPacketLayer3TypeUnspecified,
  NetPacketLayer3TypeIPv4UnspecifiedOptions,
  NetPacketLayer3TypeIPv4WithOptions,
  NetPacketLayer3TypeIPv4NoOptions,
  NetPacketLayer3TypeIPv6UnspecifiedExtensions,
  NetPacketLayer3TypeIPv6WithExtensions,
  NetPacketLayer3TypeIPv6NoExtensions
} NET_PACKET_LAYER3_TYPE;

typedef enum _NET_PACKET_LAYER4_TYPE {
  NetPacketLayer4TypeUnspecified,
  NetPacketLayer4TypeTcp,
  NetPacketLayer4TypeUdp,
  NetPacketLayer4TypeIPFragment,
  NetPacketLayer4TypeIPNotFragment
} NET_PACKET_LAYER4_TYPE;

typedef struct _NET_PACKET_LAYOUT {
  UINT32 Layer2Type : 4;
  UINT32 Layer2HeaderLength : 7;
  UINT32 Layer3Type : 4;
  UINT32 Layer3HeaderLength : 9;
  UINT32 Layer4Type : 4;
  UINT32 Reserved0 : 4;
  UINT8 Layer4HeaderLength;
  UINT8 Reserved1[3];
} NET_PACKET_LAYOUT;

typedef struct _NET_PACKET {
  UINT32 FragmentIndex;
  UINT16 FragmentCount;
  UINT16 Reserved0;
  NET_PACKET_LAYOUT Layout;
  UINT32 Ignore : 1;
  UINT32 Scratch : 1;
  UINT32 Reserved1 : 30;
} NET_PACKET;

typedef struct _NET_FRAGMENT {
  UINT64 ValidLength : 26;
  UINT64 Capacity : 26;
  UINT64 OsReserved : 12;
  UINT64 Offset : 26;
  UINT64 Scratch : 1;
  UINT64 OsReserved2 : 37;
} NET_FRAGMENT;

typedef struct _NET_FRAGMENT_VIRTUAL_ADDRESS {
  PVOID VirtualAddress;
} NET_FRAGMENT_VIRTUAL_ADDRESS;
typedef struct _NET_FRAGMENT_LOGICAL_ADDRESS {
  UINT64 LogicalAddress;
} NET_FRAGMENT_LOGICAL_ADDRESS;
typedef struct _NET_FRAGMENT_RETURN_CONTEXT {
  HANDLE Handle;
} NET_FRAGMENT_RETURN_CONTEXT, *NET_FRAGMENT_RETURN_CONTEXT_HANDLE;
typedef struct _NET_PACKET_CHECKSUM {
  UINT8 Layer2 : 2;
  UINT8 Layer3 : 2;
  UINT8 Layer4 : 2;
  UINT8 Reserved : 2;
} NET_PACKET_CHECKSUM;

typedef struct _NET_EXTENSION {
  UINT8 *Reserved[4];
  BOOLEAN Enabled;
} NET_EXTENSION;

EXTERN_C_START
NET_PACKET_CHECKSUM *NTAPI
NetExtensionGetPacketChecksum(const NET_EXTENSION *Extension, UINT32 Index);
NET_FRAGMENT_VIRTUAL_ADDRESS *NTAPI NetExtensionGetFragmentVirtualAddress(
    const NET_EXTENSION *Extension, UINT32 Index);
NET_FRAGMENT_LOGICAL_ADDRESS *NTAPI NetExtensionGetFragmentLogicalAddress(
    const NET_EXTENSION *Extension, UINT32 Index);
NET_FRAGMENT_RETURN_CONTEXT *NTAPI NetExtensionGetFragmentReturnContext(
    const NET_EXTENSION *Extension, UINT32 Index);
EXTERN_C_END

FORCEINLINE PVOID NetRingGetElementAtIndex(NET_RING const *Ring, UINT32 Index) {
  return (PVOID)(Ring->Buffer + (SIZE_T)Index * Ring->ElementStride);
}
FORCEINLINE NET_PACKET *NetRingGetPacketAtIndex(NET_RING const *Ring,
                                                UINT32 Index) {
  return (NET_PACKET *)NetRingGetElementAtIndex(Ring, Index);
}
FORCEINLINE NET_FRAGMENT *NetRingGetFragmentAtIndex(NET_RING const *Ring,
                                                    UINT32 Index) {
  return (NET_FRAGMENT *)NetRingGetElementAtIndex(Ring, Index);
}
FORCEINLINE UINT32 NetRingIncrementIndex(NET_RING const *Ring, UINT32 Index) {
  return (Index + 1) & Ring->ElementIndexMask;
}
FORCEINLINE UINT32 NetRingAdvanceIndex(NET_RING const *Ring, UINT32 Index,
                                       UINT32 Distance) {
  return (Index + Distance) & Ring->ElementIndexMask;
}
FORCEINLINE UINT32 NetRingGetRangeCount(NET_RING const *Ring, UINT32 Start,
                                        UINT32 End) {
  return (End - Start) & Ring->ElementIndexMask;
}
FORCEINLINE NET_RING *
NetRingCollectionGetPacketRing(NET_RING_COLLECTION const *Rings) {
  return Rings->Rings[NetRingTypePacket];
}
FORCEINLINE NET_RING *
NetRingCollectionGetFragmentRing(NET_RING_COLLECTION const *Rings) {
  return Rings->Rings[NetRingTypeFragment];
}

#endif // WSK_WDK_NETCX_RING_H
