// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: irp-leak:
// The IRP of a failed creation is not freed.
#include "../Inputs/Driver.h"

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  Op Request;
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  if (opInit(&Request)) {
    PWSK_SOCKET Socket =
        openSocket(&Request, WSK_FLAG_BASIC_SOCKET, NULL, NULL);
    if (Socket)
      closeSocket(&Request, Socket);
#ifdef BAD
    if (Socket)
#endif
      opFree(&Request);
  }
  stopWsk();
  return STATUS_UNSUCCESSFUL;
}
