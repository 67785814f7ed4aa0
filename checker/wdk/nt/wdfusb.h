//===- wdfusb.h - Framework objects for USB -------------------------------*- C
//-*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The target device, its interfaces and its pipes.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_WDFUSB_H
#define WSK_WDK_WDFUSB_H

#include "usb.h"

#include "wdf.h"

typedef struct WDFUSBDEVICE__ *WDFUSBDEVICE;
typedef struct WDFUSBINTERFACE__ *WDFUSBINTERFACE;
typedef struct WDFUSBPIPE__ *WDFUSBPIPE;

typedef enum _WDF_USB_PIPE_TYPE {
  WdfUsbPipeTypeInvalid,
  WdfUsbPipeTypeControl,
  WdfUsbPipeTypeIsochronous,
  WdfUsbPipeTypeBulk,
  WdfUsbPipeTypeInterrupt
} WDF_USB_PIPE_TYPE;

typedef enum _WDF_USB_BMREQUEST_DIRECTION {
  BmRequestHostToDevice = 0,
  BmRequestDeviceToHost = 1
} WDF_USB_BMREQUEST_DIRECTION;

typedef enum _WDF_USB_BMREQUEST_TYPE {
  BmRequestStandard,
  BmRequestClass,
  BmRequestVendor
} WDF_USB_BMREQUEST_TYPE;

typedef enum _WDF_USB_BMREQUEST_RECIPIENT {
  BmRequestToDevice,
  BmRequestToInterface,
  BmRequestToEndpoint,
  BmRequestToOther
} WDF_USB_BMREQUEST_RECIPIENT;

typedef struct _WDF_USB_DEVICE_CREATE_CONFIG {
  ULONG Size;
  ULONG USBDClientContractVersion;
} WDF_USB_DEVICE_CREATE_CONFIG, *PWDF_USB_DEVICE_CREATE_CONFIG;

typedef struct _WDF_USB_DEVICE_INFORMATION {
  ULONG Size;
  USBD_VERSION_INFORMATION UsbdVersionInformation;
  ULONG HcdPortCapabilities;
  ULONG Traits;
} WDF_USB_DEVICE_INFORMATION, *PWDF_USB_DEVICE_INFORMATION;

typedef struct _WDF_USB_PIPE_INFORMATION {
  ULONG Size;
  ULONG MaximumPacketSize;
  UCHAR EndpointAddress;
  UCHAR Interval;
  UCHAR SettingIndex;
  WDF_USB_PIPE_TYPE PipeType;
  ULONG MaximumTransferSize;
} WDF_USB_PIPE_INFORMATION, *PWDF_USB_PIPE_INFORMATION;

FORCEINLINE VOID WDF_USB_DEVICE_CREATE_CONFIG_INIT(
    PWDF_USB_DEVICE_CREATE_CONFIG Config, ULONG Version) {
  Config->Size = sizeof(*Config);
  Config->USBDClientContractVersion = Version;
}

EXTERN_C_START

NTSTATUS NTAPI WdfUsbTargetDeviceCreate(WDFDEVICE Device,
                                        PWDF_OBJECT_ATTRIBUTES Attributes,
                                        WDFUSBDEVICE *UsbDevice);
NTSTATUS NTAPI WdfUsbTargetDeviceCreateWithParameters(
    WDFDEVICE Device, PWDF_USB_DEVICE_CREATE_CONFIG Config,
    PWDF_OBJECT_ATTRIBUTES Attributes, WDFUSBDEVICE *UsbDevice);
NTSTATUS NTAPI WdfUsbTargetDeviceRetrieveInformation(
    WDFUSBDEVICE UsbDevice, PWDF_USB_DEVICE_INFORMATION Information);
VOID NTAPI WdfUsbTargetDeviceGetDeviceDescriptor(
    WDFUSBDEVICE UsbDevice, PUSB_DEVICE_DESCRIPTOR Descriptor);
NTSTATUS NTAPI WdfUsbTargetDeviceRetrieveConfigDescriptor(
    WDFUSBDEVICE UsbDevice, PVOID Descriptor, PUSHORT Length);
NTSTATUS NTAPI WdfUsbTargetDeviceResetPortSynchronously(WDFUSBDEVICE UsbDevice);
NTSTATUS NTAPI WdfUsbTargetDeviceCyclePortSynchronously(WDFUSBDEVICE UsbDevice);
WDFUSBINTERFACE NTAPI WdfUsbTargetDeviceGetInterface(WDFUSBDEVICE UsbDevice,
                                                     UCHAR Index);
UCHAR NTAPI WdfUsbTargetDeviceGetNumInterfaces(WDFUSBDEVICE UsbDevice);
USBD_HANDLE NTAPI
WdfUsbTargetDeviceWdmGetConfigurationHandle(WDFUSBDEVICE UsbDevice);
UCHAR NTAPI WdfUsbInterfaceGetNumConfiguredPipes(WDFUSBINTERFACE Interface);
WDFUSBPIPE NTAPI
WdfUsbInterfaceGetConfiguredPipe(WDFUSBINTERFACE Interface, UCHAR Index,
                                 PWDF_USB_PIPE_INFORMATION Information);
VOID NTAPI WdfUsbTargetPipeGetInformation(
    WDFUSBPIPE Pipe, PWDF_USB_PIPE_INFORMATION Information);
WDF_USB_PIPE_TYPE NTAPI WdfUsbTargetPipeGetType(WDFUSBPIPE Pipe);
NTSTATUS NTAPI WdfUsbTargetPipeAbortSynchronously(WDFUSBPIPE Pipe,
                                                  WDFREQUEST Request,
                                                  PVOID Options);
NTSTATUS NTAPI WdfUsbTargetPipeResetSynchronously(WDFUSBPIPE Pipe,
                                                  WDFREQUEST Request,
                                                  PVOID Options);

EXTERN_C_END

#endif // WSK_WDK_WDFUSB_H
