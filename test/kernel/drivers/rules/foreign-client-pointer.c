// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: foreign-client-pointer: WskSocket: the client pointer comes from no
// The registration is handed over in place of what the capture gave.
#include "../Inputs/Driver.h"

#ifdef BAD
#define CLIENT ((PWSK_CLIENT)&Registration)
#else
#define CLIENT Npi.Client
#endif

static VOID unload(PDRIVER_OBJECT Driver) { stopWsk(); }

static void openAndClose(Op *Request) {
  PWSK_SOCKET Socket;
  Npi.Dispatch->WskSocket(CLIENT, AF_INET, SOCK_DGRAM, IPPROTO_UDP,
                          WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL,
                          NULL, Request->Irp);
  if (!NT_SUCCESS(opWait(Request)))
    return;
  Socket = (PWSK_SOCKET)Request->Irp->IoStatus.Information;
  opAgain(Request);
  closeSocket(Request, Socket);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  Op Request;
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  if (opInit(&Request)) {
    openAndClose(&Request);
    opFree(&Request);
  }
  Driver->DriverUnload = unload;
  return STATUS_SUCCESS;
}
