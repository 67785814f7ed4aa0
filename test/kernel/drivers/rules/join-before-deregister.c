// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: join-before-deregister:
// CHECK: waits in WskCaptureProviderNPI
// A thread waits for the provider without limit; only WskDeregister ends that.
#include "../Inputs/Driver.h"

static PVOID Thread;

static VOID worker(PVOID Context) {
  if (NT_SUCCESS(
          WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &Npi)))
    WskReleaseProviderNPI(&Registration);
  PsTerminateSystemThread(STATUS_SUCCESS);
}

static VOID unload(PDRIVER_OBJECT Driver) {
#ifdef BAD
  joinThread(Thread);
  WskDeregister(&Registration);
#else
  WskDeregister(&Registration);
  joinThread(Thread);
#endif
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = registerClient();
  if (!NT_SUCCESS(Status))
    return Status;
  Status = startThread(worker, NULL, &Thread);
  if (!NT_SUCCESS(Status))
    WskDeregister(&Registration);
  Driver->DriverUnload = unload;
  return Status;
}
