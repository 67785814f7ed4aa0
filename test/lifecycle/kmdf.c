// RUN: %inspect -verify %s
// KMDF: EvtDriverUnload then the driver object's cleanup; after a DriverEntry
// that fails behind WdfDriverCreate only the cleanup (contract 4.3).
#include <ntddk.h>
#include <wdf.h>

#include "stages.h"

NTSTATUS Configure(WDFDRIVER Driver);

static NTSTATUS NTAPI DeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT Init) {
  step(1);
  return STATUS_SUCCESS;
}

static VOID NTAPI DriverUnload(WDFDRIVER Driver) {
  // expected-warning@+2{{value: 5 [}}
  // expected-warning@+1{{value: 51 [}}
  VALUE(Trace);
  step(2);
}

static VOID NTAPI Cleanup(WDFOBJECT Object) {
  // expected-warning@+3{{value: 5 [}}
  // expected-warning@+2{{value: 52 [}}
  // expected-warning@+1{{value: 512 [}}
  VALUE(Trace);
  step(3);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  WDF_DRIVER_CONFIG Config;
  WDF_OBJECT_ATTRIBUTES Attributes;
  WDFDRIVER Handle;
  NTSTATUS Status;
  WDF_DRIVER_CONFIG_INIT(&Config, DeviceAdd);
  Config.EvtDriverUnload = DriverUnload;
  WDF_OBJECT_ATTRIBUTES_INIT(&Attributes);
  Attributes.EvtCleanupCallback = Cleanup;
  Status = WdfDriverCreate(Driver, Path, &Attributes, &Config, &Handle);
  if (!NT_SUCCESS(Status))
    return Status;
  step(5);
  return Configure(Handle);
}
