//===- adapter.h - Adapters and their queues ------------------------------*- C
//-*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Creation, capabilities, link state, start and stop.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_NETCX_ADAPTER_H
#define WSK_WDK_NETCX_ADAPTER_H

typedef struct NETADAPTER__ *NETADAPTER;
typedef struct NETPACKETQUEUE__ *NETPACKETQUEUE;
typedef struct NETCONFIGURATION__ *NETCONFIGURATION;
typedef struct NETADAPTER_INIT NETADAPTER_INIT;
typedef struct NETTXQUEUE_INIT NETTXQUEUE_INIT;
typedef struct NETRXQUEUE_INIT NETRXQUEUE_INIT;

typedef NTSTATUS NTAPI EVT_NET_ADAPTER_CREATE_TXQUEUE(NETADAPTER Adapter,
                                                      NETTXQUEUE_INIT *Init);
typedef EVT_NET_ADAPTER_CREATE_TXQUEUE *PFN_NET_ADAPTER_CREATE_TXQUEUE;
typedef NTSTATUS NTAPI EVT_NET_ADAPTER_CREATE_RXQUEUE(NETADAPTER Adapter,
                                                      NETRXQUEUE_INIT *Init);
typedef EVT_NET_ADAPTER_CREATE_RXQUEUE *PFN_NET_ADAPTER_CREATE_RXQUEUE;
typedef VOID NTAPI EVT_PACKET_QUEUE_START(NETPACKETQUEUE Queue);
typedef EVT_PACKET_QUEUE_START *PFN_PACKET_QUEUE_START;
typedef VOID NTAPI EVT_PACKET_QUEUE_STOP(NETPACKETQUEUE Queue);
typedef EVT_PACKET_QUEUE_STOP *PFN_PACKET_QUEUE_STOP;
typedef VOID NTAPI EVT_PACKET_QUEUE_ADVANCE(NETPACKETQUEUE Queue);
typedef EVT_PACKET_QUEUE_ADVANCE *PFN_PACKET_QUEUE_ADVANCE;
typedef VOID NTAPI EVT_PACKET_QUEUE_CANCEL(NETPACKETQUEUE Queue);
typedef EVT_PACKET_QUEUE_CANCEL *PFN_PACKET_QUEUE_CANCEL;
typedef VOID NTAPI EVT_PACKET_QUEUE_SET_NOTIFICATION_ENABLED(
    NETPACKETQUEUE Queue, BOOLEAN Enabled);
typedef EVT_PACKET_QUEUE_SET_NOTIFICATION_ENABLED
    *PFN_PACKET_QUEUE_SET_NOTIFICATION_ENABLED;
typedef VOID NTAPI EVT_NET_ADAPTER_RETURN_RX_BUFFER(
    NETADAPTER Adapter, NET_FRAGMENT_RETURN_CONTEXT_HANDLE Context);
typedef EVT_NET_ADAPTER_RETURN_RX_BUFFER *PFN_NET_ADAPTER_RETURN_RX_BUFFER;

typedef struct _NET_ADAPTER_DATAPATH_CALLBACKS {
  ULONG Size;
  PFN_NET_ADAPTER_CREATE_TXQUEUE EvtAdapterCreateTxQueue;
  PFN_NET_ADAPTER_CREATE_RXQUEUE EvtAdapterCreateRxQueue;
} NET_ADAPTER_DATAPATH_CALLBACKS, *PNET_ADAPTER_DATAPATH_CALLBACKS;

typedef struct _NET_PACKET_QUEUE_CONFIG {
  ULONG Size;
  PFN_PACKET_QUEUE_START EvtStart;
  PFN_PACKET_QUEUE_STOP EvtStop;
  PFN_PACKET_QUEUE_ADVANCE EvtAdvance;
  PFN_PACKET_QUEUE_SET_NOTIFICATION_ENABLED EvtSetNotificationEnabled;
  PFN_PACKET_QUEUE_CANCEL EvtCancel;
} NET_PACKET_QUEUE_CONFIG, *PNET_PACKET_QUEUE_CONFIG;

