// Facts F10 and F22: a close is completed when the callbacks that run have
// returned, one of which at most runs at a time, and none runs later. With CALL
// defined another thread is inside a call on the socket that is closed; with
// CANCELLED the request that a close cancels is seen; with RUNNING a callback
// that runs while its socket is closed.
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-facts %s | FileCheck %s
// RUN: not %explore-facts %s -- -DCALL | FileCheck %s --check-prefix=CALL
// RUN: not %explore-facts %s -- -DCANCELLED | FileCheck %s --check-prefix=SEEN
// RUN: not %explore-facts %s -- -DRUNNING | FileCheck %s --check-prefix=RUNNING
// CHECK: receive event
// CHECK: no violation
// CALL: close-during-call: WskCloseSocket while
// SEEN: driver-assert: {{.*}}it is cancelled
// RUNNING: driver-assert: {{.*}}it runs meanwhile
#include "Expect.h"

static Op Request, Receive;
static PWSK_SOCKET Socket;
static Data Memory;
static volatile LONG Running, Closing, Closed;
static KSPIN_LOCK Lock;

/// Somewhere for other threads to come in between.
static void linger(void) {
  KIRQL Irql;
  for (int I = 0; I != 3; ++I) {
    KeAcquireSpinLock(&Lock, &Irql);
    KeReleaseSpinLock(&Lock, Irql);
  }
}

static NTSTATUS WSKAPI received(PVOID Context, ULONG Flags,
                                PWSK_DATA_INDICATION List, SIZE_T Bytes,
                                SIZE_T *Accepted) {
  EXPECT("F22", InterlockedIncrement(&Running) == 1);
  EXPECT("F10", !Closed);
  linger();
#ifdef RUNNING
  EXPECT("it runs meanwhile", !Closing);
#endif
  EXPECT("F10", !Closed);
  InterlockedDecrement(&Running);
  return STATUS_SUCCESS;
}
static const WSK_CLIENT_CONNECTION_DISPATCH Events = {received, NULL, NULL};

static NTSTATUS NTAPI closed(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) {
  EXPECT("F10", Running == 0);
  InterlockedExchange(&Closed, 1);
  KeSetEvent((PKEVENT)Context, 0, FALSE);
  return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID caller(PVOID Context) {
  static SOCKADDR_STORAGE Address;
  CONNECTION(Socket)->WskGetLocalAddress(Socket, (PSOCKADDR)&Address,
                                         Receive.Irp);
  PsTerminateSystemThread(STATUS_SUCCESS);
}

static VOID unload(PDRIVER_OBJECT Driver) {
  PVOID Thread = NULL;
#ifdef CALL
  startThread(caller, NULL, &Thread);
#endif
#ifdef CANCELLED
  CONNECTION(Socket)->WskReceive(Socket, &Memory.Buf, WSK_FLAG_WAITALL,
                                 Receive.Irp);
#endif
  InterlockedExchange(&Closing, 1);
  IoSetCompletionRoutine(Request.Irp, closed, &Request.Done, TRUE, TRUE, TRUE);
  CONNECTION(Socket)->WskCloseSocket(Socket, Request.Irp);
  opWait(&Request);
  EXPECT("F10", Closed && !Running);
#ifdef CALL
  if (Thread)
    joinThread(Thread);
#endif
#ifdef CANCELLED
  EXPECT("F10", KeReadStateEvent(&Receive.Done));
  opWait(&Receive);
  EXPECT("it is cancelled", Receive.Irp->IoStatus.Status != STATUS_CANCELLED);
#endif
  dataFree(&Memory);
  opFree(&Receive);
  opFree(&Request);
  stopWsk();
}

static void enable(void) {
  WSK_EVENT_CALLBACK_CONTROL Control = {(PNPIID)&NPI_WSK_INTERFACE_ID,
                                        WSK_EVENT_RECEIVE};
  CONNECTION(Socket)->WskControlSocket(
      Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control),
      &Control, 0, NULL, NULL, NULL);
}

static BOOLEAN start(void) {
  if (!opInit(&Request))
    return FALSE;
  if (opInit(&Receive)) {
    if (dataInit(&Memory, 4096)) {
      Socket = openConnection(&Request, 7, NULL, &Events);
      if (Socket)
        return TRUE;
      dataFree(&Memory);
    }
    opFree(&Receive);
  }
  opFree(&Request);
  return FALSE;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  KeInitializeSpinLock(&Lock);
  if (!start()) {
    stopWsk();
    return STATUS_UNSUCCESSFUL;
  }
  enable();
  Driver->DriverUnload = unload;
  return STATUS_SUCCESS;
}
