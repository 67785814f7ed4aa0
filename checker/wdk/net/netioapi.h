//===- netioapi.h - IP helper tables ------------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Interfaces, addresses and routes, and their change notification: the part
/// that socket drivers use.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_NETIOAPI_H
#define WSK_WDK_NETIOAPI_H

#include "ifdef.h"

#include "nldef.h"

#include "ws2ipdef.h"

#define NETIOAPI_API NTSTATUS NTAPI

typedef enum _MIB_NOTIFICATION_TYPE {
  MibParameterNotification,
  MibAddInstance,
  MibDeleteInstance,
  MibInitialNotification
} MIB_NOTIFICATION_TYPE,
    *PMIB_NOTIFICATION_TYPE;

typedef struct _IP_ADDRESS_PREFIX {
  SOCKADDR_INET Prefix;
  UCHAR PrefixLength;
} IP_ADDRESS_PREFIX, *PIP_ADDRESS_PREFIX;

typedef struct _MIB_UNICASTIPADDRESS_ROW {
  SOCKADDR_INET Address;
  NET_LUID InterfaceLuid;
  NET_IFINDEX InterfaceIndex;
  NL_PREFIX_ORIGIN PrefixOrigin;
  NL_SUFFIX_ORIGIN SuffixOrigin;
  ULONG ValidLifetime;
  ULONG PreferredLifetime;
  UCHAR OnLinkPrefixLength;
  BOOLEAN SkipAsSource;
  NL_DAD_STATE DadState;
  SCOPE_ID ScopeId;
  LARGE_INTEGER CreationTimeStamp;
} MIB_UNICASTIPADDRESS_ROW, *PMIB_UNICASTIPADDRESS_ROW;

typedef struct _MIB_UNICASTIPADDRESS_TABLE {
  ULONG NumEntries;
  MIB_UNICASTIPADDRESS_ROW Table[ANYSIZE_ARRAY];
} MIB_UNICASTIPADDRESS_TABLE, *PMIB_UNICASTIPADDRESS_TABLE;

typedef struct _MIB_IPFORWARD_ROW2 {
  NET_LUID InterfaceLuid;
  NET_IFINDEX InterfaceIndex;
  IP_ADDRESS_PREFIX DestinationPrefix;
  SOCKADDR_INET NextHop;
  UCHAR SitePrefixLength;
  ULONG ValidLifetime;
  ULONG PreferredLifetime;
  ULONG Metric;
  NL_ROUTE_PROTOCOL Protocol;
  BOOLEAN Loopback;
  BOOLEAN AutoconfigureAddress;
  BOOLEAN Publish;
  BOOLEAN Immortal;
  ULONG Age;
  NL_ROUTE_ORIGIN Origin;
} MIB_IPFORWARD_ROW2, *PMIB_IPFORWARD_ROW2;

typedef struct _MIB_IPFORWARD_TABLE2 {
  ULONG NumEntries;
  MIB_IPFORWARD_ROW2 Table[ANYSIZE_ARRAY];
} MIB_IPFORWARD_TABLE2, *PMIB_IPFORWARD_TABLE2;

typedef struct _MIB_IPINTERFACE_ROW {
  ADDRESS_FAMILY Family;
  NET_LUID InterfaceLuid;
  NET_IFINDEX InterfaceIndex;
  ULONG MaxReassemblySize;
  ULONG64 InterfaceIdentifier;
  ULONG MinRouterAdvertisementInterval;
  ULONG MaxRouterAdvertisementInterval;
  BOOLEAN AdvertisingEnabled;
  BOOLEAN ForwardingEnabled;
  BOOLEAN WeakHostSend;
  BOOLEAN WeakHostReceive;
  BOOLEAN UseAutomaticMetric;
  BOOLEAN UseNeighborUnreachabilityDetection;
  BOOLEAN ManagedAddressConfigurationSupported;
  BOOLEAN OtherStatefulConfigurationSupported;
  BOOLEAN AdvertiseDefaultRoute;
  NL_ROUTER_DISCOVERY_BEHAVIOR RouterDiscoveryBehavior;
  ULONG DadTransmits;
  ULONG BaseReachableTime;
  ULONG RetransmitTime;
  ULONG PathMtuDiscoveryTimeout;
  NL_LINK_LOCAL_ADDRESS_BEHAVIOR LinkLocalAddressBehavior;
  ULONG LinkLocalAddressTimeout;
  ULONG ZoneIndices[ScopeLevelCount];
  ULONG SitePrefixLength;
  ULONG Metric;
  ULONG NlMtu;
  BOOLEAN Connected;
  BOOLEAN SupportsWakeUpPatterns;
  BOOLEAN SupportsNeighborDiscovery;
  BOOLEAN SupportsRouterDiscovery;
  ULONG ReachableTime;
  UCHAR TransmitOffload;
  UCHAR ReceiveOffload;
  BOOLEAN DisableDefaultRoutes;
} MIB_IPINTERFACE_ROW, *PMIB_IPINTERFACE_ROW;