typedef enum _NET_ADAPTER_PAUSE_FUNCTION_TYPE {
  NetAdapterPauseFunctionTypeUnsupported,
  NetAdapterPauseFunctionTypeSendOnly,
  NetAdapterPauseFunctionTypeReceiveOnly,
  NetAdapterPauseFunctionTypeSendAndReceive,
  NetAdapterPauseFunctionTypeUnknown
} NET_ADAPTER_PAUSE_FUNCTION_TYPE;
typedef enum _NET_ADAPTER_AUTO_NEGOTIATION_FLAGS {
  NetAdapterAutoNegotiationFlagNone = 0,
  NetAdapterAutoNegotiationFlagXmitLinkSpeedAutoNegotiated = 1,
  NetAdapterAutoNegotiationFlagRcvLinkSpeedautoNegotiated = 2,
  NetAdapterAutoNegotiationFlagDuplexAutoNegotiated = 4,
  NetAdapterAutoNegotiationFlagPauseFunctionsAutoNegotiated = 8
} NET_ADAPTER_AUTO_NEGOTIATION_FLAGS;

/// The states are NET_IF_MEDIA_CONNECT_STATE and NET_IF_MEDIA_DUPLEX_STATE.
typedef struct _NET_ADAPTER_LINK_STATE {
  ULONG Size;
  ULONG64 TxLinkSpeed;
  ULONG64 RxLinkSpeed;
  INT MediaConnectState;
  INT MediaDuplexState;
  NET_ADAPTER_PAUSE_FUNCTION_TYPE SupportedPauseFunctions;
  NET_ADAPTER_AUTO_NEGOTIATION_FLAGS AutoNegotiationFlags;
} NET_ADAPTER_LINK_STATE, *PNET_ADAPTER_LINK_STATE;

typedef struct _NET_ADAPTER_LINK_LAYER_CAPABILITIES {
  ULONG Size;
  ULONG64 MaxTxLinkSpeed;
  ULONG64 MaxRxLinkSpeed;
} NET_ADAPTER_LINK_LAYER_CAPABILITIES, *PNET_ADAPTER_LINK_LAYER_CAPABILITIES;

typedef struct _NET_ADAPTER_LINK_LAYER_ADDRESS {
  USHORT Length;
  UCHAR Address[32];
} NET_ADAPTER_LINK_LAYER_ADDRESS;

typedef struct _NET_ADAPTER_TX_CAPABILITIES {
  ULONG Size;
  PVOID DmaCapabilities;
  SIZE_T PayloadBackfill;
  SIZE_T MaximumNumberOfFragments;
  SIZE_T MaximumNumberOfQueues;
  ULONG FragmentRingNumberOfElementsHint;
  ULONG MaximumFragmentSize;
} NET_ADAPTER_TX_CAPABILITIES, *PNET_ADAPTER_TX_CAPABILITIES;
typedef struct _NET_ADAPTER_RX_CAPABILITIES {
  ULONG Size;
  PFN_NET_ADAPTER_RETURN_RX_BUFFER EvtAdapterReturnRxBuffer;
  SIZE_T MaximumFrameSize;
  SIZE_T MaximumNumberOfQueues;
  ULONG FragmentRingNumberOfElementsHint;
  ULONG FragmentBufferAlignment;
} NET_ADAPTER_RX_CAPABILITIES, *PNET_ADAPTER_RX_CAPABILITIES;

typedef enum _NET_EXTENSION_TYPE {
  NetExtensionTypePacket,
  NetExtensionTypeFragment,
  NetExtensionTypeBuffer
} NET_EXTENSION_TYPE;
typedef struct _NET_EXTENSION_QUERY {
  ULONG Size;
  PCWSTR Name;
  ULONG Version;
  NET_EXTENSION_TYPE Type;
} NET_EXTENSION_QUERY, *PNET_EXTENSION_QUERY;
#define NET_FRAGMENT_EXTENSION_VIRTUAL_ADDRESS_NAME                            \
  L"ms_fragment_virtualaddress"
#define NET_FRAGMENT_EXTENSION_VIRTUAL_ADDRESS_VERSION_1 1U
#define NET_FRAGMENT_EXTENSION_LOGICAL_ADDRESS_NAME                            \
  L"ms_fragment_logicaladdress"
#define NET_FRAGMENT_EXTENSION_LOGICAL_ADDRESS_VERSION_1 1U
#define NET_FRAGMENT_EXTENSION_RETURN_CONTEXT_NAME L"ms_fragment_returncontext"
#define NET_FRAGMENT_EXTENSION_RETURN_CONTEXT_VERSION_1 1U
#define NET_PACKET_EXTENSION_CHECKSUM_NAME L"ms_packet_checksum"
#define NET_PACKET_EXTENSION_CHECKSUM_VERSION_1 1U

