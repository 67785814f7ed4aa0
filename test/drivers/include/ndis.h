//===- ndis.h - The part of NDIS 6 that the test drivers use ----*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
// Written from the public documentation; only what the life of a filter or a
// miniport driver consists of is declared, and structures are cut short after
// the members that the test drivers set.
//===----------------------------------------------------------------------===//
#ifndef TEST_DRIVERS_NDIS_H
#define TEST_DRIVERS_NDIS_H

#include <ntddk.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef PVOID NDIS_HANDLE, *PNDIS_HANDLE;
typedef int NDIS_STATUS;
typedef UNICODE_STRING NDIS_STRING;
typedef ULONG NDIS_PORT_NUMBER;
typedef struct _NET_BUFFER_LIST *PNET_BUFFER_LIST;

#define NDIS_STATUS_SUCCESS ((NDIS_STATUS)STATUS_SUCCESS)
#define NDIS_STATUS_FAILURE ((NDIS_STATUS)STATUS_UNSUCCESSFUL)
#define NDIS_STATUS_RESOURCES ((NDIS_STATUS)STATUS_INSUFFICIENT_RESOURCES)
#define NdisZeroMemory(Destination, Length) RtlZeroMemory(Destination, Length)

typedef enum _NDIS_INTERFACE_TYPE { NdisInterfaceInternal = 0 } NDIS_INTERFACE_TYPE;
typedef enum _NDIS_HALT_ACTION {
  NdisHaltDeviceDisabled,
  NdisHaltDeviceInstanceDeInitialized
} NDIS_HALT_ACTION;

typedef struct _NDIS_OBJECT_HEADER {
  UCHAR Type;
  UCHAR Revision;
  USHORT Size;
} NDIS_OBJECT_HEADER;

#define NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS 0x8A
#define NDIS_OBJECT_TYPE_FILTER_DRIVER_CHARACTERISTICS 0x8B
#define NDIS_OBJECT_TYPE_FILTER_ATTRIBUTES 0x8D
#define NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES 0x9E

PVOID NTAPI NdisAllocateMemoryWithTagPriority(NDIS_HANDLE Handle, UINT Length, ULONG Tag,
                                              EX_POOL_PRIORITY Priority);
VOID NTAPI NdisFreeMemory(PVOID Address, UINT Length, UINT Flags);

// Filter drivers.
typedef struct _NDIS_FILTER_ATTACH_PARAMETERS *PNDIS_FILTER_ATTACH_PARAMETERS;
typedef struct _NDIS_FILTER_RESTART_PARAMETERS *PNDIS_FILTER_RESTART_PARAMETERS;
typedef struct _NDIS_FILTER_PAUSE_PARAMETERS *PNDIS_FILTER_PAUSE_PARAMETERS;

typedef struct _NDIS_FILTER_ATTRIBUTES {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
} NDIS_FILTER_ATTRIBUTES, *PNDIS_FILTER_ATTRIBUTES;
#define NDIS_FILTER_ATTRIBUTES_REVISION_1 1

typedef NDIS_STATUS (*FILTER_ATTACH_HANDLER)(NDIS_HANDLE FilterHandle, NDIS_HANDLE DriverContext,
                                             PNDIS_FILTER_ATTACH_PARAMETERS Parameters);
typedef VOID (*FILTER_DETACH_HANDLER)(NDIS_HANDLE ModuleContext);
typedef NDIS_STATUS (*FILTER_RESTART_HANDLER)(NDIS_HANDLE ModuleContext,
                                              PNDIS_FILTER_RESTART_PARAMETERS Parameters);
typedef NDIS_STATUS (*FILTER_PAUSE_HANDLER)(NDIS_HANDLE ModuleContext,
                                            PNDIS_FILTER_PAUSE_PARAMETERS Parameters);
typedef VOID (*FILTER_RECEIVE_NET_BUFFER_LISTS_HANDLER)(NDIS_HANDLE ModuleContext,
                                                        PNET_BUFFER_LIST Lists,
                                                        NDIS_PORT_NUMBER Port, ULONG Count,
                                                        ULONG Flags);

typedef struct _NDIS_FILTER_DRIVER_CHARACTERISTICS {
  NDIS_OBJECT_HEADER Header;
  UCHAR MajorNdisVersion;
  UCHAR MinorNdisVersion;
  UCHAR MajorDriverVersion;
  UCHAR MinorDriverVersion;
  ULONG Flags;
  NDIS_STRING FriendlyName;
  NDIS_STRING UniqueName;
  NDIS_STRING ServiceName;
  FILTER_ATTACH_HANDLER AttachHandler;
  FILTER_DETACH_HANDLER DetachHandler;
  FILTER_RESTART_HANDLER RestartHandler;
  FILTER_PAUSE_HANDLER PauseHandler;
  FILTER_RECEIVE_NET_BUFFER_LISTS_HANDLER ReceiveNetBufferListsHandler;
} NDIS_FILTER_DRIVER_CHARACTERISTICS, *PNDIS_FILTER_DRIVER_CHARACTERISTICS;
#define NDIS_FILTER_CHARACTERISTICS_REVISION_2 2
#define NDIS_SIZEOF_FILTER_DRIVER_CHARACTERISTICS_REVISION_2                                       \
  sizeof(NDIS_FILTER_DRIVER_CHARACTERISTICS)

