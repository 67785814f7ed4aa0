// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: registration-irql:
// WskDeregister under a spin lock.
#include "../Inputs/Driver.h"

static KSPIN_LOCK Lock;

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  KIRQL Irql;
  NTSTATUS Status = registerClient();
  if (!NT_SUCCESS(Status))
    return Status;
  KeInitializeSpinLock(&Lock);
  KeAcquireSpinLock(&Lock, &Irql);
#ifdef BAD
  WskDeregister(&Registration);
#endif
  KeReleaseSpinLock(&Lock, Irql);
#ifndef BAD
  WskDeregister(&Registration);
#endif
  return STATUS_UNSUCCESSFUL;
}
