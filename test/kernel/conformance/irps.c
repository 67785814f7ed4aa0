// Facts F14, F18, F19 and F21: a request is completed once, inside the call or
// later; PendingReturned tells which; its buffer may be on the stack while the
// caller waits.
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-facts %s | FileCheck %s
// CHECK: no violation
#include "Expect.h"

static Op Request;
static volatile LONG Completions;
static volatile BOOLEAN Pended;

static NTSTATUS NTAPI counted(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) {
  InterlockedIncrement(&Completions);
  Pended = Irp->PendingReturned;
  KeSetEvent((PKEVENT)Context, 0, FALSE);
  return STATUS_MORE_PROCESSING_REQUIRED;
}

static void option(PWSK_SOCKET Socket) {
  ULONG On = 1;
  NTSTATUS Status;
  IoSetCompletionRoutine(Request.Irp, counted, &Request.Done, TRUE, TRUE, TRUE);
  Status = LISTEN(Socket)->WskControlSocket(
      Socket, WskSetOption, SO_EXCLUSIVEADDRUSE, SOL_SOCKET, sizeof(On), &On, 0,
      NULL, NULL, Request.Irp);
  EXPECT("F21", Status == STATUS_PENDING || Completions == 1);
  EXPECT("F21", Status == STATUS_PENDING || KeReadStateEvent(&Request.Done));
  opWait(&Request);
  EXPECT("F21", Completions == 1);
  EXPECT("F18", Pended == (Status == STATUS_PENDING));
  EXPECT("F21", Status == STATUS_PENDING ||
                    Status == Request.Irp->IoStatus.Status);
  opAgain(&Request);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  if (opInit(&Request)) {
    PWSK_SOCKET Socket =
        openSocket(&Request, WSK_FLAG_LISTEN_SOCKET, NULL, NULL);
    if (Socket) {
      option(Socket);
      closeSocket(&Request, Socket);
    }
    opFree(&Request);
  }
  stopWsk();
  return STATUS_UNSUCCESSFUL;
}
