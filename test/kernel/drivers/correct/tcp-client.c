// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// One connection, used and closed in DriverEntry, every step waited for.
#include "../Inputs/Driver.h"

static void talk(Op *Request, PWSK_SOCKET Socket) {
  Data Memory;
  if (!dataInit(&Memory, 16))
    return;
  CONNECTION(Socket)->WskSend(Socket, &Memory.Buf, 0, Request->Irp);
  if (NT_SUCCESS(opWait(Request))) {
    opAgain(Request);
    CONNECTION(Socket)->WskReceive(Socket, &Memory.Buf, 0, Request->Irp);
    opWait(Request);
  }
  opAgain(Request);
  dataFree(&Memory);
}

static VOID unload(PDRIVER_OBJECT Driver) { stopWsk(); }

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  Op Request;
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  if (opInit(&Request)) {
    PWSK_SOCKET Socket = openConnection(&Request, 7, NULL, NULL);
    if (Socket) {
      talk(&Request, Socket);
      CONNECTION(Socket)->WskDisconnect(Socket, NULL, 0, Request.Irp);
      opWait(&Request);
      opAgain(&Request);
      closeSocket(&Request, Socket);
    }
    opFree(&Request);
  }
  Driver->DriverUnload = unload;
  return STATUS_SUCCESS;
}
