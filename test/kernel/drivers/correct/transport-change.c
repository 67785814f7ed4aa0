// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// A request that waits for transports to change; WskDeregister cancels it.
#include "../Inputs/Driver.h"

static Op Request;

static VOID unload(PDRIVER_OBJECT Driver) {
  stopWsk();
  opWait(&Request);
  opFree(&Request);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  if (!opInit(&Request)) {
    stopWsk();
    return STATUS_INSUFFICIENT_RESOURCES;
  }
  Npi.Dispatch->WskControlClient(Npi.Client, WSK_TRANSPORT_LIST_CHANGE, 0, NULL,
                                 0, NULL, NULL, Request.Irp);
  Driver->DriverUnload = unload;
  return STATUS_SUCCESS;
}
