//===- businterface.h - Interface of a USB bus driver -------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The direct-call interface a client asks its bus driver for.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_USB_BUSINTERFACE_H
#define WSK_WDK_USB_BUSINTERFACE_H

#define USB_BUSIFFN __stdcall
#define USB_BUSIF_USBDI_VERSION_0 0x0000
#define USB_BUSIF_USBDI_VERSION_1 0x0001
#define USB_BUSIF_USBDI_VERSION_2 0x0002
#define USB_BUSIF_USBDI_VERSION_3 0x0003

DEFINE_GUID(USB_BUS_INTERFACE_USBDI_GUID, 0xb1a96a13, 0x3de0, 0x4574, 0x9b,
            0x01, 0xc0, 0x8f, 0xea, 0xb3, 0x18, 0xd6);
DEFINE_GUID(USB_BUS_INTERFACE_USBC_CONFIGURATION_GUID, 0x893b6a96, 0x0b7f,
            0x4d4d, 0xbd, 0xb4, 0xbb, 0xd4, 0xce, 0xeb, 0xb3, 0x1c);

typedef VOID(USB_BUSIFFN *PUSB_BUSIFFN_GETUSBDI_VERSION)(
    PVOID BusContext, PUSBD_VERSION_INFORMATION Version, PULONG HcdCapabilities);
typedef NTSTATUS(USB_BUSIFFN *PUSB_BUSIFFN_QUERY_BUS_TIME)(
    PVOID BusContext, PULONG CurrentUsbFrame);
typedef NTSTATUS(USB_BUSIFFN *PUSB_BUSIFFN_SUBMIT_ISO_OUT_URB)(PVOID BusContext,
                                                              PURB Urb);
typedef NTSTATUS(USB_BUSIFFN *PUSB_BUSIFFN_QUERY_BUS_INFORMATION)(
    PVOID BusContext, ULONG Level, PVOID Buffer, PULONG BufferLength,
    PULONG ActualLength);
typedef BOOLEAN(USB_BUSIFFN *PUSB_BUSIFFN_IS_DEVICE_HIGH_SPEED)(
    PVOID BusContext);
typedef NTSTATUS(USB_BUSIFFN *PUSB_BUSIFFN_ENUM_LOG_ENTRY)(
    PVOID BusContext, ULONG DriverTag, ULONG EnumTag, ULONG P1, ULONG P2);
typedef NTSTATUS(USB_BUSIFFN *PUSB_BUSIFFN_QUERY_BUS_TIME_EX)(
    PVOID BusContext, PULONG HighSpeedFrameCounter);
typedef NTSTATUS(USB_BUSIFFN *PUSB_BUSIFFN_QUERY_CONTROLLER_TYPE)(
    PVOID BusContext, PULONG HcdiOptionFlags, PUSHORT PciVendorId,
    PUSHORT PciDeviceId, PUCHAR PciClass, PUCHAR PciSubClass,
    PUCHAR PciRevisionId, PUCHAR PciProgIf);

#define WDK_USBDI_VERSION_0                                                    \
  USHORT Size;                                                                 \
  USHORT Version;                                                              \
  PVOID BusContext;                                                            \
  PINTERFACE_REFERENCE InterfaceReference;                                     \
  PINTERFACE_DEREFERENCE InterfaceDereference;                                 \
  PUSB_BUSIFFN_GETUSBDI_VERSION GetUSBDIVersion;                               \
  PUSB_BUSIFFN_QUERY_BUS_TIME QueryBusTime;                                    \
  PUSB_BUSIFFN_SUBMIT_ISO_OUT_URB SubmitIsoOutUrb;                             \
  PUSB_BUSIFFN_QUERY_BUS_INFORMATION QueryBusInformation;

typedef struct _USB_BUS_INTERFACE_USBDI_V0 {
  WDK_USBDI_VERSION_0
} USB_BUS_INTERFACE_USBDI_V0, *PUSB_BUS_INTERFACE_USBDI_V0;

typedef struct _USB_BUS_INTERFACE_USBDI_V1 {
  WDK_USBDI_VERSION_0
  PUSB_BUSIFFN_IS_DEVICE_HIGH_SPEED IsDeviceHighSpeed;
} USB_BUS_INTERFACE_USBDI_V1, *PUSB_BUS_INTERFACE_USBDI_V1;

typedef struct _USB_BUS_INTERFACE_USBDI_V2 {
  WDK_USBDI_VERSION_0
  PUSB_BUSIFFN_IS_DEVICE_HIGH_SPEED IsDeviceHighSpeed;
  PUSB_BUSIFFN_ENUM_LOG_ENTRY EnumLogEntry;
} USB_BUS_INTERFACE_USBDI_V2, *PUSB_BUS_INTERFACE_USBDI_V2;

typedef struct _USB_BUS_INTERFACE_USBDI_V3 {
  WDK_USBDI_VERSION_0
  PUSB_BUSIFFN_IS_DEVICE_HIGH_SPEED IsDeviceHighSpeed;
  PUSB_BUSIFFN_ENUM_LOG_ENTRY EnumLogEntry;
  PUSB_BUSIFFN_QUERY_BUS_TIME_EX QueryBusTimeEx;
  PUSB_BUSIFFN_QUERY_CONTROLLER_TYPE QueryControllerType;
} USB_BUS_INTERFACE_USBDI_V3, *PUSB_BUS_INTERFACE_USBDI_V3;

#undef WDK_USBDI_VERSION_0

#endif // WSK_WDK_USB_BUSINTERFACE_H
