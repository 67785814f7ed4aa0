//===- emulation.h - USB device emulation (UdeCx) -----------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Class extension for virtual USB host controllers: the part that drivers use.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_USB_EMULATION_H
#define WSK_WDK_USB_EMULATION_H

typedef struct UDECXUSBDEVICE__ *UDECXUSBDEVICE;
typedef struct UDECXUSBENDPOINT__ *UDECXUSBENDPOINT;
typedef struct _UDECXUSBDEVICE_INIT UDECXUSBDEVICE_INIT, *PUDECXUSBDEVICE_INIT;
typedef struct _UDECXUSBENDPOINT_INIT UDECXUSBENDPOINT_INIT,
    *PUDECXUSBENDPOINT_INIT;

typedef enum _UDECX_USB_DEVICE_SPEED {
  UdecxUsbLowSpeed = 0,
  UdecxUsbFullSpeed,
  UdecxUsbHighSpeed,
  UdecxUsbSuperSpeed
} UDECX_USB_DEVICE_SPEED;

typedef enum _UDECX_ENDPOINT_TYPE {
  UdecxEndpointTypeSimple = 0,
  UdecxEndpointTypeDynamic
} UDECX_ENDPOINT_TYPE;

typedef enum _UDECX_USB_DEVICE_WAKE_SETTING {
  UdecxUsbDeviceWakeDisabled = 0,
  UdecxUsbDeviceWakeEnabled,
  UdecxUsbDeviceWakeNotApplicable
} UDECX_USB_DEVICE_WAKE_SETTING;

typedef enum _UDECX_USB_DEVICE_FUNCTION_POWER {
  UdecxUsbDeviceFunctionNotSuspended = 0,
  UdecxUsbDeviceFunctionSuspendedCannotWake,
  UdecxUsbDeviceFunctionSuspendedCanWake
} UDECX_USB_DEVICE_FUNCTION_POWER;

typedef enum _UDECX_ENDPOINTS_CONFIGURE_TYPE {
  UdecxEndpointsConfigureTypeDeviceInitialize = 0,
  UdecxEndpointsConfigureTypeDeviceConfigurationChange,
  UdecxEndpointsConfigureTypeInterfaceSettingChange,
  UdecxEndpointsConfigureTypeEndpointsReleasedOnly
} UDECX_ENDPOINTS_CONFIGURE_TYPE;

typedef enum _UDECX_WDF_DEVICE_RESET_ACTION {
  UdecxWdfDeviceResetActionResetWdfDevice = 0,
  UdecxWdfDeviceResetActionResetEachUsbDevice
} UDECX_WDF_DEVICE_RESET_ACTION;

typedef enum _UDECX_WDF_DEVICE_RESET_TYPE {
  UdecxWdfDeviceResetTypeController = 0
} UDECX_WDF_DEVICE_RESET_TYPE;

typedef struct _UDECX_ENDPOINTS_CONFIGURE_PARAMS {
  ULONG Size;
  UDECX_ENDPOINTS_CONFIGURE_TYPE ConfigureType;
  UCHAR NewConfigurationValue;
  UCHAR InterfaceNumber;
  UCHAR NewInterfaceSetting;
  ULONG EndpointsToConfigureCount;
  UDECXUSBENDPOINT *EndpointsToConfigure;
  ULONG ReleasedEndpointsCount;
  UDECXUSBENDPOINT *ReleasedEndpoints;
} UDECX_ENDPOINTS_CONFIGURE_PARAMS, *PUDECX_ENDPOINTS_CONFIGURE_PARAMS;

typedef struct _UDECX_USB_ENDPOINT_INIT_AND_METADATA {
  PUDECXUSBENDPOINT_INIT UdecxUsbEndpointInit;
  PUSB_ENDPOINT_DESCRIPTOR EndpointDescriptor;
  ULONG EndpointDescriptorBufferLength;
  PUSB_SUPERSPEED_ENDPOINT_COMPANION_DESCRIPTOR
  SuperSpeedEndpointCompanionDescriptor;
} UDECX_USB_ENDPOINT_INIT_AND_METADATA, *PUDECX_USB_ENDPOINT_INIT_AND_METADATA;

