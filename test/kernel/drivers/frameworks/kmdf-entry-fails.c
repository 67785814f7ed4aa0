// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: missing-deregister: {{.*}}gone
// The WDFDRIVER's clean-up callback runs when DriverEntry fails after
// WdfDriverCreate, and EvtDriverUnload does not.
#include "../Inputs/Driver.h"
#include <wdf.h>

static VOID NTAPI stop(WDFOBJECT Driver) { WskDeregister(&Registration); }

static VOID NTAPI cleanup(WDFOBJECT Driver) {
#ifndef BAD
  stop(Driver);
#endif
}

static VOID NTAPI unload(WDFDRIVER Driver) {
#ifdef BAD
  stop(Driver);
#endif
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  WDF_OBJECT_ATTRIBUTES Attributes;
  WDF_DRIVER_CONFIG Config;
  WSK_PROVIDER_CHARACTERISTICS Range;
  NTSTATUS Status = registerClient();

  if (!NT_SUCCESS(Status))
    return Status;
  WDF_DRIVER_CONFIG_INIT(&Config, WDF_NO_EVENT_CALLBACK);
  Config.DriverInitFlags = WdfDriverInitNonPnpDriver;
  Config.EvtDriverUnload = unload;
  WDF_OBJECT_ATTRIBUTES_INIT(&Attributes);
  Attributes.EvtCleanupCallback = cleanup;
  Status = WdfDriverCreate(Driver, Path, &Attributes, &Config, WDF_NO_HANDLE);
  if (!NT_SUCCESS(Status)) {
    WskDeregister(&Registration);
    return Status;
  }
  return WskQueryProviderCharacteristics(&Registration, &Range);
}
