// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: name-resolution-irql:
// A list is freed under a spin lock.
#include "../Inputs/Driver.h"

static KSPIN_LOCK Lock;

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  UNICODE_STRING Node = RTL_CONSTANT_STRING(L"127.0.0.1");
  PADDRINFOEXW List = NULL;
  KIRQL Irql;
  Op Request;
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  KeInitializeSpinLock(&Lock);
  if (opInit(&Request)) {
    Npi.Dispatch->WskGetAddressInfo(Npi.Client, &Node, NULL, 0, NULL, NULL,
                                    &List, NULL, NULL, Request.Irp);
    if (NT_SUCCESS(opWait(&Request))) {
      KeAcquireSpinLock(&Lock, &Irql);
#ifndef BAD
      KeReleaseSpinLock(&Lock, Irql);
#endif
      Npi.Dispatch->WskFreeAddressInfo(Npi.Client, List);
#ifdef BAD
      KeReleaseSpinLock(&Lock, Irql);
#endif
    }
    opFree(&Request);
  }
  stopWsk();
  return STATUS_UNSUCCESSFUL;
}
