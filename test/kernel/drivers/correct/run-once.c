// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// Does its work in DriverEntry, gives everything back and fails on purpose.
#include "../Inputs/Driver.h"

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = startWsk();
  if (NT_SUCCESS(Status)) {
    stopWsk();
    Status = STATUS_CANCELLED;
  }
  return Status;
}
