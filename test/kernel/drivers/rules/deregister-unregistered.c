// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: deregister-unregistered:
// What was never registered is deregistered.
#include "../Inputs/Driver.h"

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = registerClient();
#ifndef BAD
  if (NT_SUCCESS(Status))
#endif
    WskDeregister(&Registration);
  return STATUS_UNSUCCESSFUL;
}
