// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// Two captures, two releases; a call while one of them is left.
#include "../Inputs/Driver.h"

static VOID unload(PDRIVER_OBJECT Driver) { stopWsk(); }

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  WSK_PROVIDER_NPI Second;
  SIZE_T Size = 0;
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Second);
  if (NT_SUCCESS(Status))
    WskReleaseProviderNPI(&Registration);
  Npi.Dispatch->WskControlClient(Npi.Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL,
                                 0, NULL, &Size, NULL);
  Driver->DriverUnload = unload;
  return STATUS_SUCCESS;
}
