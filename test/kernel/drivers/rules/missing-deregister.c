// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: missing-deregister:
// A step of DriverEntry fails after the registration.
#include "../Inputs/Driver.h"

static VOID unload(PDRIVER_OBJECT Driver) { WskDeregister(&Registration); }

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  PVOID Memory;
  NTSTATUS Status = registerClient();
  if (!NT_SUCCESS(Status))
    return Status;
  Memory = ExAllocatePoolWithTag(NonPagedPoolNx, 16, TAG);
  if (!Memory) {
#ifndef BAD
    WskDeregister(&Registration);
#endif
    return STATUS_INSUFFICIENT_RESOURCES;
  }
  ExFreePoolWithTag(Memory, TAG);
  Driver->DriverUnload = unload;
  return STATUS_SUCCESS;
}
