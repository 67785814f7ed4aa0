// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// One send from two MDLs with an offset; one receive that fills its buffer.
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
  Data Head, Tail;
  WSK_BUF Both;
  NTSTATUS Status = bindSocket(&Request, Socket, ANY, 0);
  if (!NT_SUCCESS(Status) || !dataInit(&Head, 16))
    return;
  if (dataInit(&Tail, 16)) {
    Head.Buf.Mdl->Next = Tail.Buf.Mdl;
    Both.Mdl = Head.Buf.Mdl;
    Both.Offset = 4;
    Both.Length = 20;
    CONNECTION(Socket)->WskConnect(Socket, (PSOCKADDR)&Remote, 0, Request.Irp);
    Status = opWait(&Request);
    opAgain(&Request);
    if (NT_SUCCESS(Status)) {
      CONNECTION(Socket)->WskSend(Socket, &Both, 0, Request.Irp);
      Status = opWait(&Request);
      opAgain(&Request);
    }
    if (NT_SUCCESS(Status)) {
      CONNECTION(Socket)->WskReceive(Socket, &Both, WSK_FLAG_WAITALL,
                                     Request.Irp);
      opWait(&Request);
      opAgain(&Request);
    }
    Head.Buf.Mdl->Next = NULL;
    dataFree(&Tail);
  }
  dataFree(&Head);
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
