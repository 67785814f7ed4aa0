// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: socket-open-at-deregister:
// The socket is still open when WskDeregister waits for it.
#include "../Inputs/Driver.h"

static PWSK_SOCKET Socket;
static Op Request;

static VOID unload(PDRIVER_OBJECT Driver) {
#ifndef BAD
  closeSocket(&Request, Socket);
#endif
  opFree(&Request);
  stopWsk();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  if (opInit(&Request)) {
    Socket = openSocket(&Request, WSK_FLAG_BASIC_SOCKET, NULL, NULL);
    if (Socket) {
      Driver->DriverUnload = unload;
      return STATUS_SUCCESS;
    }
    opFree(&Request);
  }
  stopWsk();
  return STATUS_UNSUCCESSFUL;
}
