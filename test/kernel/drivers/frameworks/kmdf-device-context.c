// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: missing-deregister: {{.*}}gone
// One registration per device, in the device's context. Its clean-up callback
// also runs when EvtDriverDeviceAdd fails after the device was made; the
// routine that releases hardware would not.
#include "../Inputs/Driver.h"
#include <wdf.h>

typedef struct {
  WSK_REGISTRATION Registration;
  BOOLEAN Registered;
} STATION;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(STATION, stationOf)

static void stop(STATION *Station) {
  if (Station->Registered)
    WskDeregister(&Station->Registration);
  Station->Registered = FALSE;
}

static VOID NTAPI deviceCleanup(WDFOBJECT Object) {
#ifndef BAD
  stop(stationOf(Object));
#endif
}

static NTSTATUS NTAPI releaseHardware(WDFDEVICE Device, WDFCMRESLIST List) {
  stop(stationOf(Device));
  return STATUS_SUCCESS;
}

static NTSTATUS NTAPI deviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT Init) {
  WDF_PNPPOWER_EVENT_CALLBACKS Callbacks;
  WSK_CLIENT_NPI Client = {NULL, &ClientDispatch};
  WSK_PROVIDER_CHARACTERISTICS Range;
  WDF_OBJECT_ATTRIBUTES Attributes;
  STATION *Station;
  WDFDEVICE Device;
  NTSTATUS Status;

  WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&Callbacks);
  Callbacks.EvtDeviceReleaseHardware = releaseHardware;
  WdfDeviceInitSetPnpPowerEventCallbacks(Init, &Callbacks);
  WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&Attributes, STATION);
  Attributes.EvtCleanupCallback = deviceCleanup;
  Status = WdfDeviceCreate(&Init, &Attributes, &Device);
  if (!NT_SUCCESS(Status))
    return Status;
  Station = stationOf(Device);
  Status = WskRegister(&Client, &Station->Registration);
  if (!NT_SUCCESS(Status))
    return Status;
  Station->Registered = TRUE;
  return WskQueryProviderCharacteristics(&Station->Registration, &Range);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  WDF_DRIVER_CONFIG Config;
  WDF_DRIVER_CONFIG_INIT(&Config, deviceAdd);
  return WdfDriverCreate(Driver, Path, WDF_NO_OBJECT_ATTRIBUTES, &Config,
                         WDF_NO_HANDLE);
}
