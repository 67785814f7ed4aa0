// Programs open the device, ask for things and close it again.
// RUN: rm -rf %t && split-file %S/Inputs/scenario.txt %t
// RUN: %wsk-kernel run --scenario %t/good.json %s | FileCheck %s
// RUN: %wsk-kernel explore --schedules 500 --scenario %t/good.json %s
// RUN: not %wsk-kernel run --scenario %t/good.json %s -- -DFORGET \
// RUN:   | FileCheck %s --check-prefix=FORGET
// RUN: %python %S/status.py 3 %wsk-kernel run --scenario %t/bad.json %s 2>&1 \
// RUN:   | FileCheck %s --check-prefix=WRONG
// RUN: %wsk-kernel run --scenario %t/two.json %s \
// RUN:   | FileCheck %s --check-prefix=TWO
// CHECK: create
// CHECK-NEXT: control 0x222000 in 3 out 8: 01 02 ff
// CHECK-NEXT: direct 16
// CHECK-NEXT: later
// CHECK-NEXT: cleanup
// CHECK-NEXT: close
// TWO: create
// TWO-NEXT: create
// TWO-NEXT: cleanup
// TWO-NEXT: close
// TWO-NEXT: control 0x222000
// TWO-NEXT: cleanup
// TWO-NEXT: close
// FORGET: irp-not-completed: a dispatch routine returns 0 and has not
// WRONG: wsk-kernel: {{.*}}bad.json: step 2: it is none of open, close, ioctl
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
#include <ntddk.h>

static PDEVICE_OBJECT Device;
static PIO_WORKITEM Item;

static NTSTATUS finish(PIRP Irp, NTSTATUS Status, ULONG_PTR Information) {
  Irp->IoStatus.Status = Status;
  Irp->IoStatus.Information = Information;
#ifdef FORGET
  if (IoGetCurrentIrpStackLocation(Irp)->MajorFunction == IRP_MJ_CLEANUP)
    return Status;
#endif
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return Status;
}

static NTSTATUS openClose(PDEVICE_OBJECT Object, PIRP Irp) {
  UCHAR Major = IoGetCurrentIrpStackLocation(Irp)->MajorFunction;
  DbgPrint("%s\n", Major == IRP_MJ_CREATE    ? "create"
                   : Major == IRP_MJ_CLEANUP ? "cleanup"
                                             : "close");
  return finish(Irp, STATUS_SUCCESS, 0);
}

static VOID later(PDEVICE_OBJECT Object, PVOID Context) {
  DbgPrint("later\n");
  finish(Context, STATUS_SUCCESS, 0);
}

static NTSTATUS control(PDEVICE_OBJECT Object, PIRP Irp) {
  PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
  ULONG Code = Location->Parameters.DeviceIoControl.IoControlCode;
  ULONG Out = Location->Parameters.DeviceIoControl.OutputBufferLength;
  if ((Code & 3) == METHOD_BUFFERED) {
    PUCHAR Bytes = Irp->AssociatedIrp.SystemBuffer;
    DbgPrint("control %#x in %u out %u: %02x %02x %02x\n", Code,
             Location->Parameters.DeviceIoControl.InputBufferLength, Out,
             Bytes[0], Bytes[1], Bytes[2]);
    return finish(Irp, STATUS_SUCCESS, 0);
  }
  if ((Code & 3) == METHOD_OUT_DIRECT) {
    PVOID Mapped =
        MmGetSystemAddressForMdlSafe(Irp->MdlAddress, NormalPagePriority);
    if (!Mapped)
      return finish(Irp, STATUS_INSUFFICIENT_RESOURCES, 0);
    DbgPrint("direct %u\n", MmGetMdlByteCount(Irp->MdlAddress));
    RtlZeroMemory(Mapped, Out);
    return finish(Irp, STATUS_SUCCESS, Out);
  }
  IoMarkIrpPending(Irp);
  IoQueueWorkItem(Item, later, DelayedWorkQueue, Irp);
  return STATUS_PENDING;
}

static VOID unload(PDRIVER_OBJECT Driver) {
  IoFreeWorkItem(Item);
  IoDeleteDevice(Device);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  UNICODE_STRING Name;
  RtlInitUnicodeString(&Name, L"\\Device\\Scenario");
  NTSTATUS Status = IoCreateDevice(Driver, 0, &Name, FILE_DEVICE_UNKNOWN, 0,
                                   FALSE, &Device);
  if (!NT_SUCCESS(Status))
    return Status;
  Item = IoAllocateWorkItem(Device);
  if (!Item) {
    IoDeleteDevice(Device);
    return STATUS_INSUFFICIENT_RESOURCES;
  }
  Driver->MajorFunction[IRP_MJ_CREATE] = openClose;
  Driver->MajorFunction[IRP_MJ_CLEANUP] = openClose;
  Driver->MajorFunction[IRP_MJ_CLOSE] = openClose;
  Driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = control;
  Driver->DriverUnload = unload;
  return STATUS_SUCCESS;
}
