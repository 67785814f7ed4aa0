// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// A driver connects to a port of its own, for which the host chose another.
// RUN: %wsk-kernel run %s --port 40041=0 | FileCheck %s
// CHECK: port 40041 of the driver is port
// CHECK: connected to itself
// CHECK: no violation
#include "../drivers/Inputs/Driver.h"

static void talkToItself(Op *Request) {
  PWSK_SOCKET Client,
      Listener = openSocket(Request, WSK_FLAG_LISTEN_SOCKET, NULL, NULL);
  if (!Listener)
    return;
  if (NT_SUCCESS(bindSocket(Request, Listener, LOOPBACK, 40041))) {
    Client = openConnection(Request, 40041, NULL, NULL);
    if (Client) {
      DbgPrint("connected to itself\n");
      closeSocket(Request, Client);
    }
  }
  closeSocket(Request, Listener);
}

static VOID unload(PDRIVER_OBJECT Driver) { stopWsk(); }

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  Op Request;
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  if (opInit(&Request)) {
    talkToItself(&Request);
    opFree(&Request);
  }
  Driver->DriverUnload = unload;
  return STATUS_SUCCESS;
}
