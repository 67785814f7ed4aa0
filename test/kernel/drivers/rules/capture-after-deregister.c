// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: capture-after-deregister:
// A late capture fails; on a cleared block it must not be tried.
#include "../Inputs/Driver.h"

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = registerClient();
  if (!NT_SUCCESS(Status))
    return Status;
  WskDeregister(&Registration);
#ifdef BAD
  RtlZeroMemory(&Registration, sizeof(Registration));
#endif
  Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  return NT_SUCCESS(Status) ? STATUS_UNSUCCESSFUL : Status;
}
