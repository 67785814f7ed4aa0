// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// Two live registrations on two blocks.
#include "../Inputs/Driver.h"

static WSK_REGISTRATION Second;

static VOID unload(PDRIVER_OBJECT Driver) {
  WskDeregister(&Registration);
  WskDeregister(&Second);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  WSK_CLIENT_NPI Client = {NULL, &ClientDispatch};
  NTSTATUS Status = registerClient();
  if (!NT_SUCCESS(Status))
    return Status;
  Status = WskRegister(&Client, &Second);
  if (!NT_SUCCESS(Status)) {
    WskDeregister(&Registration);
    return Status;
  }
  Driver->DriverUnload = unload;
  return STATUS_SUCCESS;
}
