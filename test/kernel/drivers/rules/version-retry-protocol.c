// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: version-retry-protocol:
// A version the provider may not have: the driver registers again with the
// first one, or just tries once more.
#include "../Inputs/Driver.h"

static const WSK_CLIENT_DISPATCH Newer = {MAKE_WSK_VERSION(1, 1), 0, NULL};

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  WSK_CLIENT_NPI Client = {NULL, &Newer};
  NTSTATUS Status = WskRegister(&Client, &Registration);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  if (Status == STATUS_NOINTERFACE) {
#ifndef BAD
    WskDeregister(&Registration);
    Status = registerClient();
    if (!NT_SUCCESS(Status))
      return Status;
#endif
    Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  }
  if (NT_SUCCESS(Status))
    WskReleaseProviderNPI(&Registration);
  WskDeregister(&Registration);
  return STATUS_UNSUCCESSFUL;
}
