// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// RUN: not %explore %s -- -DFORGET | FileCheck %s --check-prefix=FORGET
// RUN: %wsk-kernel run %s | FileCheck %s --check-prefix=ORDER
// CHECK: registration-block-reused: WskRegister on a block that is still
// FORGET: device-leak: a device object is never deleted
// ORDER: add
// ORDER-NEXT: minor 0x0
// ORDER-NEXT: minor 0x1
// ORDER-NEXT: minor 0x2
// ORDER-NEXT: unload
// ORDER-NEXT: no violation
// A WDM driver that registers when its device is started, which may happen
// twice, and holds a remove lock during its requests.
#include "../Inputs/Driver.h"

typedef struct {
  PDEVICE_OBJECT Lower;
  IO_REMOVE_LOCK Lock;
  WSK_REGISTRATION Registration;
  BOOLEAN Registered;
} STATION;

static NTSTATUS start(STATION *Station) {
  WSK_CLIENT_NPI Client = {Station, &ClientDispatch};
  NTSTATUS Status;
  if (Station->Registered)
    return STATUS_SUCCESS;
  Status = WskRegister(&Client, &Station->Registration);
#ifndef BAD
  Station->Registered = NT_SUCCESS(Status);
#endif
  return Status;
}

static NTSTATUS removeDevice(PDEVICE_OBJECT Device, PIRP Irp) {
  STATION *Station = Device->DeviceExtension;
  NTSTATUS Status;
  IoReleaseRemoveLockAndWait(&Station->Lock, Irp);
  if (Station->Registered)
    WskDeregister(&Station->Registration);
  Irp->IoStatus.Status = STATUS_SUCCESS;
  IoSkipCurrentIrpStackLocation(Irp);
  Status = IoCallDriver(Station->Lower, Irp);
  IoDetachDevice(Station->Lower);
#ifndef FORGET
  IoDeleteDevice(Device);
#endif
  return Status;
}

static NTSTATUS NTAPI pnp(PDEVICE_OBJECT Device, PIRP Irp) {
  STATION *Station = Device->DeviceExtension;
  UCHAR Minor = IoGetCurrentIrpStackLocation(Irp)->MinorFunction;
  NTSTATUS Status = IoAcquireRemoveLock(&Station->Lock, Irp);
  DbgPrint("minor 0x%x\n", Minor);
  if (NT_SUCCESS(Status) && Minor == IRP_MN_START_DEVICE) {
    Status = start(Station);
    if (!NT_SUCCESS(Status))
      IoReleaseRemoveLock(&Station->Lock, Irp);
  }
  if (!NT_SUCCESS(Status)) {
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
  }
  if (Minor == IRP_MN_REMOVE_DEVICE)
    return removeDevice(Device, Irp);
  IoSkipCurrentIrpStackLocation(Irp);
  Status = IoCallDriver(Station->Lower, Irp);
  IoReleaseRemoveLock(&Station->Lock, Irp);
  return Status;
}

static NTSTATUS NTAPI addDevice(PDRIVER_OBJECT Driver, PDEVICE_OBJECT Bus) {
  PDEVICE_OBJECT Device;
  STATION *Station;
  NTSTATUS Status = IoCreateDevice(Driver, sizeof(STATION), NULL,
                                   FILE_DEVICE_NETWORK, 0, FALSE, &Device);
  if (!NT_SUCCESS(Status))
    return Status;
  DbgPrint("add\n");
  Station = Device->DeviceExtension;
  IoInitializeRemoveLock(&Station->Lock, TAG, 0, 0);
  Station->Lower = IoAttachDeviceToDeviceStack(Device, Bus);
  if (!Station->Lower) {
    IoDeleteDevice(Device);
    return STATUS_NO_SUCH_DEVICE;
  }
  Device->Flags &= ~DO_DEVICE_INITIALIZING;
  return STATUS_SUCCESS;
}

static VOID NTAPI unload(PDRIVER_OBJECT Driver) { DbgPrint("unload\n"); }

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  Driver->DriverExtension->AddDevice = addDevice;
  Driver->MajorFunction[IRP_MJ_PNP] = pnp;
  Driver->DriverUnload = unload;
  return STATUS_SUCCESS;
}
