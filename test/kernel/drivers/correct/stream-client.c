// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// A stream socket in the connecting role.
#include "../Inputs/Driver.h"

static PWSK_SOCKET Socket;
static Op Request;
static const WSK_CLIENT_STREAM_DISPATCH NoEvents;

static VOID unload(PDRIVER_OBJECT Driver) {
  closeSocket(&Request, Socket);
  opFree(&Request);
  stopWsk();
}

static void use(void) {
  SOCKADDR_IN Remote = ipv4(LOOPBACK, 7);
  NTSTATUS Status = bindSocket(&Request, Socket, ANY, 0);
  Data Memory;
  if (!NT_SUCCESS(Status) || !dataInit(&Memory, 8))
    return;
  STREAM(Socket)->WskConnect(Socket, (PSOCKADDR)&Remote, 0, Request.Irp);
  Status = opWait(&Request);
  opAgain(&Request);
  if (NT_SUCCESS(Status)) {
    STREAM(Socket)->WskSend(Socket, &Memory.Buf, 0, Request.Irp);
    opWait(&Request);
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
  Socket = openSocket(&Request, WSK_FLAG_STREAM_SOCKET, NULL, &NoEvents);
  if (!Socket) {
    opFree(&Request);
    stopWsk();
    return STATUS_UNSUCCESSFUL;
  }
  Driver->DriverUnload = unload;
  use();
  return STATUS_SUCCESS;
}