typedef NTSTATUS NTAPI EVT_UDECX_WDF_DEVICE_QUERY_USB_CAPABILITY(
    WDFDEVICE UdecxWdfDevice, GUID *CapabilityType, ULONG OutputBufferLength,
    PVOID OutputBuffer, PULONG ResultLength);
typedef EVT_UDECX_WDF_DEVICE_QUERY_USB_CAPABILITY
    *PFN_UDECX_WDF_DEVICE_QUERY_USB_CAPABILITY;
typedef VOID NTAPI
EVT_UDECX_WDF_DEVICE_RESET(WDFDEVICE UdecxWdfDevice,
                           UDECX_WDF_DEVICE_RESET_TYPE ResetType);
typedef EVT_UDECX_WDF_DEVICE_RESET *PFN_UDECX_WDF_DEVICE_RESET;
typedef NTSTATUS NTAPI EVT_UDECX_USB_DEVICE_DEFAULT_ENDPOINT_ADD(
    UDECXUSBDEVICE UdecxUsbDevice, PUDECXUSBENDPOINT_INIT UdecxEndpointInit);
typedef EVT_UDECX_USB_DEVICE_DEFAULT_ENDPOINT_ADD
    *PFN_UDECX_USB_DEVICE_DEFAULT_ENDPOINT_ADD;
typedef NTSTATUS NTAPI EVT_UDECX_USB_DEVICE_ENDPOINT_ADD(
    UDECXUSBDEVICE UdecxUsbDevice, PUDECX_USB_ENDPOINT_INIT_AND_METADATA Data);
typedef EVT_UDECX_USB_DEVICE_ENDPOINT_ADD *PFN_UDECX_USB_DEVICE_ENDPOINT_ADD;
typedef VOID NTAPI EVT_UDECX_USB_DEVICE_ENDPOINTS_CONFIGURE(
    UDECXUSBDEVICE UdecxUsbDevice, WDFREQUEST Request,
    PUDECX_ENDPOINTS_CONFIGURE_PARAMS Params);
typedef EVT_UDECX_USB_DEVICE_ENDPOINTS_CONFIGURE
    *PFN_UDECX_USB_DEVICE_ENDPOINTS_CONFIGURE;
typedef NTSTATUS NTAPI EVT_UDECX_USB_DEVICE_D0_ENTRY(
    WDFDEVICE UdecxWdfDevice, UDECXUSBDEVICE UdecxUsbDevice);
typedef EVT_UDECX_USB_DEVICE_D0_ENTRY *PFN_UDECX_USB_DEVICE_D0_ENTRY;
typedef NTSTATUS NTAPI EVT_UDECX_USB_DEVICE_D0_EXIT(
    WDFDEVICE UdecxWdfDevice, UDECXUSBDEVICE UdecxUsbDevice,
    UDECX_USB_DEVICE_WAKE_SETTING WakeSetting);
typedef EVT_UDECX_USB_DEVICE_D0_EXIT *PFN_UDECX_USB_DEVICE_D0_EXIT;
typedef NTSTATUS NTAPI EVT_UDECX_USB_DEVICE_SET_FUNCTION_SUSPEND_AND_WAKE(
    WDFDEVICE UdecxWdfDevice, UDECXUSBDEVICE UdecxUsbDevice, ULONG Interface,
    UDECX_USB_DEVICE_FUNCTION_POWER FunctionPower);
typedef EVT_UDECX_USB_DEVICE_SET_FUNCTION_SUSPEND_AND_WAKE
    *PFN_UDECX_USB_DEVICE_SET_FUNCTION_SUSPEND_AND_WAKE;
typedef VOID NTAPI EVT_UDECX_USB_DEVICE_POST_ENUMERATION_RESET(
    WDFDEVICE UdecxWdfDevice, UDECXUSBDEVICE UdecxUsbDevice, WDFREQUEST Request,
    BOOLEAN AllDevicesReset);