FORCEINLINE VOID NET_ADAPTER_DATAPATH_CALLBACKS_INIT(
    PNET_ADAPTER_DATAPATH_CALLBACKS Callbacks,
    PFN_NET_ADAPTER_CREATE_TXQUEUE Tx, PFN_NET_ADAPTER_CREATE_RXQUEUE Rx) {
  Callbacks->Size = sizeof(*Callbacks);
  Callbacks->EvtAdapterCreateTxQueue = Tx;
  Callbacks->EvtAdapterCreateRxQueue = Rx;
}
FORCEINLINE VOID NET_PACKET_QUEUE_CONFIG_INIT(
    PNET_PACKET_QUEUE_CONFIG Config, PFN_PACKET_QUEUE_ADVANCE Advance,
    PFN_PACKET_QUEUE_SET_NOTIFICATION_ENABLED Notify,
    PFN_PACKET_QUEUE_CANCEL Cancel) {
  RtlZeroMemory(Config, sizeof(*Config));
  Config->Size = sizeof(*Config);
  Config->EvtAdvance = Advance;
  Config->EvtSetNotificationEnabled = Notify;
  Config->EvtCancel = Cancel;
}
FORCEINLINE VOID NET_ADAPTER_LINK_STATE_INIT(
    PNET_ADAPTER_LINK_STATE State, ULONG64 Speed, INT Connect, INT Duplex,
    NET_ADAPTER_PAUSE_FUNCTION_TYPE Pause,
    NET_ADAPTER_AUTO_NEGOTIATION_FLAGS Flags) {
  State->Size = sizeof(*State);
  State->TxLinkSpeed = Speed;
  State->RxLinkSpeed = Speed;
  State->MediaConnectState = Connect;
  State->MediaDuplexState = Duplex;
  State->SupportedPauseFunctions = Pause;
  State->AutoNegotiationFlags = Flags;
}
FORCEINLINE VOID
NET_ADAPTER_LINK_STATE_INIT_DISCONNECTED(PNET_ADAPTER_LINK_STATE State) {
  NET_ADAPTER_LINK_STATE_INIT(State, 0, 2, 0,
                              NetAdapterPauseFunctionTypeUnknown,
                              NetAdapterAutoNegotiationFlagNone);
}
FORCEINLINE VOID NET_ADAPTER_LINK_LAYER_CAPABILITIES_INIT(
    PNET_ADAPTER_LINK_LAYER_CAPABILITIES Capabilities, ULONG64 Tx, ULONG64 Rx) {
  Capabilities->Size = sizeof(*Capabilities);
  Capabilities->MaxTxLinkSpeed = Tx;
  Capabilities->MaxRxLinkSpeed = Rx;
}
FORCEINLINE VOID NET_ADAPTER_TX_CAPABILITIES_INIT(
    PNET_ADAPTER_TX_CAPABILITIES Capabilities, SIZE_T Queues) {
  RtlZeroMemory(Capabilities, sizeof(*Capabilities));
  Capabilities->Size = sizeof(*Capabilities);
  Capabilities->MaximumNumberOfQueues = Queues;
}
FORCEINLINE VOID NET_ADAPTER_RX_CAPABILITIES_INIT_SYSTEM_MANAGED(
    PNET_ADAPTER_RX_CAPABILITIES Capabilities, SIZE_T FrameSize,
    SIZE_T Queues) {
  RtlZeroMemory(Capabilities, sizeof(*Capabilities));
  Capabilities->Size = sizeof(*Capabilities);
  Capabilities->MaximumFrameSize = FrameSize;
  Capabilities->MaximumNumberOfQueues = Queues;
}
FORCEINLINE VOID NET_ADAPTER_RX_CAPABILITIES_INIT_DRIVER_MANAGED(
    PNET_ADAPTER_RX_CAPABILITIES Capabilities,
    PFN_NET_ADAPTER_RETURN_RX_BUFFER Return, SIZE_T FrameSize, SIZE_T Queues) {
  NET_ADAPTER_RX_CAPABILITIES_INIT_SYSTEM_MANAGED(Capabilities, FrameSize,
                                                  Queues);
  Capabilities->EvtAdapterReturnRxBuffer = Return;
}
FORCEINLINE VOID NET_EXTENSION_QUERY_INIT(PNET_EXTENSION_QUERY Query,
                                          PCWSTR Name, ULONG Version,
                                          NET_EXTENSION_TYPE Type) {
  Query->Size = sizeof(*Query);
  Query->Name = Name;
  Query->Version = Version;
  Query->Type = Type;
}

