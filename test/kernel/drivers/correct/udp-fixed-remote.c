// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// A fixed remote address, then sending without one.
#include "../Inputs/Driver.h"

static PWSK_SOCKET Socket;
static Op Request;

static VOID unload(PDRIVER_OBJECT Driver) {
  closeSocket(&Request, Socket);
  opFree(&Request);
  stopWsk();
}

static void use(void) {
  SOCKADDR_IN Peer = ipv4(LOOPBACK, 9);
  Data Memory;
  if (!NT_SUCCESS(bindSocket(&Request, Socket, ANY, 0)))
    return;
  DATAGRAM(Socket)->WskControlSocket(Socket, WskIoctl,
                                     SIO_WSK_SET_REMOTE_ADDRESS, 0,
                                     sizeof(Peer), &Peer, 0, NULL, NULL,
                                     Request.Irp);
  if (NT_SUCCESS(opWait(&Request)) && dataInit(&Memory, 8)) {
    opAgain(&Request);
    DATAGRAM(Socket)->WskSendTo(Socket, &Memory.Buf, 0, NULL, 0, NULL,
                                Request.Irp);
    opWait(&Request);
    dataFree(&Memory);
  }
  opAgain(&Request);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  if (!opInit(&Request)) {
    stopWsk();
    return STATUS_INSUFFICIENT_RESOURCES;
  }
  Socket = openSocket(&Request, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL);
  if (!Socket) {
    opFree(&Request);
    stopWsk();
    return STATUS_UNSUCCESSFUL;
  }
  Driver->DriverUnload = unload;
  use();
  return STATUS_SUCCESS;
}