typedef EVT_UDECX_USB_DEVICE_POST_ENUMERATION_RESET
    *PFN_UDECX_USB_DEVICE_POST_ENUMERATION_RESET;
typedef VOID NTAPI EVT_UDECX_USB_ENDPOINT_RESET(
    UDECXUSBENDPOINT UdecxUsbEndpoint, WDFREQUEST Request);
typedef EVT_UDECX_USB_ENDPOINT_RESET *PFN_UDECX_USB_ENDPOINT_RESET;
typedef VOID NTAPI
EVT_UDECX_USB_ENDPOINT_START(UDECXUSBENDPOINT UdecxUsbEndpoint);
typedef EVT_UDECX_USB_ENDPOINT_START *PFN_UDECX_USB_ENDPOINT_START;
typedef VOID NTAPI
EVT_UDECX_USB_ENDPOINT_PURGE(UDECXUSBENDPOINT UdecxUsbEndpoint);
typedef EVT_UDECX_USB_ENDPOINT_PURGE *PFN_UDECX_USB_ENDPOINT_PURGE;

typedef struct _UDECX_WDF_DEVICE_CONFIG {
  ULONG Size;
  UDECX_WDF_DEVICE_RESET_ACTION ResetAction;
  USHORT NumberOfUsb20Ports;
  USHORT NumberOfUsb30Ports;
  PFN_UDECX_WDF_DEVICE_QUERY_USB_CAPABILITY EvtUdecxWdfDeviceQueryUsbCapability;
  PFN_UDECX_WDF_DEVICE_RESET EvtUdecxWdfDeviceReset;
} UDECX_WDF_DEVICE_CONFIG, *PUDECX_WDF_DEVICE_CONFIG;

FORCEINLINE VOID
UDECX_WDF_DEVICE_CONFIG_INIT(PUDECX_WDF_DEVICE_CONFIG Config,
                             PFN_UDECX_WDF_DEVICE_QUERY_USB_CAPABILITY Query) {
  RtlZeroMemory(Config, sizeof(UDECX_WDF_DEVICE_CONFIG));
  Config->Size = sizeof(UDECX_WDF_DEVICE_CONFIG);
  Config->ResetAction = UdecxWdfDeviceResetActionResetEachUsbDevice;
  Config->NumberOfUsb20Ports = 1;
  Config->NumberOfUsb30Ports = 1;
  Config->EvtUdecxWdfDeviceQueryUsbCapability = Query;
}

typedef struct _UDECX_USB_DEVICE_STATE_CHANGE_CALLBACKS {
  ULONG Size;
  PFN_UDECX_USB_DEVICE_D0_ENTRY EvtUsbDeviceLinkPowerEntry;
  PFN_UDECX_USB_DEVICE_D0_EXIT EvtUsbDeviceLinkPowerExit;
  PFN_UDECX_USB_DEVICE_SET_FUNCTION_SUSPEND_AND_WAKE
  EvtUsbDeviceSetFunctionSuspendAndWake;
  PFN_UDECX_USB_DEVICE_POST_ENUMERATION_RESET EvtUsbDeviceReset;
  PFN_UDECX_USB_DEVICE_DEFAULT_ENDPOINT_ADD EvtUsbDeviceDefaultEndpointAdd;
  PFN_UDECX_USB_DEVICE_ENDPOINT_ADD EvtUsbDeviceEndpointAdd;
  PFN_UDECX_USB_DEVICE_ENDPOINTS_CONFIGURE EvtUsbDeviceEndpointsConfigure;
} UDECX_USB_DEVICE_STATE_CHANGE_CALLBACKS,
    *PUDECX_USB_DEVICE_STATE_CHANGE_CALLBACKS;

FORCEINLINE VOID UDECX_USB_DEVICE_CALLBACKS_INIT(
    PUDECX_USB_DEVICE_STATE_CHANGE_CALLBACKS Callbacks) {
  RtlZeroMemory(Callbacks, sizeof(UDECX_USB_DEVICE_STATE_CHANGE_CALLBACKS));
  Callbacks->Size = sizeof(UDECX_USB_DEVICE_STATE_CHANGE_CALLBACKS);
}