EXTERN_C_START

NTSTATUS NTAPI NetDeviceInitConfig(PWDFDEVICE_INIT DeviceInit);
NETADAPTER_INIT *NTAPI NetAdapterInitAllocate(WDFDEVICE Device);
VOID NTAPI NetAdapterInitFree(NETADAPTER_INIT *Init);
VOID NTAPI NetAdapterInitSetDatapathCallbacks(
    NETADAPTER_INIT *Init, PNET_ADAPTER_DATAPATH_CALLBACKS Callbacks);
NTSTATUS NTAPI NetAdapterCreate(NETADAPTER_INIT *Init,
                                PWDF_OBJECT_ATTRIBUTES Attributes,
                                NETADAPTER *Adapter);
NTSTATUS NTAPI NetAdapterStart(NETADAPTER Adapter);
VOID NTAPI NetAdapterStop(NETADAPTER Adapter);
NET_LUID NTAPI NetAdapterGetNetLuid(NETADAPTER Adapter);
VOID NTAPI NetAdapterSetLinkState(NETADAPTER Adapter,
                                  PNET_ADAPTER_LINK_STATE State);
VOID NTAPI NetAdapterSetLinkLayerCapabilities(
    NETADAPTER Adapter, PNET_ADAPTER_LINK_LAYER_CAPABILITIES Capabilities);
VOID NTAPI NetAdapterSetLinkLayerMtuSize(NETADAPTER Adapter, ULONG Size);
VOID NTAPI NetAdapterSetPermanentLinkLayerAddress(
    NETADAPTER Adapter, NET_ADAPTER_LINK_LAYER_ADDRESS *Address);
VOID NTAPI NetAdapterSetCurrentLinkLayerAddress(
    NETADAPTER Adapter, NET_ADAPTER_LINK_LAYER_ADDRESS *Address);
VOID NTAPI NetAdapterSetDataPathCapabilities(NETADAPTER Adapter,
                                             PNET_ADAPTER_TX_CAPABILITIES Tx,
                                             PNET_ADAPTER_RX_CAPABILITIES Rx);
NTSTATUS NTAPI NetAdapterOpenConfiguration(NETADAPTER Adapter,
                                           PWDF_OBJECT_ATTRIBUTES Attributes,
                                           NETCONFIGURATION *Configuration);
VOID NTAPI NetConfigurationClose(NETCONFIGURATION Configuration);
NTSTATUS NTAPI NetConfigurationQueryUlong(NETCONFIGURATION Configuration,
                                          ULONG Flags, PCUNICODE_STRING Name,
                                          PULONG Value);
NTSTATUS NTAPI NetTxQueueCreate(NETTXQUEUE_INIT *Init,
                                PWDF_OBJECT_ATTRIBUTES Attributes,
                                PNET_PACKET_QUEUE_CONFIG Config,
                                NETPACKETQUEUE *Queue);
NTSTATUS NTAPI NetRxQueueCreate(NETRXQUEUE_INIT *Init,
                                PWDF_OBJECT_ATTRIBUTES Attributes,
                                PNET_PACKET_QUEUE_CONFIG Config,
                                NETPACKETQUEUE *Queue);
ULONG NTAPI NetTxQueueInitGetQueueId(NETTXQUEUE_INIT *Init);
ULONG NTAPI NetRxQueueInitGetQueueId(NETRXQUEUE_INIT *Init);
NET_RING_COLLECTION const *NTAPI
NetTxQueueGetRingCollection(NETPACKETQUEUE Queue);
NET_RING_COLLECTION const *NTAPI
NetRxQueueGetRingCollection(NETPACKETQUEUE Queue);
VOID NTAPI NetTxQueueGetExtension(NETPACKETQUEUE Queue,
                                  const NET_EXTENSION_QUERY *Query,
                                  NET_EXTENSION *Extension);
VOID NTAPI NetRxQueueGetExtension(NETPACKETQUEUE Queue,
                                  const NET_EXTENSION_QUERY *Query,
                                  NET_EXTENSION *Extension);
VOID NTAPI NetTxQueueNotifyMoreCompletedPacketsAvailable(NETPACKETQUEUE Queue);
VOID NTAPI NetRxQueueNotifyMoreReceivedPacketsAvailable(NETPACKETQUEUE Queue);

EXTERN_C_END

#endif // WSK_WDK_NETCX_ADAPTER_H
