// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// RUN: %wsk-kernel run %s | FileCheck %s --check-prefix=ORDER
// CHECK: missing-deregister: {{.*}}gone
// ORDER: initialize
// ORDER-NEXT: restart
// ORDER-NEXT: pause
// ORDER-NEXT: halt
// ORDER-NEXT: unload
// ORDER-NEXT: no violation
// A miniport's adapter comes and goes before the unload handler of its
// characteristics is called. It registers with WSK on its first adapter, of
// which there is none when initializing fails.
#define NDIS_MINIPORT_DRIVER 1
#define NDIS630_MINIPORT 1
#define NDIS630 1
#include "../Inputs/Driver.h"
#include <ndis.h>

static NDIS_HANDLE Miniport;
static BOOLEAN Registered;

static NDIS_STATUS initialize(NDIS_HANDLE Handle, NDIS_HANDLE Context,
                              PNDIS_MINIPORT_INIT_PARAMETERS Parameters) {
  NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES Attributes = {{0}};
  DbgPrint("initialize\n");
  if (!Registered && !NT_SUCCESS(registerClient()))
    return NDIS_STATUS_FAILURE;
  Registered = TRUE;
  Attributes.Header.Type =
      NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES;
  Attributes.Header.Size = sizeof(Attributes);
  Attributes.MiniportAdapterContext = &Miniport;
  return NdisMSetMiniportAttributes(
      Handle, (PNDIS_MINIPORT_ADAPTER_ATTRIBUTES)&Attributes);
}
static VOID halt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action) {
  if (Context != &Miniport)
    KeBugCheck(1);
  DbgPrint("halt\n");
#ifdef BAD
  // Not called when initializing failed after the registration.
  WskDeregister(&Registration);
  Registered = FALSE;
#endif
}
static NDIS_STATUS pause(NDIS_HANDLE Context,
                         PNDIS_MINIPORT_PAUSE_PARAMETERS Parameters) {
  DbgPrint("pause\n");
  return NDIS_STATUS_SUCCESS;
}
static NDIS_STATUS restart(NDIS_HANDLE Context,
                           PNDIS_MINIPORT_RESTART_PARAMETERS Parameters) {
  DbgPrint("restart\n");
  return NDIS_STATUS_SUCCESS;
}

static VOID NTAPI unload(PDRIVER_OBJECT Driver) {
  DbgPrint("unload\n");
  NdisMDeregisterMiniportDriver(Miniport);
#ifndef BAD
  if (Registered)
    WskDeregister(&Registration);
#endif
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NDIS_MINIPORT_DRIVER_CHARACTERISTICS Chars;
  RtlZeroMemory(&Chars, sizeof(Chars));
  Chars.InitializeHandlerEx = initialize;
  Chars.HaltHandlerEx = halt;
  Chars.PauseHandler = pause;
  Chars.RestartHandler = restart;
  Chars.UnloadHandler = unload;
  return NdisMRegisterMiniportDriver(Driver, Path, NULL, &Chars, &Miniport);
}
