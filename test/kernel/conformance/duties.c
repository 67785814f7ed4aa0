// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// Facts F2 to F5, F8, F9, F11, F13, F14, F17 and F19: what the documentation
// asks of drivers. As it stands the driver does all of it; with a fact's name
// defined it does not.
// RUN: %explore-facts %s | FileCheck %s
// RUN: not %explore-facts %s -- -DF2 | FileCheck %s --check-prefix=F2
// RUN: not %explore-facts %s -- -DF3 | FileCheck %s --check-prefix=F3
// RUN: not %explore-facts %s -- -DF4 | FileCheck %s --check-prefix=F4
// RUN: not %explore-facts %s -- -DF5 | FileCheck %s --check-prefix=F5
// RUN: not %explore-facts %s -- -DF8 | FileCheck %s --check-prefix=F8
// RUN: not %explore-facts %s -- -DF9 | FileCheck %s --check-prefix=F9
// RUN: not %explore-facts %s -- -DF11 | FileCheck %s --check-prefix=F11
// RUN: not %explore-facts %s -- -DF13 | FileCheck %s --check-prefix=F13
// RUN: not %explore-facts %s -- -DF14 | FileCheck %s --check-prefix=F14
// RUN: not %explore-facts %s -- -DF17 | FileCheck %s --check-prefix=F17
// CHECK: {{WskRelease +[1-9]}}
// CHECK: no violation
// F2: double-deregister:
// F3: missing-deregister:
// F4: provider-call-after-release:
// F5: client-dispatch-lifetime:
// F8: registration-irql:
// F9: infinite-wait-in-driverentry:
// F11: socket-use-after-close:
// F13: retained-indication-leak:
// F14: mdl-returned-early:
// F17: wait-in-wsk-context:
#include "Expect.h"

static WSK_CLIENT_DISPATCH Dispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};
static Op Request;
static PWSK_SOCKET Socket;
static PVOID volatile Kept;
static WSK_EVENT_CALLBACK_CONTROL Control;
static PIRP Second;
static KEVENT SecondDone;

static NTSTATUS WSKAPI received(PVOID Context, ULONG Flags,
                                PWSK_DATA_INDICATION List, SIZE_T Bytes,
                                SIZE_T *Accepted) {
#ifdef F17
  PIRP Irp = IoAllocateIrp(1, FALSE);
  KEVENT Done;
  KeInitializeEvent(&Done, NotificationEvent, FALSE);
  if (Irp && List) {
    IoSetCompletionRoutine(Irp, opDone, &Done, TRUE, TRUE, TRUE);
    CONNECTION(Socket)->WskDisconnect(Socket, NULL, 0, Irp);
    KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
  }
  if (Irp)
    IoFreeIrp(Irp);
#endif
  if (!List || InterlockedCompareExchangePointer(&Kept, List, NULL))
    return STATUS_SUCCESS;
  return STATUS_PENDING;
}
static const WSK_CLIENT_CONNECTION_DISPATCH Events = {received, NULL, NULL};

static void switchEvent(ULONG Mask, PIRP Irp) {
  Control.NpiId = (PNPIID)&NPI_WSK_INTERFACE_ID;
  Control.EventMask = Mask;
  CONNECTION(Socket)->WskControlSocket(
      Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control),
      &Control, 0, NULL, NULL, Irp);
}

/// Fact F19: a request may begin in a completion routine; it is only advised
/// against.
static NTSTATUS NTAPI thenAnother(PDEVICE_OBJECT Device, PIRP Irp,
                                  PVOID Context) {
  static SOCKADDR_STORAGE Address;
  IoSetCompletionRoutine(Second, opDone, &SecondDone, TRUE, TRUE, TRUE);
  CONNECTION(Socket)->WskGetLocalAddress(Socket, (PSOCKADDR)&Address, Second);
  KeSetEvent((PKEVENT)Context, 0, FALSE);
  return STATUS_MORE_PROCESSING_REQUIRED;
}

