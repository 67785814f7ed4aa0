// RUN: %inspect -verify %s
// AddDevice comes before the device's IRPs, which there are only if it
// succeeds; what it puts into the device extension is found there later.
#include "stages.h"

struct EXTENSION {
  WSK_REGISTRATION Registration;
  ULONG Marker;
};

static NTSTATUS NTAPI AddDevice(PDRIVER_OBJECT Driver, PDEVICE_OBJECT Below) {
  PDEVICE_OBJECT Device;
  struct EXTENSION *E;
  NTSTATUS Status = IoCreateDevice(Driver, sizeof *E, NULL, FILE_DEVICE_UNKNOWN,
                                   0, FALSE, &Device);
  if (!NT_SUCCESS(Status))
    return Status;
  E = Device->DeviceExtension;
  VALUE(E->Marker); // expected-warning{{value: 0 [}}
  E->Marker = 7;
  return WskRegister(&Client, &E->Registration);
}

static NTSTATUS NTAPI Control(PDEVICE_OBJECT Device, PIRP Irp) {
  struct EXTENSION *E = Device->DeviceExtension;
  if (E->Marker != 7)
    return STATUS_UNSUCCESSFUL;
  BLOCK(&E->Registration); // expected-warning{{block: registered, 0 captures [}}
  step(1);
  return STATUS_SUCCESS;
}

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  Driver->DriverExtension->AddDevice = AddDevice;
  Driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
  Driver->DriverUnload = Unload;
  return STATUS_SUCCESS;
}