typedef struct _UDECX_USB_DEVICE_PLUG_IN_OPTIONS {
  ULONG Size;
  ULONG Usb20PortNumber;
  ULONG Usb30PortNumber;
} UDECX_USB_DEVICE_PLUG_IN_OPTIONS, *PUDECX_USB_DEVICE_PLUG_IN_OPTIONS;

FORCEINLINE VOID UDECX_USB_DEVICE_PLUG_IN_OPTIONS_INIT(
    PUDECX_USB_DEVICE_PLUG_IN_OPTIONS Options) {
  RtlZeroMemory(Options, sizeof(UDECX_USB_DEVICE_PLUG_IN_OPTIONS));
  Options->Size = sizeof(UDECX_USB_DEVICE_PLUG_IN_OPTIONS);
}

typedef struct _UDECX_USB_ENDPOINT_CALLBACKS {
  ULONG Size;
  PFN_UDECX_USB_ENDPOINT_RESET EvtUsbEndpointReset;
  PFN_UDECX_USB_ENDPOINT_START EvtUsbEndpointStart;
  PFN_UDECX_USB_ENDPOINT_PURGE EvtUsbEndpointPurge;
} UDECX_USB_ENDPOINT_CALLBACKS, *PUDECX_USB_ENDPOINT_CALLBACKS;

FORCEINLINE VOID
UDECX_USB_ENDPOINT_CALLBACKS_INIT(PUDECX_USB_ENDPOINT_CALLBACKS Callbacks,
                                  PFN_UDECX_USB_ENDPOINT_RESET Reset) {
  RtlZeroMemory(Callbacks, sizeof(UDECX_USB_ENDPOINT_CALLBACKS));
  Callbacks->Size = sizeof(UDECX_USB_ENDPOINT_CALLBACKS);
  Callbacks->EvtUsbEndpointReset = Reset;
}

EXTERN_C_START

NTSTATUS NTAPI UdecxInitializeWdfDeviceInit(PWDFDEVICE_INIT WdfDeviceInit);
NTSTATUS NTAPI UdecxWdfDeviceAddUsbDeviceEmulation(
    WDFDEVICE WdfDevice, PUDECX_WDF_DEVICE_CONFIG Config);
BOOLEAN NTAPI UdecxWdfDeviceTryHandleUserIoctl(WDFDEVICE WdfDevice,
                                               WDFREQUEST Request);
VOID NTAPI UdecxWdfDeviceResetComplete(WDFDEVICE UdecxWdfDevice);
PUDECXUSBDEVICE_INIT NTAPI
UdecxUsbDeviceInitAllocate(WDFDEVICE UdecxWdfDevice);
VOID NTAPI UdecxUsbDeviceInitFree(PUDECXUSBDEVICE_INIT UdecxUsbDeviceInit);
VOID NTAPI UdecxUsbDeviceInitSetSpeed(PUDECXUSBDEVICE_INIT UdecxUsbDeviceInit,
                                      UDECX_USB_DEVICE_SPEED Speed);
VOID NTAPI UdecxUsbDeviceInitSetEndpointsType(
    PUDECXUSBDEVICE_INIT UdecxUsbDeviceInit, UDECX_ENDPOINT_TYPE EndpointType);
VOID NTAPI UdecxUsbDeviceInitSetStateChangeCallbacks(
    PUDECXUSBDEVICE_INIT UdecxUsbDeviceInit,
    PUDECX_USB_DEVICE_STATE_CHANGE_CALLBACKS Callbacks);
NTSTATUS NTAPI UdecxUsbDeviceInitAddDescriptor(
    PUDECXUSBDEVICE_INIT UdecxUsbDeviceInit, PUCHAR Descriptor,
    USHORT DescriptorLength);
NTSTATUS NTAPI UdecxUsbDeviceInitAddDescriptorWithIndex(
    PUDECXUSBDEVICE_INIT UdecxUsbDeviceInit, PUCHAR Descriptor,
    USHORT DescriptorLength, UCHAR DescriptorIndex);
