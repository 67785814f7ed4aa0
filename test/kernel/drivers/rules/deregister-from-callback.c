// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: deregister-from-callback: WskDeregister called inside a callback
// The completion routine of the last close ends the registration as well.
#include "../Inputs/Driver.h"

static KEVENT Closed;

static NTSTATUS NTAPI closeDone(PDEVICE_OBJECT Device, PIRP Irp,
                                PVOID Context) {
#ifdef BAD
  stopWsk();
#endif
  IoFreeIrp(Irp);
  KeSetEvent(&Closed, IO_NO_INCREMENT, FALSE);
  return STATUS_MORE_PROCESSING_REQUIRED;
}

static void openAndClose(Op *Request) {
  PWSK_SOCKET Socket =
      openSocket(Request, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL);
  if (!Socket) {
    opFree(Request);
    KeSetEvent(&Closed, IO_NO_INCREMENT, FALSE);
#ifdef BAD
    stopWsk();
#endif
    return;
  }
  IoSetCompletionRoutine(Request->Irp, closeDone, NULL, TRUE, TRUE, TRUE);
  BASIC(Socket)->WskCloseSocket(Socket, Request->Irp);
}

static VOID unload(PDRIVER_OBJECT Driver) {
  KeWaitForSingleObject(&Closed, Executive, KernelMode, FALSE, NULL);
#ifndef BAD
  stopWsk();
#endif
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  Op Request;
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  if (!opInit(&Request)) {
    stopWsk();
    return STATUS_INSUFFICIENT_RESOURCES;
  }
  KeInitializeEvent(&Closed, NotificationEvent, FALSE);
  Driver->DriverUnload = unload;
  openAndClose(&Request);
  return STATUS_SUCCESS;
}
