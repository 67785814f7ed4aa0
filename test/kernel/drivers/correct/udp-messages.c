// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// Two datagrams in one call: WskSendMessages with a list of buffers.
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
  WSK_BUF_LIST First, Second;
  Data One, Two;
  if (!NT_SUCCESS(bindSocket(&Request, Socket, ANY, 0)) || !dataInit(&One, 8))
    return;
  if (dataInit(&Two, 24)) {
    First.Next = &Second;
    First.Buffer = One.Buf;
    Second.Next = NULL;
    Second.Buffer = Two.Buf;
    DATAGRAM(Socket)->WskSendMessages(Socket, &First, 0, (PSOCKADDR)&Peer, 0,
                                      NULL, Request.Irp);
    opWait(&Request);
    opAgain(&Request);
    dataFree(&Two);
  }
  dataFree(&One);
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
