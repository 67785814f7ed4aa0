// Facts F15, F16, F17 and F22: callbacks are off until enabled, come one at a
// time, and none runs when a disabling IRP is completed. A queued receive and the
// callback compete for data.
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-facts %s | FileCheck %s
// CHECK-DAG: receive event
// CHECK-DAG: event disabled while its callback runs
// CHECK: no violation
#include "Expect.h"

static Op Request, Receive;
static PWSK_SOCKET Socket;
static volatile LONG Running, Enabled;
static WSK_EVENT_CALLBACK_CONTROL Control;

static NTSTATUS WSKAPI received(PVOID Context, ULONG Flags,
                                PWSK_DATA_INDICATION List, SIZE_T Bytes,
                                SIZE_T *Accepted) {
  EXPECT("F15", Enabled);
  EXPECT("F22", InterlockedIncrement(&Running) == 1);
  EXPECT("F22", !List || Bytes > 0);
  EXPECT("F22", !List || List->Buffer.Length <= Bytes);
  InterlockedDecrement(&Running);
  return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH Events = {received, NULL, NULL};

static NTSTATUS switchEvent(ULONG Mask, PIRP Irp) {
  Control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
  Control.EventMask = Mask;
  return CONNECTION(Socket)->WskControlSocket(
      Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control),
      &Control, 0, NULL, NULL, Irp);
}

static void compete(void) {
  NTSTATUS Status;
  Data Memory;
  if (!dataInit(&Memory, 16))
    return;
  CONNECTION(Socket)->WskReceive(Socket, &Memory.Buf, 0, Receive.Irp);
  InterlockedExchange(&Enabled, 1);
  Status = switchEvent(WSK_EVENT_RECEIVE, NULL);
  EXPECT("F15", Status == STATUS_SUCCESS ||
                    Status == STATUS_INSUFFICIENT_RESOURCES);
  opWait(&Receive);
  dataFree(&Memory);
  switchEvent(WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE, Request.Irp);
  opWait(&Request);
  opAgain(&Request);
  EXPECT("F15", Running == 0);
  InterlockedExchange(&Enabled, 0);
}

static VOID unload(PDRIVER_OBJECT Driver) {
  closeSocket(&Request, Socket);
  opFree(&Receive);
  opFree(&Request);
  stopWsk();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  if (!opInit(&Request)) {
    stopWsk();
    return STATUS_INSUFFICIENT_RESOURCES;
  }
  if (opInit(&Receive)) {
    Socket = openConnection(&Request, 7, NULL, &Events);
    if (Socket) {
      Driver->DriverUnload = unload;
      compete();
      return STATUS_SUCCESS;
    }
    opFree(&Receive);
  }
  opFree(&Request);
  stopWsk();
  return STATUS_UNSUCCESSFUL;
}
