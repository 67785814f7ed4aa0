// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: driver-code-after-unload:
// The thread is told to stop, and not waited for.
#include "../Inputs/Driver.h"

static PVOID Thread;
static KEVENT Stop;

static VOID worker(PVOID Context) {
  KeWaitForSingleObject(&Stop, Executive, KernelMode, FALSE, NULL);
  PsTerminateSystemThread(STATUS_SUCCESS);
}

static VOID unload(PDRIVER_OBJECT Driver) {
  WskDeregister(&Registration);
  KeSetEvent(&Stop, 0, FALSE);
#ifdef BAD
  ObDereferenceObject(Thread);
#else
  joinThread(Thread);
#endif
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = registerClient();
  if (!NT_SUCCESS(Status))
    return Status;
  KeInitializeEvent(&Stop, NotificationEvent, FALSE);
  Status = startThread(worker, NULL, &Thread);
  if (!NT_SUCCESS(Status)) {
    WskDeregister(&Registration);
    return Status;
  }
  Driver->DriverUnload = unload;
  return STATUS_SUCCESS;
}
