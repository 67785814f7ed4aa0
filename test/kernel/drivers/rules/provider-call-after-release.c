// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: provider-call-after-release:
// A socket is asked for when the only capture is given back.
#include "../Inputs/Driver.h"

static VOID unload(PDRIVER_OBJECT Driver) { WskDeregister(&Registration); }

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  SIZE_T Size = 0;
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
#ifdef BAD
  WskReleaseProviderNPI(&Registration);
#endif
  Npi.Dispatch->WskControlClient(Npi.Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL,
                                 0, NULL, &Size, NULL);
#ifndef BAD
  WskReleaseProviderNPI(&Registration);
#endif
  Driver->DriverUnload = unload;
  return STATUS_SUCCESS;
}
