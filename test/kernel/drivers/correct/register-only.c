// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// Registration alone: nothing is captured.
#include "../Inputs/Driver.h"

static VOID unload(PDRIVER_OBJECT Driver) { WskDeregister(&Registration); }

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = registerClient();
  if (NT_SUCCESS(Status))
    Driver->DriverUnload = unload;
  return Status;
}
