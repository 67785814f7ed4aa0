// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: registration-block-tampered:
// A live block is cleared.
#include "../Inputs/Driver.h"

static VOID unload(PDRIVER_OBJECT Driver) { WskDeregister(&Registration); }

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status;
  RtlZeroMemory(&Registration, sizeof(Registration));
  Status = registerClient();
  if (!NT_SUCCESS(Status))
    return Status;
#ifdef BAD
  RtlZeroMemory(&Registration, sizeof(Registration));
#endif
  Driver->DriverUnload = unload;
  return STATUS_SUCCESS;
}
