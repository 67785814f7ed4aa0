// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: socket-open-at-deregister: WskDeregister waits for ever
// The framework deletes control devices after EvtDriverUnload: a socket that
// their clean-up callback closes is still open there.
#include "../Inputs/Driver.h"
#include <wdf.h>

static PWSK_SOCKET Socket;
static Op Request;
static BOOLEAN Registered, Ready;

static VOID NTAPI deviceCleanup(WDFOBJECT Device) {
  if (Socket)
    closeSocket(&Request, Socket);
  if (Ready)
    opFree(&Request);
}

static void stop(void) {
  if (Registered)
    WskDeregister(&Registration);
  Registered = FALSE;
}

static VOID NTAPI driverCleanup(WDFOBJECT Driver) { stop(); }

static VOID NTAPI unload(WDFDRIVER Driver) {
#ifdef BAD
  stop();
#endif
}

static NTSTATUS createControlDevice(WDFDRIVER Driver) {
  DECLARE_CONST_UNICODE_STRING(Access, L"D:P(A;;GA;;;SY)");
  WDF_OBJECT_ATTRIBUTES Attributes;
  PWDFDEVICE_INIT Init = WdfControlDeviceInitAllocate(Driver, &Access);
  WDFDEVICE Device;
  NTSTATUS Status;

  if (!Init)
    return STATUS_INSUFFICIENT_RESOURCES;
  WDF_OBJECT_ATTRIBUTES_INIT(&Attributes);
  Attributes.EvtCleanupCallback = deviceCleanup;
  Status = WdfDeviceCreate(&Init, &Attributes, &Device);
  if (!NT_SUCCESS(Status)) {
    WdfDeviceInitFree(Init);
    return Status;
  }
  WdfControlFinishInitializing(Device);
  Ready = opInit(&Request);
  return Ready ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  WDF_OBJECT_ATTRIBUTES Attributes;
  WDF_DRIVER_CONFIG Config;
  WDFDRIVER Made;
  NTSTATUS Status;

  WDF_DRIVER_CONFIG_INIT(&Config, WDF_NO_EVENT_CALLBACK);
  Config.DriverInitFlags = WdfDriverInitNonPnpDriver;
  Config.EvtDriverUnload = unload;
  WDF_OBJECT_ATTRIBUTES_INIT(&Attributes);
  Attributes.EvtCleanupCallback = driverCleanup;
  Status = WdfDriverCreate(Driver, Path, &Attributes, &Config, &Made);
  if (NT_SUCCESS(Status))
    Status = createControlDevice(Made);
  if (NT_SUCCESS(Status))
    Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  Registered = TRUE;
  Socket = openSocket(&Request, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL);
  WskReleaseProviderNPI(&Registration);
  return STATUS_SUCCESS;
}
