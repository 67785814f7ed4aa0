// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: registration-block-reused:
// Two registrations on one block; and one after the other, which is allowed.
#include "../Inputs/Driver.h"

static VOID unload(PDRIVER_OBJECT Driver) { WskDeregister(&Registration); }

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = registerClient();
  if (!NT_SUCCESS(Status))
    return Status;
#ifndef BAD
  WskDeregister(&Registration);
#endif
  Status = registerClient();
#ifdef BAD
  Status = STATUS_SUCCESS;
#endif
  if (NT_SUCCESS(Status))
    Driver->DriverUnload = unload;
  return Status;
}
