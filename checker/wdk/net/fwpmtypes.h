//===- fwpmtypes.h - Objects of the base filtering engine -----------------*- C
//-*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Filters, sublayers, callouts and providers as they are added.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_FWPMTYPES_H
#define WSK_WDK_FWPMTYPES_H

#include "fwptypes.h"

#define FWPM_SESSION_FLAG_DYNAMIC 0x1
#define FWPM_PROVIDER_FLAG_PERSISTENT 0x1
#define FWPM_SUBLAYER_FLAG_PERSISTENT 0x1
#define FWPM_CALLOUT_FLAG_PERSISTENT 0x10000
#define FWPM_CALLOUT_FLAG_USES_PROVIDER_CONTEXT 0x20000
#define FWPM_CALLOUT_FLAG_REGISTERED 0x40000
#define FWPM_FILTER_FLAG_NONE 0x0
#define FWPM_FILTER_FLAG_PERSISTENT 0x1
#define FWPM_FILTER_FLAG_BOOTTIME 0x2
#define FWPM_FILTER_FLAG_HAS_PROVIDER_CONTEXT 0x4
#define FWPM_FILTER_FLAG_CLEAR_ACTION_RIGHT 0x8
#define FWPM_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED 0x10
#define FWPM_FILTER_FLAG_DISABLED 0x20
#define FWPM_FILTER_FLAG_INDEXED 0x40
#define FWPM_PROVIDER_CONTEXT_FLAG_PERSISTENT 0x1

typedef struct FWPM_DISPLAY_DATA0_ {
  PWSTR name;
  PWSTR description;
} FWPM_DISPLAY_DATA0;

typedef struct FWPM_SESSION0_ {
  GUID sessionKey;
  FWPM_DISPLAY_DATA0 displayData;
  UINT32 flags;
  UINT32 txnWaitTimeoutInMSec;
  ULONG processId;
  struct _SID *sid;
  PWSTR username;
  INT kernelMode;
} FWPM_SESSION0;

typedef struct FWPM_PROVIDER0_ {
  GUID providerKey;
  FWPM_DISPLAY_DATA0 displayData;
  UINT32 flags;
  FWP_BYTE_BLOB providerData;
  PWSTR serviceName;
} FWPM_PROVIDER0;

typedef enum FWPM_PROVIDER_CONTEXT_TYPE_ {
  FWPM_IPSEC_KEYING_CONTEXT,
  FWPM_IPSEC_IKE_QM_TRANSPORT_CONTEXT,
  FWPM_IPSEC_IKE_QM_TUNNEL_CONTEXT,
  FWPM_IPSEC_AUTHIP_QM_TRANSPORT_CONTEXT,
  FWPM_IPSEC_AUTHIP_QM_TUNNEL_CONTEXT,
  FWPM_IPSEC_IKE_MM_CONTEXT,
  FWPM_IPSEC_AUTHIP_MM_CONTEXT,
  FWPM_CLASSIFY_OPTIONS_CONTEXT,
  FWPM_GENERAL_CONTEXT
} FWPM_PROVIDER_CONTEXT_TYPE;

/// Versions 0 to 3 differ in the contexts of IPsec only, which are left open.
typedef struct FWPM_PROVIDER_CONTEXT0_ {
  GUID providerContextKey;
  FWPM_DISPLAY_DATA0 displayData;
  UINT32 flags;
  GUID *providerKey;
  FWP_BYTE_BLOB providerData;
  FWPM_PROVIDER_CONTEXT_TYPE type;
  union {
    PVOID openContext;
    FWP_BYTE_BLOB *dataBuffer;
  };
  UINT64 providerContextId;
} FWPM_PROVIDER_CONTEXT0;
typedef FWPM_PROVIDER_CONTEXT0 FWPM_PROVIDER_CONTEXT1, FWPM_PROVIDER_CONTEXT2,
    FWPM_PROVIDER_CONTEXT3;

typedef struct FWPM_SUBLAYER0_ {
  GUID subLayerKey;
  FWPM_DISPLAY_DATA0 displayData;
  UINT32 flags;
  GUID *providerKey;
  FWP_BYTE_BLOB providerData;
  UINT16 weight;
} FWPM_SUBLAYER0;

typedef struct FWPM_CALLOUT0_ {
  GUID calloutKey;
  FWPM_DISPLAY_DATA0 displayData;
  UINT32 flags;
  GUID *providerKey;
  FWP_BYTE_BLOB providerData;
  GUID applicableLayer;
  UINT32 calloutId;
} FWPM_CALLOUT0;

typedef struct FWPM_ACTION0_ {
  FWP_ACTION_TYPE type;
  union {
    GUID filterType;
    GUID calloutKey;
    UINT8 bitmapIndex;
  };
} FWPM_ACTION0;

typedef struct FWPM_FILTER_CONDITION0_ {
  GUID fieldKey;
  FWP_MATCH_TYPE matchType;
  FWP_CONDITION_VALUE0 conditionValue;
} FWPM_FILTER_CONDITION0;

typedef struct FWPM_FILTER0_ {
  GUID filterKey;
  FWPM_DISPLAY_DATA0 displayData;
  UINT32 flags;
  GUID *providerKey;
  FWP_BYTE_BLOB providerData;
  GUID layerKey;
  GUID subLayerKey;
  FWP_VALUE0 weight;
  UINT32 numFilterConditions;
  FWPM_FILTER_CONDITION0 *filterCondition;
  FWPM_ACTION0 action;
  union {
    UINT64 rawContext;
    GUID providerContextKey;
  };
  GUID *reserved;
  UINT64 filterId;
  FWP_VALUE0 effectiveWeight;
} FWPM_FILTER0;

typedef enum FWPM_CHANGE_TYPE_ {
  FWPM_CHANGE_ADD = 1,
  FWPM_CHANGE_DELETE,
  FWPM_CHANGE_TYPE_MAX
} FWPM_CHANGE_TYPE;

typedef enum FWPM_SERVICE_STATE_ {
  FWPM_SERVICE_STOPPED,
  FWPM_SERVICE_START_PENDING,
  FWPM_SERVICE_STOP_PENDING,
  FWPM_SERVICE_RUNNING,
  FWPM_SERVICE_STATE_MAX
} FWPM_SERVICE_STATE;

typedef FWPM_DISPLAY_DATA0 FWPM_DISPLAY_DATA;
typedef FWPM_SESSION0 FWPM_SESSION;
typedef FWPM_PROVIDER0 FWPM_PROVIDER;
typedef FWPM_PROVIDER_CONTEXT3 FWPM_PROVIDER_CONTEXT;
typedef FWPM_SUBLAYER0 FWPM_SUBLAYER;
typedef FWPM_CALLOUT0 FWPM_CALLOUT;
typedef FWPM_ACTION0 FWPM_ACTION;
typedef FWPM_FILTER_CONDITION0 FWPM_FILTER_CONDITION;
typedef FWPM_FILTER0 FWPM_FILTER;

#endif // WSK_WDK_FWPMTYPES_H