typedef VOID(NTAPI *PIPINTERFACE_CHANGE_CALLBACK)(
    PVOID CallerContext, PMIB_IPINTERFACE_ROW Row,
    MIB_NOTIFICATION_TYPE NotificationType);
typedef VOID(NTAPI *PUNICAST_IPADDRESS_CHANGE_CALLBACK)(
    PVOID CallerContext, PMIB_UNICASTIPADDRESS_ROW Row,
    MIB_NOTIFICATION_TYPE NotificationType);
typedef VOID(NTAPI *PIPFORWARD_CHANGE_CALLBACK)(
    PVOID CallerContext, PMIB_IPFORWARD_ROW2 Row,
    MIB_NOTIFICATION_TYPE NotificationType);

#ifdef __cplusplus
extern "C" {
#endif

VOID NTAPI FreeMibTable(PVOID Memory);
NTSTATUS NTAPI GetUnicastIpAddressTable(ADDRESS_FAMILY Family,
                                        PMIB_UNICASTIPADDRESS_TABLE *Table);
NTSTATUS NTAPI GetUnicastIpAddressEntry(PMIB_UNICASTIPADDRESS_ROW Row);
VOID NTAPI InitializeUnicastIpAddressEntry(PMIB_UNICASTIPADDRESS_ROW Row);
NTSTATUS NTAPI CreateUnicastIpAddressEntry(const MIB_UNICASTIPADDRESS_ROW *Row);
NTSTATUS NTAPI DeleteUnicastIpAddressEntry(const MIB_UNICASTIPADDRESS_ROW *Row);
NTSTATUS NTAPI NotifyUnicastIpAddressChange(
    ADDRESS_FAMILY Family, PUNICAST_IPADDRESS_CHANGE_CALLBACK Callback,
    PVOID CallerContext, BOOLEAN InitialNotification,
    HANDLE *NotificationHandle);
NTSTATUS NTAPI GetIpForwardTable2(ADDRESS_FAMILY Family,
                                  PMIB_IPFORWARD_TABLE2 *Table);
NTSTATUS NTAPI GetBestRoute2(NET_LUID *InterfaceLuid,
                             NET_IFINDEX InterfaceIndex,
                             const SOCKADDR_INET *SourceAddress,
                             const SOCKADDR_INET *DestinationAddress,
                             ULONG AddressSortOptions,
                             PMIB_IPFORWARD_ROW2 BestRoute,
                             SOCKADDR_INET *BestSourceAddress);
NTSTATUS NTAPI NotifyRouteChange2(ADDRESS_FAMILY Family,
                                  PIPFORWARD_CHANGE_CALLBACK Callback,
                                  PVOID CallerContext,
                                  BOOLEAN InitialNotification,
                                  HANDLE *NotificationHandle);
VOID NTAPI InitializeIpInterfaceEntry(PMIB_IPINTERFACE_ROW Row);
NTSTATUS NTAPI GetIpInterfaceEntry(PMIB_IPINTERFACE_ROW Row);
NTSTATUS NTAPI NotifyIpInterfaceChange(ADDRESS_FAMILY Family,
                                       PIPINTERFACE_CHANGE_CALLBACK Callback,
                                       PVOID CallerContext,
                                       BOOLEAN InitialNotification,
                                       HANDLE *NotificationHandle);
NTSTATUS NTAPI CancelMibChangeNotify2(HANDLE NotificationHandle);
NTSTATUS NTAPI ConvertInterfaceIndexToLuid(NET_IFINDEX InterfaceIndex,
                                           PNET_LUID InterfaceLuid);
NTSTATUS NTAPI ConvertInterfaceLuidToIndex(const NET_LUID *InterfaceLuid,
                                           PNET_IFINDEX InterfaceIndex);
NTSTATUS NTAPI ConvertInterfaceLuidToGuid(const NET_LUID *InterfaceLuid,
                                          GUID *InterfaceGuid);
NTSTATUS NTAPI ConvertInterfaceGuidToLuid(const GUID *InterfaceGuid,
                                          PNET_LUID InterfaceLuid);
NTSTATUS NTAPI ConvertInterfaceLuidToNameW(const NET_LUID *InterfaceLuid,
                                           PWSTR InterfaceName, SIZE_T Length);
NTSTATUS NTAPI ConvertInterfaceLuidToAlias(const NET_LUID *InterfaceLuid,
                                           PWSTR InterfaceAlias, SIZE_T Length);

#ifdef __cplusplus
}
#endif

#endif // WSK_WDK_NETIOAPI_H
