// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// Fact F16: a queued WskReceive comes before the callback, usually; a driver
// may not rely on it. Both orders are seen.
// RUN: not %explore-facts %s -- -DONE | FileCheck %s --check-prefix=ONE
// RUN: not %explore-facts %s -- -DOTHER | FileCheck %s --check-prefix=OTHER
// ONE: driver-assert: {{.*}}F16
// OTHER: driver-assert: {{.*}}F16
#include "Expect.h"

static Op Request;
static PWSK_SOCKET Socket;
static volatile LONG First; // who got data first: 1 the request, 2 the callback

static NTSTATUS WSKAPI received(PVOID Context, ULONG Flags,
                                PWSK_DATA_INDICATION List, SIZE_T Bytes,
                                SIZE_T *Accepted) {
  if (List)
    InterlockedCompareExchange(&First, 2, 0);
  return STATUS_SUCCESS;
}
static const WSK_CLIENT_CONNECTION_DISPATCH Events = {received, NULL, NULL};
static WSK_EVENT_CALLBACK_CONTROL Control;

static void compete(void) {
  Data Memory;
  if (!dataInit(&Memory, 16))
    return;
  CONNECTION(Socket)->WskReceive(Socket, &Memory.Buf, 0, Request.Irp);
  if (NT_SUCCESS(opWait(&Request)) && Request.Irp->IoStatus.Information)
    InterlockedCompareExchange(&First, 1, 0);
  opAgain(&Request);
  dataFree(&Memory);
#ifdef ONE
  EXPECT("F16", First != 1);
#else
  EXPECT("F16", First != 2);
#endif
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  if (opInit(&Request)) {
    Socket = openConnection(&Request, 7, NULL, &Events);
    if (Socket) {
      Control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
      Control.EventMask = WSK_EVENT_RECEIVE;
      CONNECTION(Socket)->WskControlSocket(
          Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
          sizeof(Control), &Control, 0, NULL, NULL, NULL);
      compete();
      closeSocket(&Request, Socket);
    }
    opFree(&Request);
  }
  stopWsk();
  return STATUS_UNSUCCESSFUL;
}
