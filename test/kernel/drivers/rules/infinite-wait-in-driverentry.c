// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: infinite-wait-in-driverentry:
// DriverEntry waits for the provider; with a limit, or without.
#include "../Inputs/Driver.h"

#ifdef BAD
#define PATIENCE WSK_INFINITE_WAIT
#else
#define PATIENCE 500
#endif

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = registerClient();
  if (!NT_SUCCESS(Status))
    return Status;
  if (NT_SUCCESS(WskCaptureProviderNPI(&Registration, PATIENCE, &Npi)))
    WskReleaseProviderNPI(&Registration);
  WskDeregister(&Registration);
  return STATUS_UNSUCCESSFUL;
}
