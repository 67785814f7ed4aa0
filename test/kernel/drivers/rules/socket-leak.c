// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: socket-leak:
// The only reference to a socket is lost; nothing can close it.
#include "../Inputs/Driver.h"

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  Op Request;
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  if (opInit(&Request)) {
    PWSK_SOCKET Socket =
        openSocket(&Request, WSK_FLAG_CONNECTION_SOCKET, NULL, NULL);
    if (Socket) {
      NTSTATUS Bound = bindSocket(&Request, Socket, ANY, 0);
#ifdef BAD
      if (NT_SUCCESS(Bound))
#endif
        closeSocket(&Request, Socket);
      Socket = NULL;
    }
    opFree(&Request);
  }
  WskReleaseProviderNPI(&Registration);
#ifndef BAD
  WskDeregister(&Registration);
#endif
  return STATUS_UNSUCCESSFUL;
}