NTSTATUS NTAPI UdecxUsbDeviceInitAddStringDescriptor(
    PUDECXUSBDEVICE_INIT UdecxUsbDeviceInit, PCUNICODE_STRING String,
    UCHAR DescriptorIndex, USHORT LanguageId);
NTSTATUS NTAPI UdecxUsbDeviceCreate(PUDECXUSBDEVICE_INIT *UdecxUsbDeviceInit,
                                    PWDF_OBJECT_ATTRIBUTES Attributes,
                                    UDECXUSBDEVICE *UdecxUsbDevice);
NTSTATUS NTAPI UdecxUsbDevicePlugIn(UDECXUSBDEVICE UdecxUsbDevice,
                                    PUDECX_USB_DEVICE_PLUG_IN_OPTIONS Options);
NTSTATUS NTAPI UdecxUsbDevicePlugOutAndDelete(UDECXUSBDEVICE UdecxUsbDevice);
VOID NTAPI UdecxUsbDeviceSignalWake(UDECXUSBDEVICE UdecxUsbDevice);
VOID NTAPI UdecxUsbDeviceSignalFunctionWake(UDECXUSBDEVICE UdecxUsbDevice,
                                            ULONG Interface);
VOID NTAPI UdecxUsbDeviceLinkPowerEntryComplete(UDECXUSBDEVICE UdecxUsbDevice,
                                                NTSTATUS CompletionStatus);
VOID NTAPI UdecxUsbDeviceLinkPowerExitComplete(UDECXUSBDEVICE UdecxUsbDevice,
                                               NTSTATUS CompletionStatus);
VOID NTAPI UdecxUsbDeviceSetFunctionSuspendAndWakeComplete(
    UDECXUSBDEVICE UdecxUsbDevice, NTSTATUS CompletionStatus);
PUDECXUSBENDPOINT_INIT NTAPI
UdecxUsbSimpleEndpointInitAllocate(UDECXUSBDEVICE UdecxUsbDevice);
VOID NTAPI
UdecxUsbEndpointInitFree(PUDECXUSBENDPOINT_INIT UdecxUsbEndpointInit);
VOID NTAPI UdecxUsbEndpointInitSetEndpointAddress(
    PUDECXUSBENDPOINT_INIT UdecxUsbEndpointInit, UCHAR EndpointAddress);
VOID NTAPI
UdecxUsbEndpointInitSetCallbacks(PUDECXUSBENDPOINT_INIT UdecxUsbEndpointInit,
                                 PUDECX_USB_ENDPOINT_CALLBACKS Callbacks);
NTSTATUS NTAPI UdecxUsbEndpointCreate(
    PUDECXUSBENDPOINT_INIT *UdecxUsbEndpointInit,
    PWDF_OBJECT_ATTRIBUTES Attributes, UDECXUSBENDPOINT *UdecxUsbEndpoint);
VOID NTAPI UdecxUsbEndpointSetWdfIoQueue(UDECXUSBENDPOINT UdecxUsbEndpoint,
                                         WDFQUEUE WdfIoQueue);
VOID NTAPI UdecxUsbEndpointPurgeComplete(UDECXUSBENDPOINT UdecxUsbEndpoint);
NTSTATUS NTAPI UdecxUrbRetrieveBuffer(WDFREQUEST Request,
                                      PUCHAR *TransferBuffer, PULONG Length);
NTSTATUS NTAPI UdecxUrbRetrieveControlSetupPacket(
    WDFREQUEST Request, PUSB_DEFAULT_PIPE_SETUP_PACKET SetupPacket);
VOID NTAPI UdecxUrbSetBytesCompleted(WDFREQUEST Request, ULONG BytesCompleted);
VOID NTAPI UdecxUrbComplete(WDFREQUEST Request, USBD_STATUS UsbdStatus);
VOID NTAPI UdecxUrbCompleteWithNtStatus(WDFREQUEST Request, NTSTATUS NtStatus);

EXTERN_C_END

#endif // WSK_WDK_USB_EMULATION_H
