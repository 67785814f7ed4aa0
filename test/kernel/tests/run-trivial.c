// A driver that does nothing wrong, and one that forgets its IRP.
// RUN: %wsk-kernel run %s
// RUN: not %wsk-kernel run %s -- -DFORGET | FileCheck %s
// CHECK: irp-leak: an IRP of the driver is never freed
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
#include <ntddk.h>

static KEVENT Event;

static VOID Unload(PDRIVER_OBJECT Driver) {
  KeSetEvent(&Event, 0, FALSE);
  KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  Driver->DriverUnload = Unload;
  KeInitializeEvent(&Event, NotificationEvent, FALSE);
  PIRP Irp = IoAllocateIrp(2, FALSE);
  if (!Irp)
    return STATUS_INSUFFICIENT_RESOURCES;
#ifndef FORGET
  IoFreeIrp(Irp);
#endif
  return STATUS_SUCCESS;
}
