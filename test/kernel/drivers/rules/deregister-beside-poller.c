// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: npi-held-at-deregister: WskDeregister waits for ever, whatever else goes on
// A thread looks now and then whether it is to end, and releases then. Until
// it does, WskDeregister waits. Told too late, it goes on looking for ever: the
// system is never idle, and still WskDeregister does not return.
#include "../Inputs/Driver.h"

static volatile LONG Stopping;
static PVOID Thread;

static VOID poll(PVOID Context) {
  LARGE_INTEGER Interval;
  Interval.QuadPart = -10 * 1000;
  while (!InterlockedCompareExchange(&Stopping, 0, 0))
    KeDelayExecutionThread(KernelMode, FALSE, &Interval);
  WskReleaseProviderNPI(&Registration);
  PsTerminateSystemThread(STATUS_SUCCESS);
}

static VOID unload(PDRIVER_OBJECT Driver) {
#ifndef BAD
  InterlockedExchange(&Stopping, 1);
#endif
  WskDeregister(&Registration);
  InterlockedExchange(&Stopping, 1);
  joinThread(Thread);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  Status = startThread(poll, NULL, &Thread);
  if (!NT_SUCCESS(Status))
    stopWsk();
  Driver->DriverUnload = unload;
  return Status;
}
