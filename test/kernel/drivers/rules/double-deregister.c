// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: double-deregister:
// Two places deregister the same registration.
#include "../Inputs/Driver.h"

static VOID unload(PDRIVER_OBJECT Driver) {
  WskDeregister(&Registration);
#ifdef BAD
  WskDeregister(&Registration);
#endif
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = registerClient();
  if (NT_SUCCESS(Status))
    Driver->DriverUnload = unload;
  return Status;
}