static void chain(void) {
  static SOCKADDR_STORAGE Address;
  Second = IoAllocateIrp(1, FALSE);
  if (!Second)
    return;
  KeInitializeEvent(&SecondDone, SynchronizationEvent, FALSE);
  IoSetCompletionRoutine(Request.Irp, thenAnother, &Request.Done, TRUE, TRUE,
                         TRUE);
  CONNECTION(Socket)->WskGetRemoteAddress(Socket, (PSOCKADDR)&Address,
                                          Request.Irp);
  opWait(&Request);
  KeWaitForSingleObject(&SecondDone, Executive, KernelMode, FALSE, NULL);
  EXPECT("F19", Second->IoStatus.Status != STATUS_PENDING);
  opAgain(&Request);
  IoFreeIrp(Second);
}

/// Fact F14, what a pending control request was given stays until it is
/// completed.
static void ask(void) {
  ULONG *On = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*On), TAG);
  if (!On)
    return;
  *On = 1;
  CONNECTION(Socket)->WskControlSocket(Socket, WskSetOption,
                                       SO_KEEPALIVE, SOL_SOCKET,
                                       sizeof(*On), On, 0, NULL, NULL,
                                       Request.Irp);
#ifdef F14
  ExFreePoolWithTag(On, TAG);
  opWait(&Request);
#else
  opWait(&Request);
  ExFreePoolWithTag(On, TAG);
#endif
  opAgain(&Request);
}

static void giveBack(void) {
  PWSK_DATA_INDICATION List;
  switchEvent(WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE, Request.Irp);
  opWait(&Request);
  opAgain(&Request);
  List = (PWSK_DATA_INDICATION)InterlockedExchangePointer(&Kept, NULL);
#ifdef F13
  List = NULL;
#endif
  if (List)
    CONNECTION(Socket)->WskRelease(Socket, List);
}

static VOID unload(PDRIVER_OBJECT Driver) {
  ask();
  chain();
  giveBack();
  closeSocket(&Request, Socket);
#ifdef F11
  switchEvent(WSK_EVENT_RECEIVE, NULL);
#endif
  opFree(&Request);
#ifdef F5
  Dispatch.Version = 0;
#endif
#ifndef F3
  WskDeregister(&Registration);
#endif
#ifdef F2
  WskDeregister(&Registration);
#endif
}

static NTSTATUS capture(void) {
  NTSTATUS Status;
#ifdef F9
  Status = WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &Npi);
#else
  KIRQL Irql;
  KeRaiseIrql(DISPATCH_LEVEL, &Irql);
#ifdef F8
  Status = WskCaptureProviderNPI(&Registration, 100, &Npi);
#else
  Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
#endif
  KeLowerIrql(Irql);
#endif
  return Status;
}

/// The socket stays usable when the capture is released: fact F4.
static NTSTATUS start(void) {
  NTSTATUS Status = capture();
  if (!NT_SUCCESS(Status))
    return Status;
  Socket = openConnection(&Request, 7, NULL, &Events);
  WskReleaseProviderNPI(&Registration);
#ifdef F4
  Npi.Dispatch->WskControlClient(Npi.Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL,
                                 0, NULL, NULL, NULL);
#endif
  if (!Socket)
    return STATUS_UNSUCCESSFUL;
  switchEvent(WSK_EVENT_RECEIVE, NULL);
  return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  WSK_CLIENT_NPI Client = {NULL, &Dispatch};
  NTSTATUS Status = WskRegister(&Client, &Registration);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = STATUS_INSUFFICIENT_RESOURCES;
  if (opInit(&Request)) {
    Status = start();
    if (NT_SUCCESS(Status)) {
      Driver->DriverUnload = unload;
      return Status;
    }
    opFree(&Request);
  }
  WskDeregister(&Registration);
  return Status;
}
