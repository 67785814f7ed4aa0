// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: npi-over-release:
// A capture that failed is released.
#include "../Inputs/Driver.h"

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = registerClient();
  if (!NT_SUCCESS(Status))
    return Status;
  Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
#ifndef BAD
  if (NT_SUCCESS(Status))
#endif
    WskReleaseProviderNPI(&Registration);
  WskDeregister(&Registration);
  return STATUS_UNSUCCESSFUL;
}
