//===- fwp-callouts.h - Callouts ------------------------------------------*- C
//-*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// What a driver registers, is told, and may put off.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_NET_FWP_CALLOUTS_H
#define WSK_WDK_NET_FWP_CALLOUTS_H

#ifdef __cplusplus
extern "C" {
#endif

#define FWPS_METADATA_FIELD_DISCARD_REASON 0x00000001
#define FWPS_METADATA_FIELD_FLOW_HANDLE 0x00000002
#define FWPS_METADATA_FIELD_IP_HEADER_SIZE 0x00000004
#define FWPS_METADATA_FIELD_PROCESS_PATH 0x00000008
#define FWPS_METADATA_FIELD_TOKEN 0x00000010
#define FWPS_METADATA_FIELD_PROCESS_ID 0x00000020
#define FWPS_METADATA_FIELD_SYSTEM_FLAGS 0x00000040
#define FWPS_METADATA_FIELD_RESERVED 0x00000080
#define FWPS_METADATA_FIELD_SOURCE_INTERFACE_INDEX 0x00000100
#define FWPS_METADATA_FIELD_DESTINATION_INTERFACE_INDEX 0x00000200
#define FWPS_METADATA_FIELD_TRANSPORT_HEADER_SIZE 0x00000400
#define FWPS_METADATA_FIELD_COMPARTMENT_ID 0x00000800
#define FWPS_METADATA_FIELD_FRAGMENT_DATA 0x00001000
#define FWPS_METADATA_FIELD_PATH_MTU 0x00002000
#define FWPS_METADATA_FIELD_COMPLETION_HANDLE 0x00004000
#define FWPS_METADATA_FIELD_TRANSPORT_ENDPOINT_HANDLE 0x00008000
#define FWPS_METADATA_FIELD_TRANSPORT_CONTROL_DATA 0x00010000
#define FWPS_METADATA_FIELD_REMOTE_SCOPE_ID 0x00020000
#define FWPS_METADATA_FIELD_PACKET_DIRECTION 0x00040000
#define FWPS_METADATA_FIELD_REDIRECT_RECORD_HANDLE 0x02000000
#define FWPS_IS_METADATA_FIELD_PRESENT(Values, Field)                          \
  (((Values)->currentMetadataValues & (Field)) == (Field))

typedef struct FWPS_DISCARD_METADATA0_ {
  ULONG discardModule;
  UINT32 discardReason;
  UINT64 filterId;
} FWPS_DISCARD_METADATA0;
typedef struct FWPS_INBOUND_FRAGMENT_METADATA0_ {
  UINT32 fragmentIdentification;
  UINT16 fragmentOffset;
  ULONG fragmentLength;
} FWPS_INBOUND_FRAGMENT_METADATA0;

typedef struct FWPS_INCOMING_METADATA_VALUES0_ {
  UINT32 currentMetadataValues;
  UINT32 flags;
  UINT64 reserved;
  FWPS_DISCARD_METADATA0 discardMetadata;
  UINT64 flowHandle;
  UINT32 ipHeaderSize;
  UINT32 transportHeaderSize;
  FWP_BYTE_BLOB *processPath;
  UINT64 token;
  UINT64 processId;
  UINT32 sourceInterfaceIndex;
  UINT32 destinationInterfaceIndex;
  ULONG compartmentId;
  FWPS_INBOUND_FRAGMENT_METADATA0 fragmentMetadata;
  ULONG pathMtu;
  HANDLE completionHandle;
  UINT64 transportEndpointHandle;
  SCOPE_ID remoteScopeId;
  WSACMSGHDR *controlData;
  ULONG controlDataLength;
  FWP_DIRECTION packetDirection;
  PVOID headerIncludeHeader;
  ULONG headerIncludeHeaderLength;
  IP_ADDRESS_PREFIX destinationPrefix;
  UINT16 frameLength;
  UINT64 parentEndpointHandle;
  UINT32 icmpIdAndSequence;
  ULONG localRedirectTargetPID;
  SOCKADDR *originalDestination;
  HANDLE redirectRecords;
  UINT32 currentL2MetadataValues;
  UINT32 l2Flags;
  UINT32 ethernetMacHeaderSize;
  UINT32 wiFiOperationMode;
  ULONG vSwitchSourcePortId;
  UINT16 vSwitchSourceNicIndex;
  ULONG vSwitchDestinationPortId;
  HANDLE vSwitchPacketContext;
  PVOID subProcessTag;
  UINT64 reserved1;
} FWPS_INCOMING_METADATA_VALUES0;

typedef enum FWPS_CALLOUT_NOTIFY_TYPE_ {
  FWPS_CALLOUT_NOTIFY_ADD_FILTER,
  FWPS_CALLOUT_NOTIFY_DELETE_FILTER,
  FWPS_CALLOUT_NOTIFY_ADD_FILTER_POST_COMMIT,
  FWPS_CALLOUT_NOTIFY_TYPE_MAX
} FWPS_CALLOUT_NOTIFY_TYPE;

typedef VOID(NTAPI *FWPS_CALLOUT_CLASSIFY_FN0)(
    const FWPS_INCOMING_VALUES0 *Values,
    const FWPS_INCOMING_METADATA_VALUES0 *Metadata, PVOID LayerData,
    const FWPS_FILTER0 *Filter, UINT64 FlowContext,
    FWPS_CLASSIFY_OUT0 *ClassifyOut);
typedef VOID(NTAPI *FWPS_CALLOUT_CLASSIFY_FN1)(
    const FWPS_INCOMING_VALUES0 *Values,
    const FWPS_INCOMING_METADATA_VALUES0 *Metadata, PVOID LayerData,
    const VOID *ClassifyContext, const FWPS_FILTER1 *Filter, UINT64 FlowContext,
    FWPS_CLASSIFY_OUT0 *ClassifyOut);
typedef FWPS_CALLOUT_CLASSIFY_FN1 FWPS_CALLOUT_CLASSIFY_FN2,
    FWPS_CALLOUT_CLASSIFY_FN3;
typedef NTSTATUS(NTAPI *FWPS_CALLOUT_NOTIFY_FN0)(FWPS_CALLOUT_NOTIFY_TYPE Type,
                                                 const GUID *FilterKey,
                                                 FWPS_FILTER0 *Filter);
typedef FWPS_CALLOUT_NOTIFY_FN0 FWPS_CALLOUT_NOTIFY_FN1,
    FWPS_CALLOUT_NOTIFY_FN2, FWPS_CALLOUT_NOTIFY_FN3;
typedef VOID(NTAPI *FWPS_CALLOUT_FLOW_DELETE_NOTIFY_FN0)(UINT16 LayerId,
                                                         UINT32 CalloutId,
                                                         UINT64 FlowContext);

#define FWP_CALLOUT_FLAG_CONDITIONAL_ON_FLOW 0x1
#define FWP_CALLOUT_FLAG_ALLOW_OFFLOAD 0x2
#define FWP_CALLOUT_FLAG_ENABLE_COMMIT_ADD_NOTIFY 0x4
#define FWP_CALLOUT_FLAG_ALLOW_MID_STREAM_INSPECTION 0x8
#define FWP_CALLOUT_FLAG_ALLOW_RECLASSIFY 0x10
#define FWP_CALLOUT_FLAG_ALLOW_RSC 0x40
#define FWP_CALLOUT_FLAG_ALLOW_L2_BATCH_CLASSIFY 0x80

typedef struct FWPS_CALLOUT0_ {
  GUID calloutKey;
  UINT32 flags;
  FWPS_CALLOUT_CLASSIFY_FN0 classifyFn;
  FWPS_CALLOUT_NOTIFY_FN0 notifyFn;
  FWPS_CALLOUT_FLOW_DELETE_NOTIFY_FN0 flowDeleteFn;
} FWPS_CALLOUT0;
typedef struct FWPS_CALLOUT1_ {
  GUID calloutKey;
  UINT32 flags;
  FWPS_CALLOUT_CLASSIFY_FN1 classifyFn;
  FWPS_CALLOUT_NOTIFY_FN1 notifyFn;
  FWPS_CALLOUT_FLOW_DELETE_NOTIFY_FN0 flowDeleteFn;
} FWPS_CALLOUT1;
typedef FWPS_CALLOUT1 FWPS_CALLOUT2, FWPS_CALLOUT3;

NTSTATUS NTAPI FwpsCalloutRegister0(PVOID Device, const FWPS_CALLOUT0 *Callout,
                                    UINT32 *Id);
NTSTATUS NTAPI FwpsCalloutRegister1(PVOID Device, const FWPS_CALLOUT1 *Callout,
                                    UINT32 *Id);
NTSTATUS NTAPI FwpsCalloutRegister2(PVOID Device, const FWPS_CALLOUT2 *Callout,
                                    UINT32 *Id);
NTSTATUS NTAPI FwpsCalloutRegister3(PVOID Device, const FWPS_CALLOUT3 *Callout,
                                    UINT32 *Id);
NTSTATUS NTAPI FwpsCalloutUnregisterById0(UINT32 Id);
NTSTATUS NTAPI FwpsCalloutUnregisterByKey0(const GUID *Key);

NTSTATUS NTAPI FwpsFlowAssociateContext0(UINT64 Flow, UINT16 Layer, UINT32 Id,
                                         UINT64 Context);
NTSTATUS NTAPI FwpsFlowRemoveContext0(UINT64 Flow, UINT16 Layer, UINT32 Id);
NTSTATUS NTAPI FwpsFlowAbort0(UINT64 Flow);

NTSTATUS NTAPI FwpsPendOperation0(HANDLE Completion, HANDLE *Context);
VOID NTAPI FwpsCompleteOperation0(HANDLE Context,
                                  struct _NET_BUFFER_LIST *List);
NTSTATUS NTAPI FwpsAcquireClassifyHandle0(PVOID ClassifyContext, UINT32 Flags,
                                          UINT64 *Handle);
VOID NTAPI FwpsReleaseClassifyHandle0(UINT64 Handle);
NTSTATUS NTAPI FwpsPendClassify0(UINT64 Handle, UINT64 FilterId, UINT32 Flags,
                                 FWPS_CLASSIFY_OUT0 *ClassifyOut);
VOID NTAPI FwpsCompleteClassify0(UINT64 Handle, UINT32 Flags,
                                 FWPS_CLASSIFY_OUT0 *ClassifyOut);
NTSTATUS NTAPI FwpsAcquireWritableLayerDataPointer0(
    UINT64 Handle, UINT64 FilterId, UINT32 Flags, PVOID *LayerData,
    FWPS_CLASSIFY_OUT0 *ClassifyOut);
VOID NTAPI FwpsApplyModifiedLayerData0(UINT64 Handle, PVOID LayerData,
                                       UINT32 Flags);

#ifdef __cplusplus
}
#endif

#endif // WSK_WDK_NET_FWP_CALLOUTS_H