NDIS_STATUS NTAPI NdisFRegisterFilterDriver(PDRIVER_OBJECT DriverObject, NDIS_HANDLE DriverContext,
                                            PNDIS_FILTER_DRIVER_CHARACTERISTICS Characteristics,
                                            PNDIS_HANDLE FilterDriverHandle);
VOID NTAPI NdisFDeregisterFilterDriver(NDIS_HANDLE FilterDriverHandle);
NDIS_STATUS NTAPI NdisFSetAttributes(NDIS_HANDLE FilterHandle, NDIS_HANDLE ModuleContext,
                                     PNDIS_FILTER_ATTRIBUTES Attributes);
VOID NTAPI NdisFIndicateReceiveNetBufferLists(NDIS_HANDLE FilterHandle, PNET_BUFFER_LIST Lists,
                                              NDIS_PORT_NUMBER Port, ULONG Count, ULONG Flags);

// Miniport drivers.
typedef struct _NDIS_MINIPORT_INIT_PARAMETERS *PNDIS_MINIPORT_INIT_PARAMETERS;
typedef struct _NDIS_MINIPORT_PAUSE_PARAMETERS *PNDIS_MINIPORT_PAUSE_PARAMETERS;
typedef struct _NDIS_MINIPORT_RESTART_PARAMETERS *PNDIS_MINIPORT_RESTART_PARAMETERS;

typedef struct _NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES {
  NDIS_OBJECT_HEADER Header;
  NDIS_HANDLE MiniportAdapterContext;
  ULONG AttributeFlags;
  UINT CheckForHangTimeInSeconds;
  NDIS_INTERFACE_TYPE InterfaceType;
} NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES;
#define NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1 1
#define NDIS_MINIPORT_ATTRIBUTES_NO_HALT_ON_SUSPEND 0x00000002

typedef union _NDIS_MINIPORT_ADAPTER_ATTRIBUTES {
  NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES RegistrationAttributes;
} NDIS_MINIPORT_ADAPTER_ATTRIBUTES, *PNDIS_MINIPORT_ADAPTER_ATTRIBUTES;

typedef NDIS_STATUS (*MINIPORT_INITIALIZE_HANDLER)(NDIS_HANDLE AdapterHandle,
                                                   NDIS_HANDLE DriverContext,
                                                   PNDIS_MINIPORT_INIT_PARAMETERS Parameters);
typedef VOID (*MINIPORT_HALT_HANDLER)(NDIS_HANDLE AdapterContext, NDIS_HALT_ACTION Action);
typedef VOID(NTAPI *MINIPORT_DRIVER_UNLOAD)(PDRIVER_OBJECT DriverObject);
typedef NDIS_STATUS (*MINIPORT_PAUSE_HANDLER)(NDIS_HANDLE AdapterContext,
                                              PNDIS_MINIPORT_PAUSE_PARAMETERS Parameters);
typedef NDIS_STATUS (*MINIPORT_RESTART_HANDLER)(NDIS_HANDLE AdapterContext,
                                                PNDIS_MINIPORT_RESTART_PARAMETERS Parameters);

typedef struct _NDIS_MINIPORT_DRIVER_CHARACTERISTICS {
  NDIS_OBJECT_HEADER Header;
  UCHAR MajorNdisVersion;
  UCHAR MinorNdisVersion;
  UCHAR MajorDriverVersion;
  UCHAR MinorDriverVersion;
  ULONG Flags;
  MINIPORT_INITIALIZE_HANDLER InitializeHandlerEx;
  MINIPORT_HALT_HANDLER HaltHandlerEx;
  MINIPORT_DRIVER_UNLOAD UnloadHandler;
  MINIPORT_PAUSE_HANDLER PauseHandler;
  MINIPORT_RESTART_HANDLER RestartHandler;
} NDIS_MINIPORT_DRIVER_CHARACTERISTICS, *PNDIS_MINIPORT_DRIVER_CHARACTERISTICS;
#define NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2 2
#define NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2                                     \
  sizeof(NDIS_MINIPORT_DRIVER_CHARACTERISTICS)

NDIS_STATUS NTAPI NdisMRegisterMiniportDriver(PDRIVER_OBJECT DriverObject,
                                              PUNICODE_STRING RegistryPath, NDIS_HANDLE Context,
                                              PNDIS_MINIPORT_DRIVER_CHARACTERISTICS Characteristics,
                                              PNDIS_HANDLE MiniportDriverHandle);
VOID NTAPI NdisMDeregisterMiniportDriver(NDIS_HANDLE MiniportDriverHandle);
NDIS_STATUS NTAPI NdisMSetMiniportAttributes(NDIS_HANDLE AdapterHandle,
                                             PNDIS_MINIPORT_ADAPTER_ATTRIBUTES Attributes);

#ifdef __cplusplus
}
#endif

#endif // TEST_DRIVERS_NDIS_H
