// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// RUN: %wsk-kernel run %s | FileCheck %s --check-prefix=ORDER
// CHECK: filter-leak: an NDIS filter driver is never deregistered
// ORDER: attach
// ORDER-NEXT: restart
// ORDER-NEXT: unload
// ORDER-NEXT: pause
// ORDER-NEXT: detach
// ORDER-NEXT: no violation
// A filter whose module pauses with a delay; deregistering waits for it.
#include "../Inputs/Driver.h"
#define NDIS630 1
#include <ndis.h>

static NDIS_HANDLE Filter, Module;
static KTIMER Timer;
static KDPC Dpc;

static VOID NTAPI paused(PKDPC Object, PVOID Context, PVOID A, PVOID B) {
  NdisFPauseComplete(Module);
}

static NDIS_STATUS attach(NDIS_HANDLE Handle, NDIS_HANDLE Context,
                          PNDIS_FILTER_ATTACH_PARAMETERS Parameters) {
  NDIS_FILTER_ATTRIBUTES Attributes = {{0}};
  DbgPrint("attach\n");
  Module = Handle;
  Attributes.Header.Type = NDIS_OBJECT_TYPE_FILTER_ATTRIBUTES;
  Attributes.Header.Revision = NDIS_FILTER_ATTRIBUTES_REVISION_1;
  Attributes.Header.Size = sizeof(Attributes);
  return NdisFSetAttributes(Handle, &Module, &Attributes);
}
static VOID detach(NDIS_HANDLE Context) {
  if (Context != &Module)
    KeBugCheck(1);
  DbgPrint("detach\n");
}
static NDIS_STATUS restart(NDIS_HANDLE Context,
                           PNDIS_FILTER_RESTART_PARAMETERS Parameters) {
  DbgPrint("restart\n");
  return NDIS_STATUS_SUCCESS;
}
static NDIS_STATUS pause(NDIS_HANDLE Context,
                         PNDIS_FILTER_PAUSE_PARAMETERS Parameters) {
  LARGE_INTEGER Delay;
  Delay.QuadPart = -10000;
  DbgPrint("pause\n");
  KeSetTimer(&Timer, Delay, &Dpc);
  return NDIS_STATUS_PENDING;
}

static VOID NTAPI unload(PDRIVER_OBJECT Driver) {
  DbgPrint("unload\n");
#ifndef BAD
  NdisFDeregisterFilterDriver(Filter);
#endif
  WskDeregister(&Registration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NDIS_FILTER_DRIVER_CHARACTERISTICS Chars;
  NTSTATUS Status = registerClient();
  if (!NT_SUCCESS(Status))
    return Status;
  KeInitializeTimer(&Timer);
  KeInitializeDpc(&Dpc, paused, NULL);
  RtlZeroMemory(&Chars, sizeof(Chars));
  Chars.AttachHandler = attach;
  Chars.DetachHandler = detach;
  Chars.RestartHandler = restart;
  Chars.PauseHandler = pause;
  Driver->DriverUnload = unload;
  Status = NdisFRegisterFilterDriver(Driver, NULL, &Chars, &Filter);
  if (Status != NDIS_STATUS_SUCCESS)
    WskDeregister(&Registration);
  return Status;
}
