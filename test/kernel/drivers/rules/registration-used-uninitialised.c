// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: registration-used-uninitialised:
// A capture on a block that was never registered.
#include "../Inputs/Driver.h"

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status;
#ifndef BAD
  Status = registerClient();
  if (!NT_SUCCESS(Status))
    return Status;
#endif
  Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
#ifndef BAD
  if (NT_SUCCESS(Status))
    WskReleaseProviderNPI(&Registration);
  WskDeregister(&Registration);
#endif
  return STATUS_UNSUCCESSFUL;
}
