// Facts F1 and F4: WskDeregister returns when captures are released, sockets
// closed and requests completed, not before, and it does wait for each: with
// CLOSE or RESOLVE defined that is seen. Sockets work after the release.
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-facts %s | FileCheck %s
// RUN: not %explore-facts %s -- -DCLOSE | FileCheck %s --check-prefix=CLOSE
// RUN: not %explore-facts %s -- -DRESOLVE | FileCheck %s --check-prefix=RESOLVE
// CLOSE: driver-assert: {{.*}}the close is waited for
// RESOLVE: driver-assert: {{.*}}the request is waited for
// CHECK: WskDeregister waits
// CHECK: no violation
#include "Expect.h"

static PVOID Thread;
static volatile LONG Closed = 1, Released, Resolved = 1, Deregistering;
static Op Names;
static PADDRINFOEXW List;

// What WskDeregister waits for has happened when these run.
static NTSTATUS NTAPI closed(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) {
#ifdef CLOSE
  EXPECT("the close is waited for", !Deregistering);
#endif
  InterlockedExchange(&Closed, 1);
  return opDone(Device, Irp, Context);
}
static NTSTATUS NTAPI resolved(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) {
#ifdef RESOLVE
  EXPECT("the request is waited for", !Deregistering);
#endif
  InterlockedExchange(&Resolved, 1);
  return opDone(Device, Irp, Context);
}

/// A request of the provider, still pending when the capture is released.
static void beginToResolve(void) {
  UNICODE_STRING Unknown = RTL_CONSTANT_STRING(L"unknown.invalid");
  InterlockedExchange(&Resolved, 0);
  IoSetCompletionRoutine(Names.Irp, resolved, &Names.Done, TRUE, TRUE, TRUE);
  Npi.Dispatch->WskGetAddressInfo(Npi.Client, &Unknown, NULL, 0, NULL, NULL,
                                  &List, NULL, NULL, Names.Irp);
}

static void work(Op *Request) {
  NTSTATUS Status;
  PWSK_SOCKET Socket = openSocket(Request, WSK_FLAG_LISTEN_SOCKET, NULL, NULL);
  InterlockedExchange(&Closed, !Socket);
  beginToResolve();
  InterlockedExchange(&Released, 1);
  WskReleaseProviderNPI(&Registration);
  if (Socket) {
    Status = bindSocket(Request, Socket, ANY, 0);
    EXPECT("F4", Status == STATUS_SUCCESS ||
                     Status == STATUS_ADDRESS_ALREADY_ASSOCIATED ||
                     Status == STATUS_INSUFFICIENT_RESOURCES);
    IoSetCompletionRoutine(Request->Irp, closed, &Request->Done, TRUE, TRUE,
                           TRUE);
    BASIC(Socket)->WskCloseSocket(Socket, Request->Irp);
    opWait(Request);
  }
  opWait(&Names);
}

static VOID worker(PVOID Context) {
  Op Request;
  if (opInit(&Request)) {
    if (opInit(&Names)) {
      work(&Request);
      opFree(&Names);
    }
    opFree(&Request);
  }
  if (!InterlockedExchange(&Released, 1))
    WskReleaseProviderNPI(&Registration);
  PsTerminateSystemThread(STATUS_SUCCESS);
}

static VOID unload(PDRIVER_OBJECT Driver) {
  InterlockedExchange(&Deregistering, 1);
  WskDeregister(&Registration);
  EXPECT("F1", Released);
  EXPECT("F1", Closed);
  EXPECT("F1", Resolved);
  joinThread(Thread);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  Status = startThread(worker, NULL, &Thread);
  if (!NT_SUCCESS(Status)) {
    stopWsk();
    return Status;
  }
  Driver->DriverUnload = unload;
  return STATUS_SUCCESS;
}
