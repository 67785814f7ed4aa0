// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD=1 | FileCheck %s --check-prefix=MARKED
// RUN: not %explore %s -- -DBAD=2 | FileCheck %s --check-prefix=BOTH
// RUN: not %explore %s -- -DBAD=3 | FileCheck %s --check-prefix=NOBODY
// MARKED: wdf-request-cancelable: WdfRequestComplete
// BOTH: wdf-request-not-owned: WdfRequestComplete: the request was completed
// NOBODY: irp-never-completed
// RUN: not %explore %s -- -DBAD=4 | FileCheck %s --check-prefix=GONE
// GONE: wdf-request-not-owned: WdfRequestUnmarkCancelable: the request was comp
// A control request takes as long as WSK needs to make a socket, and can be
// cancelled meanwhile: if unmarking comes too late the cancel callback completes
// it, perhaps before that; a reference keeps the handle good.
#include "../Inputs/Kmdf.h"

static LONG Busy; // one at a time
static WDFREQUEST Current;
#if BAD == 4
#define HOLD(Request)
#define LET_GO(Request)
#else
#define HOLD(Request) WdfObjectReference(Request)
#define LET_GO(Request) WdfObjectDereference(Request)
#endif

static NTSTATUS NTAPI socketMade(PDEVICE_OBJECT Device, PIRP Irp,
                                 PVOID Context);

static BOOLEAN startSocket(void) {
  PIRP Irp = IoAllocateIrp(1, FALSE);
  if (!Irp)
    return FALSE;
  IoSetCompletionRoutine(Irp, socketMade, NULL, TRUE, TRUE, TRUE);
  Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP,
                          WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL,
                          NULL, Irp);
  return TRUE;
}

static NTSTATUS NTAPI socketClosed(PDEVICE_OBJECT Device, PIRP Irp,
                                   PVOID Context) {
  InterlockedExchange(&Busy, 0);
  IoFreeIrp(Irp);
  return STATUS_MORE_PROCESSING_REQUIRED;
}

static void finish(NTSTATUS Status) {
  WDFREQUEST Request = Current;
#if BAD == 1
  WdfRequestComplete(Request, Status);
#elif BAD == 2
  WdfRequestUnmarkCancelable(Request);
  WdfRequestComplete(Request, Status);
#else
  if (WdfRequestUnmarkCancelable(Request) != STATUS_CANCELLED)
    WdfRequestComplete(Request, Status);
#endif
  LET_GO(Request);
}

static NTSTATUS NTAPI socketMade(PDEVICE_OBJECT Device, PIRP Irp,
                                 PVOID Context) {
  NTSTATUS Status = Irp->IoStatus.Status;
  PWSK_SOCKET Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
  finish(Status);
  if (!NT_SUCCESS(Status))
    return socketClosed(Device, Irp, Context);
  IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
  IoSetCompletionRoutine(Irp, socketClosed, NULL, TRUE, TRUE, TRUE);
  BASIC(Socket)->WskCloseSocket(Socket, Irp);
  return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID NTAPI cancelled(WDFREQUEST Request) {
#if BAD != 3
  WdfRequestComplete(Request, STATUS_CANCELLED);
#endif
}

static VOID NTAPI control(WDFQUEUE Queue, WDFREQUEST Request, size_t OutLength,
                          size_t InLength, ULONG Code) {
  NTSTATUS Status;
  if (InterlockedExchange(&Busy, 1)) {
    WdfRequestComplete(Request, STATUS_DEVICE_BUSY);
    return;
  }
  Current = Request;
  HOLD(Request);
  Status = WdfRequestMarkCancelableEx(Request, cancelled);
  if (!NT_SUCCESS(Status)) {
    WdfRequestComplete(Request, Status);
    LET_GO(Request);
    InterlockedExchange(&Busy, 0);
  } else if (!startSocket()) {
    finish(STATUS_INSUFFICIENT_RESOURCES);
    InterlockedExchange(&Busy, 0);
  }
}

static NTSTATUS setUp(WDFDEVICE Device) {
  WDF_IO_QUEUE_CONFIG Config;
  WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&Config, WdfIoQueueDispatchParallel);
  Config.EvtIoDeviceControl = control;
  return WdfIoQueueCreate(Device, &Config, WDF_NO_OBJECT_ATTRIBUTES,
                          WDF_NO_HANDLE);
}
