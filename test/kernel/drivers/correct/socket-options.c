// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// Options before bind, addresses after it, each call waited for.
#include "../Inputs/Driver.h"

static PWSK_SOCKET Socket;
static Op Request;

static VOID unload(PDRIVER_OBJECT Driver) {
  closeSocket(&Request, Socket);
  opFree(&Request);
  stopWsk();
}

static void use(void) {
  ULONG On = 1;
  SOCKADDR_IN Local;
  LISTEN(Socket)->WskControlSocket(Socket, WskSetOption, SO_EXCLUSIVEADDRUSE,
                                   SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL,
                                   Request.Irp);
  opWait(&Request);
  opAgain(&Request);
  if (!NT_SUCCESS(bindSocket(&Request, Socket, ANY, 40015)))
    return;
  LISTEN(Socket)->WskGetLocalAddress(Socket, (PSOCKADDR)&Local, Request.Irp);
  opWait(&Request);
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
  Socket = openSocket(&Request, WSK_FLAG_LISTEN_SOCKET, NULL, NULL);
  if (!Socket) {
    opFree(&Request);
    stopWsk();
    return STATUS_UNSUCCESSFUL;
  }
  Driver->DriverUnload = unload;
  use();
  return STATUS_SUCCESS;
}
