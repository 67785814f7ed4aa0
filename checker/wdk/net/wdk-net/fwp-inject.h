//===- fwp-inject.h - Redirection, streams and injection ------------------*- C
//-*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Connections sent elsewhere, stream data, and packets of a driver's own.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_NET_FWP_INJECT_H
#define WSK_WDK_NET_FWP_INJECT_H

#ifdef __cplusplus
extern "C" {
#endif

typedef struct FWPS_CONNECT_REQUEST0_ {
  SOCKADDR_STORAGE localAddressAndPort;
  SOCKADDR_STORAGE remoteAddressAndPort;
  UINT64 portReservationToken;
  ULONG localRedirectTargetPID;
  struct FWPS_CONNECT_REQUEST0_ *previousVersion;
  UINT64 modifierFilterId;
  HANDLE localRedirectHandle;
  PVOID localRedirectContext;
  SIZE_T localRedirectContextSize;
} FWPS_CONNECT_REQUEST0;
typedef FWPS_CONNECT_REQUEST0 FWPS_CONNECT_REQUEST;

typedef enum FWPS_CONNECTION_REDIRECT_STATE_ {
  FWPS_CONNECTION_NOT_REDIRECTED,
  FWPS_CONNECTION_REDIRECTED_BY_SELF,
  FWPS_CONNECTION_REDIRECTED_BY_OTHER,
  FWPS_CONNECTION_PREVIOUSLY_REDIRECTED_BY_SELF
} FWPS_CONNECTION_REDIRECT_STATE;

NTSTATUS NTAPI FwpsRedirectHandleCreate0(const GUID *Provider, UINT32 Flags,
                                         HANDLE *Handle);
VOID NTAPI FwpsRedirectHandleDestroy0(HANDLE Handle);
FWPS_CONNECTION_REDIRECT_STATE NTAPI FwpsQueryConnectionRedirectState0(
    HANDLE Records, HANDLE Handle, PVOID *Context);

#define FWPS_STREAM_FLAG_RECEIVE 0x1
#define FWPS_STREAM_FLAG_SEND 0x2
#define FWPS_STREAM_FLAG_RECEIVE_EXPEDITED 0x4
#define FWPS_STREAM_FLAG_RECEIVE_DISCONNECT 0x8
#define FWPS_STREAM_FLAG_RECEIVE_ABORT 0x10
#define FWPS_STREAM_FLAG_SEND_EXPEDITED 0x10000000
#define FWPS_STREAM_FLAG_SEND_DISCONNECT 0x40000000

typedef enum FWPS_STREAM_ACTION_TYPE_ {
  FWPS_STREAM_ACTION_NONE,
  FWPS_STREAM_ACTION_ALLOW_CONNECTION,
  FWPS_STREAM_ACTION_NEED_MORE_DATA,
  FWPS_STREAM_ACTION_DROP_CONNECTION,
  FWPS_STREAM_ACTION_DEFER,
  FWPS_STREAM_ACTION_TYPE_MAX
} FWPS_STREAM_ACTION_TYPE;

typedef struct FWPS_STREAM_DATA_OFFSET0_ {
  struct _NET_BUFFER_LIST *netBufferList;
  struct _NET_BUFFER *netBuffer;
  PMDL mdl;
  UINT32 mdlOffset;
  UINT32 netBufferOffset;
  SIZE_T streamDataOffset;
} FWPS_STREAM_DATA_OFFSET0;

typedef struct FWPS_STREAM_DATA0_ {
  UINT32 flags;
  FWPS_STREAM_DATA_OFFSET0 dataOffset;
  SIZE_T dataLength;
  struct _NET_BUFFER_LIST *netBufferListChain;
} FWPS_STREAM_DATA0;

typedef struct FWPS_STREAM_CALLOUT_IO_PACKET0_ {
  FWPS_STREAM_DATA0 *streamData;
  SIZE_T missedBytes;
  UINT32 countBytesRequired;
  SIZE_T countBytesEnforced;
  FWPS_STREAM_ACTION_TYPE streamAction;
} FWPS_STREAM_CALLOUT_IO_PACKET0;

#define FWPS_INJECTION_TYPE_STREAM 0x1
#define FWPS_INJECTION_TYPE_TRANSPORT 0x2
#define FWPS_INJECTION_TYPE_NETWORK 0x4
#define FWPS_INJECTION_TYPE_FORWARD 0x8
#define FWPS_INJECTION_TYPE_L2 0x10

typedef enum FWPS_PACKET_INJECTION_STATE_ {
  FWPS_PACKET_NOT_INJECTED,
  FWPS_PACKET_INJECTED_BY_SELF,
  FWPS_PACKET_INJECTED_BY_OTHER,
  FWPS_PACKET_PREVIOUSLY_INJECTED_BY_SELF,
  FWPS_PACKET_INJECTION_STATE_MAX
} FWPS_PACKET_INJECTION_STATE;

typedef struct FWPS_TRANSPORT_SEND_PARAMS1_ {
  UCHAR *remoteAddress;
  SCOPE_ID remoteScopeId;
  WSACMSGHDR *controlData;
  ULONG controlDataLength;
  UCHAR *headerIncludeHeader;
  ULONG headerIncludeHeaderLength;
} FWPS_TRANSPORT_SEND_PARAMS1;
typedef FWPS_TRANSPORT_SEND_PARAMS1 FWPS_TRANSPORT_SEND_PARAMS;

typedef VOID NTAPI FWPS_INJECT_COMPLETE_FN(PVOID Context,
                                           struct _NET_BUFFER_LIST *List,
                                           BOOLEAN DispatchLevel);
typedef FWPS_INJECT_COMPLETE_FN *FWPS_INJECT_COMPLETE0;

NTSTATUS NTAPI FwpsInjectionHandleCreate0(USHORT Family, UINT32 Flags,
                                          HANDLE *Handle);
NTSTATUS NTAPI FwpsInjectionHandleDestroy0(HANDLE Handle);
FWPS_PACKET_INJECTION_STATE NTAPI FwpsQueryPacketInjectionState0(
    HANDLE Handle, const struct _NET_BUFFER_LIST *List, HANDLE *Context);
NTSTATUS NTAPI FwpsInjectNetworkSendAsync0(HANDLE Handle, HANDLE Injection,
                                           UINT32 Flags, ULONG Compartment,
                                           struct _NET_BUFFER_LIST *List,
                                           FWPS_INJECT_COMPLETE0 Done,
                                           HANDLE Context);
NTSTATUS NTAPI FwpsInjectNetworkReceiveAsync0(
    HANDLE Handle, HANDLE Injection, UINT32 Flags, ULONG Compartment,
    ULONG Interface, ULONG SubInterface, struct _NET_BUFFER_LIST *List,
    FWPS_INJECT_COMPLETE0 Done, HANDLE Context);
NTSTATUS NTAPI FwpsInjectForwardAsync0(HANDLE Handle, HANDLE Injection,
                                       UINT32 Flags, USHORT Family,
                                       ULONG Compartment, ULONG Interface,
                                       struct _NET_BUFFER_LIST *List,
                                       FWPS_INJECT_COMPLETE0 Done,
                                       HANDLE Context);
NTSTATUS NTAPI FwpsInjectTransportSendAsync1(
    HANDLE Handle, HANDLE Injection, UINT64 Endpoint, UINT32 Flags,
    FWPS_TRANSPORT_SEND_PARAMS1 *Parameters, USHORT Family, ULONG Compartment,
    struct _NET_BUFFER_LIST *List, FWPS_INJECT_COMPLETE0 Done, HANDLE Context);
NTSTATUS NTAPI FwpsInjectTransportReceiveAsync0(
    HANDLE Handle, HANDLE Injection, PVOID Reserved, UINT32 Flags,
    USHORT Family, ULONG Compartment, ULONG Interface, ULONG SubInterface,
    struct _NET_BUFFER_LIST *List, FWPS_INJECT_COMPLETE0 Done, HANDLE Context);
NTSTATUS NTAPI FwpsStreamInjectAsync0(HANDLE Handle, HANDLE Injection,
                                      UINT32 Flags, UINT64 Flow, UINT32 Callout,
                                      UINT16 Layer, UINT32 StreamFlags,
                                      struct _NET_BUFFER_LIST *List,
                                      SIZE_T Length, FWPS_INJECT_COMPLETE0 Done,
                                      HANDLE Context);
NTSTATUS NTAPI FwpsStreamContinue0(UINT64 Flow, UINT32 Callout, UINT16 Layer,
                                   UINT32 StreamFlags);
VOID NTAPI FwpsCopyStreamDataToBuffer0(const FWPS_STREAM_DATA0 *Data,
                                       PVOID Buffer, SIZE_T Size,
                                       SIZE_T *Copied);
NTSTATUS NTAPI FwpsCloneStreamData0(FWPS_STREAM_DATA0 *Data, HANDLE NblPool,
                                    HANDLE NbPool, ULONG Flags,
                                    struct _NET_BUFFER_LIST **List);
VOID NTAPI FwpsDiscardClonedStreamData0(struct _NET_BUFFER_LIST *List,
                                        ULONG Flags, BOOLEAN DispatchLevel);
NTSTATUS NTAPI FwpsConstructIpHeaderForTransportPacket0(
    struct _NET_BUFFER_LIST *List, ULONG HeaderIncluded, USHORT Family,
    const UCHAR *Source, const UCHAR *Remote, LONG NextProtocol,
    UINT64 Endpoint, const WSACMSGHDR *Control, ULONG ControlLength,
    UINT32 Flags, PVOID Reserved, ULONG Interface, ULONG SubInterface);

NTSTATUS NTAPI FwpsAllocateNetBufferAndNetBufferList0(
    HANDLE Pool, USHORT ContextSize, USHORT BackFill, PMDL Chain,
    ULONG DataOffset, SIZE_T DataLength, struct _NET_BUFFER_LIST **List);
VOID NTAPI FwpsFreeNetBufferList0(struct _NET_BUFFER_LIST *List);
NTSTATUS NTAPI FwpsAllocateCloneNetBufferList0(
    struct _NET_BUFFER_LIST *Original, HANDLE NblPool, HANDLE NbPool,
    ULONG Flags, struct _NET_BUFFER_LIST **List);
VOID NTAPI FwpsFreeCloneNetBufferList0(struct _NET_BUFFER_LIST *List,
                                       ULONG Flags);
VOID NTAPI FwpsReferenceNetBufferList0(struct _NET_BUFFER_LIST *List,
                                       BOOLEAN IntendToModify);
VOID NTAPI FwpsDereferenceNetBufferList0(struct _NET_BUFFER_LIST *List,
                                         BOOLEAN DispatchLevel);

#ifdef __cplusplus
}
#endif

#endif // WSK_WDK_NET_FWP_INJECT_H
