// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// A wait that times out: the request is cancelled, and waited for again.
#include "../Inputs/Driver.h"

static PWSK_SOCKET Socket;
static Op Request;

static VOID unload(PDRIVER_OBJECT Driver) {
  closeSocket(&Request, Socket);
  opFree(&Request);
  stopWsk();
}

static void use(void) {
  SOCKADDR_IN Remote = ipv4(LOOPBACK, 7);
  LARGE_INTEGER Short;
  Data Memory;
  NTSTATUS Status = bindSocket(&Request, Socket, ANY, 0);
  if (!NT_SUCCESS(Status) || !dataInit(&Memory, 16))
    return;
  Short.QuadPart = -10 * 1000 * 10;
  CONNECTION(Socket)->WskConnect(Socket, (PSOCKADDR)&Remote, 0, Request.Irp);
  Status = opWait(&Request);
  opAgain(&Request);
  if (NT_SUCCESS(Status)) {
    CONNECTION(Socket)->WskReceive(Socket, &Memory.Buf, 0, Request.Irp);
    Status = KeWaitForSingleObject(&Request.Done, Executive, KernelMode, FALSE,
                                   &Short);
    if (Status == STATUS_TIMEOUT) {
      IoCancelIrp(Request.Irp);
      opWait(&Request);
    }
    opAgain(&Request);
  }
  dataFree(&Memory);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  if (!opInit(&Request)) {
    stopWsk();
    return STATUS_INSUFFICIENT_RESOURCES;
  }
  Socket = openSocket(&Request, WSK_FLAG_CONNECTION_SOCKET, NULL, NULL);
  if (!Socket) {
    opFree(&Request);
    stopWsk();
    return STATUS_UNSUCCESSFUL;
  }
  Driver->DriverUnload = unload;
  use();
  return STATUS_SUCCESS;
}
