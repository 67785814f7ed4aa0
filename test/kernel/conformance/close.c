// Facts F10 and F21: a close cancels what is pending and is completed after it;
// every IRP is completed, whatever the call returned.
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-facts %s | FileCheck %s
// CHECK: no violation
#include "Expect.h"

static Op Request, Receive, Close;
static volatile LONG ReceiveDone;

static NTSTATUS NTAPI received(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) {
  InterlockedExchange(&ReceiveDone, 1);
  KeSetEvent((PKEVENT)Context, 0, FALSE);
  return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS NTAPI closed(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) {
  EXPECT("F10", ReceiveDone);
  EXPECT("F10", NT_SUCCESS(Irp->IoStatus.Status));
  KeSetEvent((PKEVENT)Context, 0, FALSE);
  return STATUS_MORE_PROCESSING_REQUIRED;
}

static void cancelled(PWSK_SOCKET Socket) {
  Data Memory;
  if (!dataInit(&Memory, 4096)) {
    closeSocket(&Request, Socket);
    return;
  }
  IoSetCompletionRoutine(Receive.Irp, received, &Receive.Done, TRUE, TRUE,
                         TRUE);
  CONNECTION(Socket)->WskReceive(Socket, &Memory.Buf, WSK_FLAG_WAITALL,
                                 Receive.Irp);
  IoSetCompletionRoutine(Close.Irp, closed, &Close.Done, TRUE, TRUE, TRUE);
  CONNECTION(Socket)->WskCloseSocket(Socket, Close.Irp);
  opWait(&Close);
  EXPECT("F10", ReceiveDone);
  EXPECT("F21", KeReadStateEvent(&Receive.Done));
  dataFree(&Memory);
}

static BOOLEAN memory(void) {
  if (!opInit(&Request))
    return FALSE;
  if (opInit(&Receive)) {
    if (opInit(&Close))
      return TRUE;
    opFree(&Receive);
  }
  opFree(&Request);
  return FALSE;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  PWSK_SOCKET Socket;
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  if (memory()) {
    Socket = openConnection(&Request, 7, NULL, NULL);
    if (Socket)
      cancelled(Socket);
    opFree(&Request);
    opFree(&Receive);
    opFree(&Close);
  }
  stopWsk();
  return STATUS_UNSUCCESSFUL;
}
