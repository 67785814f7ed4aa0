// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD=1 | FileCheck %s --check-prefix=FREED
// RUN: not %explore %s -- -DBAD=2 | FileCheck %s --check-prefix=REUSED
// FREED: foreign-irp-ownership: IoFreeIrp is given an IRP that the driver did
// REUSED: foreign-irp-ownership: IoReuseIrp is given an IRP that the driver did
// A program's request is used to make a socket, and then treated as the
// driver's own.
#include "../Inputs/Driver.h"

static PDEVICE_OBJECT Device;

static NTSTATUS NTAPI complete(PDEVICE_OBJECT Device, PIRP Irp) {
  Irp->IoStatus.Status = STATUS_SUCCESS;
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return STATUS_SUCCESS;
}

static NTSTATUS NTAPI control(PDEVICE_OBJECT Device, PIRP Irp) {
  PWSK_SOCKET Socket;
  Op Own;
  if (!opInit(&Own))
    return complete(Device, Irp);
  Socket = openSocket(&Own, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL);
  if (Socket)
    closeSocket(&Own, Socket);
  opFree(&Own);
#if BAD == 1
  IoFreeIrp(Irp);
  return STATUS_SUCCESS;
#elif BAD == 2
  IoReuseIrp(Irp, STATUS_SUCCESS);
#endif
  return complete(Device, Irp);
}

static VOID unload(PDRIVER_OBJECT Driver) {
  IoDeleteDevice(Device);
  stopWsk();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  Status = IoCreateDevice(Driver, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE,
                          &Device);
  if (!NT_SUCCESS(Status)) {
    stopWsk();
    return Status;
  }
  Driver->MajorFunction[IRP_MJ_CREATE] = complete;
  Driver->MajorFunction[IRP_MJ_CLOSE] = complete;
  Driver->MajorFunction[IRP_MJ_CLEANUP] = complete;
  Driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = control;
  Driver->DriverUnload = unload;
  return STATUS_SUCCESS;
}
