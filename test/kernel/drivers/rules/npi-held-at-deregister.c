// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: npi-held-at-deregister:
// The release comes after the call that waits for it.
#include "../Inputs/Driver.h"

static VOID unload(PDRIVER_OBJECT Driver) {
#ifdef BAD
  WskDeregister(&Registration);
  WskReleaseProviderNPI(&Registration);
#else
  stopWsk();
#endif
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = startWsk();
  if (NT_SUCCESS(Status))
    Driver->DriverUnload = unload;
  return Status;
}
