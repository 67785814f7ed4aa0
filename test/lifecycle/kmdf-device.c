// RUN: %inspect -verify -D HAS_UNLOAD %s
// RUN: %inspect -verify %s
// KMDF devices: add, prepare, release, with the device's context kept. Hardware
// is released too after its preparation failed, and also without
// EvtDriverUnload, which KMDF does not ask for.
#include <ntddk.h>
#include <wdf.h>

#include "stages.h"

typedef struct {
  ULONG Marker;
  WSK_REGISTRATION Registration;
} CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(CONTEXT, contextOf)

static NTSTATUS NTAPI Prepare(WDFDEVICE Device, WDFCMRESLIST Raw,
                              WDFCMRESLIST Translated) {
  CONTEXT *C = contextOf(Device);
  VALUE(C->Marker); // expected-warning{{value: 3 [}}
  return WskRegister(&Client, &C->Registration);
}

static NTSTATUS NTAPI Release(WDFDEVICE Device, WDFCMRESLIST Translated) {
  CONTEXT *C = contextOf(Device);
  BLOCK(&C->Registration); // expected-warning{{block: registered, 0 captures [}} \
                           // expected-warning{{block: failed, 0 captures [}}
  WskDeregister(&C->Registration);
  return STATUS_SUCCESS;
}

static NTSTATUS NTAPI DeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT Init) {
  WDF_PNPPOWER_EVENT_CALLBACKS Callbacks;
  WDF_OBJECT_ATTRIBUTES Attributes;
  WDFDEVICE Device;
  NTSTATUS Status;
  WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&Callbacks);
  Callbacks.EvtDevicePrepareHardware = Prepare;
  Callbacks.EvtDeviceReleaseHardware = Release;
  WdfDeviceInitSetPnpPowerEventCallbacks(Init, &Callbacks);
  WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&Attributes, CONTEXT);
  Status = WdfDeviceCreate(&Init, &Attributes, &Device);
  if (!NT_SUCCESS(Status))
    return Status;
  VALUE(contextOf(Device)->Marker); // expected-warning{{value: 0 [}}
  contextOf(Device)->Marker = 3;
  return Status;
}

static VOID NTAPI Unload(WDFDRIVER Driver) {}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  WDF_DRIVER_CONFIG Config;
  WDF_DRIVER_CONFIG_INIT(&Config, DeviceAdd);
#ifdef HAS_UNLOAD
  Config.EvtDriverUnload = Unload;
#endif
  return WdfDriverCreate(Driver, Path, WDF_NO_OBJECT_ATTRIBUTES, &Config,
                         WDF_NO_HANDLE);
}
