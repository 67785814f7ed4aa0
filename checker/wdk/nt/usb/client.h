//===- client.h - Routines of the USB client library --------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Building, sending and parsing; capabilities of a device stack.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_USB_CLIENT_H
#define WSK_WDK_USB_CLIENT_H

// Their values are in the library.
EXTERN_C const GUID GUID_USB_CAPABILITY_CHAINED_MDLS;
EXTERN_C const GUID GUID_USB_CAPABILITY_STATIC_STREAMS;
EXTERN_C const GUID GUID_USB_CAPABILITY_SELECTIVE_SUSPEND;
EXTERN_C const GUID GUID_USB_CAPABILITY_FUNCTION_SUSPEND;
EXTERN_C const GUID GUID_USB_CAPABILITY_DEVICE_CONNECTION_HIGH_SPEED_COMPATIBLE;
EXTERN_C const GUID GUID_USB_CAPABILITY_DEVICE_CONNECTION_SUPER_SPEED_COMPATIBLE;

EXTERN_C_START

NTSTATUS NTAPI USBD_CreateHandle(PDEVICE_OBJECT DeviceObject,
                                 PDEVICE_OBJECT TargetDeviceObject,
                                 ULONG USBDClientContractVersion, ULONG PoolTag,
                                 USBD_HANDLE *USBDHandle);
VOID NTAPI USBD_CloseHandle(USBD_HANDLE USBDHandle);
NTSTATUS NTAPI USBD_UrbAllocate(USBD_HANDLE USBDHandle, PURB *Urb);
NTSTATUS NTAPI USBD_IsochUrbAllocate(USBD_HANDLE USBDHandle,
                                     ULONG NumberOfIsochPackets, PURB *Urb);
NTSTATUS NTAPI USBD_SelectConfigUrbAllocateAndBuild(
    USBD_HANDLE USBDHandle,
    PUSB_CONFIGURATION_DESCRIPTOR ConfigurationDescriptor,
    PUSBD_INTERFACE_LIST_ENTRY InterfaceList, PURB *Urb);
NTSTATUS NTAPI USBD_SelectInterfaceUrbAllocateAndBuild(
    USBD_HANDLE USBDHandle, USBD_CONFIGURATION_HANDLE ConfigurationHandle,
    PUSBD_INTERFACE_LIST_ENTRY InterfaceListEntry, PURB *Urb);
VOID NTAPI USBD_UrbFree(USBD_HANDLE USBDHandle, PURB Urb);
VOID NTAPI USBD_AssignUrbToIoStackLocation(USBD_HANDLE USBDHandle,
                                           PIO_STACK_LOCATION IoStackLocation,
                                           PURB Urb);
NTSTATUS NTAPI USBD_QueryUsbCapability(USBD_HANDLE USBDHandle,
                                       const GUID *CapabilityType,
                                       ULONG OutputBufferLength,
                                       PUCHAR OutputBuffer,
                                       PULONG ResultLength);
BOOLEAN NTAPI USBD_IsInterfaceVersionSupported(USBD_HANDLE USBDHandle,
                                               ULONG USBDInterfaceVersion);
VOID NTAPI USBD_GetUSBDIVersion(PUSBD_VERSION_INFORMATION VersionInformation);
PUSB_COMMON_DESCRIPTOR NTAPI USBD_ParseDescriptors(PVOID DescriptorBuffer,
                                                   ULONG TotalLength,
                                                   PVOID StartPosition,
                                                   LONG DescriptorType);
PUSB_INTERFACE_DESCRIPTOR NTAPI USBD_ParseConfigurationDescriptorEx(
    PUSB_CONFIGURATION_DESCRIPTOR ConfigurationDescriptor, PVOID StartPosition,
    LONG InterfaceNumber, LONG AlternateSetting, LONG InterfaceClass,
    LONG InterfaceSubClass, LONG InterfaceProtocol);
USBD_STATUS NTAPI
USBD_ValidateConfigurationDescriptor(PUSB_CONFIGURATION_DESCRIPTOR ConfigDesc,
                                     ULONG BufferLength, USHORT Level,
                                     PUCHAR *Offset, ULONG Tag);
PURB NTAPI USBD_CreateConfigurationRequestEx(
    PUSB_CONFIGURATION_DESCRIPTOR ConfigurationDescriptor,
    PUSBD_INTERFACE_LIST_ENTRY InterfaceList);

EXTERN_C_END

#endif // WSK_WDK_USB_CLIENT_H
