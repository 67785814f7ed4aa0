// Facts F3 and F6: WskDeregister must have returned before the unload routine
// does, but need not be called there: a thread does it, which is joined. A client
// may register twice with blocks of its own, and each is deregistered. With EARLY
// defined the unload routine does not wait for the thread; with ONCE the second
// registration is forgotten.
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-facts %s | FileCheck %s
// RUN: not %explore-facts %s -- -DEARLY | FileCheck %s --check-prefix=EARLY
// RUN: not %explore-facts %s -- -DONCE | FileCheck %s --check-prefix=ONCE
// CHECK: WskDeregister returns
// CHECK: no violation
// EARLY: missing-deregister:
// ONCE: missing-deregister:
#include "Expect.h"

static WSK_REGISTRATION Other;
static PVOID Thread;
static KEVENT Stop;

static VOID worker(PVOID Context) {
  WSK_PROVIDER_NPI OtherNpi;
  KeWaitForSingleObject(&Stop, Executive, KernelMode, FALSE, NULL);
  if (NT_SUCCESS(WskCaptureProviderNPI(&Other, WSK_NO_WAIT, &OtherNpi))) {
    EXPECT("F6", OtherNpi.Client != Npi.Client);
    WskReleaseProviderNPI(&Other);
  }
  stopWsk();
#ifndef ONCE
  WskDeregister(&Other);
#endif
  PsTerminateSystemThread(STATUS_SUCCESS);
}

static VOID unload(PDRIVER_OBJECT Driver) {
  KeSetEvent(&Stop, IO_NO_INCREMENT, FALSE);
#ifdef EARLY
  ObDereferenceObject(Thread);
#else
  joinThread(Thread);
#endif
}

static NTSTATUS start(void) {
  WSK_CLIENT_NPI Client = {NULL, &ClientDispatch};
  NTSTATUS Status = WskRegister(&Client, &Other);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = startThread(worker, NULL, &Thread);
  if (!NT_SUCCESS(Status))
    WskDeregister(&Other);
  return Status;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  KeInitializeEvent(&Stop, NotificationEvent, FALSE);
  Status = start();
  if (!NT_SUCCESS(Status)) {
    stopWsk();
    return Status;
  }
  Driver->DriverUnload = unload;
  return STATUS_SUCCESS;
}
