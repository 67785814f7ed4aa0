// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// A thread waits for the provider without limit; unloading wakes it, and it is
// joined before the registration block goes away.
#include "../Inputs/Driver.h"

static PVOID Thread;

static VOID worker(PVOID Context) {
  SIZE_T Size = 0;
  NTSTATUS Status =
      WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &Npi);
  if (NT_SUCCESS(Status)) {
    Npi.Dispatch->WskControlClient(Npi.Client, WSK_TRANSPORT_LIST_QUERY, 0,
                                   NULL, 0, NULL, &Size, NULL);
    WskReleaseProviderNPI(&Registration);
  }
  PsTerminateSystemThread(STATUS_SUCCESS);
}

static VOID unload(PDRIVER_OBJECT Driver) {
  WskDeregister(&Registration);
  joinThread(Thread);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = registerClient();
  if (!NT_SUCCESS(Status))
    return Status;
  Status = startThread(worker, NULL, &Thread);
  if (!NT_SUCCESS(Status)) {
    WskDeregister(&Registration);
    return Status;
  }
  Driver->DriverUnload = unload;
  return STATUS_SUCCESS;
}
