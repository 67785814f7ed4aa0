// RUN: %inspect -verify %s
// The last routine stored in a slot is the one that runs; NULL is none.
#include "stages.h"

static VOID NTAPI FirstUnload(PDRIVER_OBJECT Driver) {
  VALUE(1); // never
}

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
  // expected-warning@+2{{value: 0 [}}
  // expected-warning@+1{{value: 2 [}}
  VALUE(Trace);
}

static NTSTATUS NTAPI First(PDEVICE_OBJECT Device, PIRP Irp) {
  step(1);
  return STATUS_SUCCESS;
}

static NTSTATUS NTAPI Second(PDEVICE_OBJECT Device, PIRP Irp) {
  step(2);
  return STATUS_SUCCESS;
}

static NTSTATUS NTAPI Third(PDEVICE_OBJECT Device, PIRP Irp) {
  step(3);
  return STATUS_SUCCESS;
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  Driver->DriverUnload = FirstUnload;
  Driver->MajorFunction[IRP_MJ_CREATE] = First;
  Driver->MajorFunction[IRP_MJ_CREATE] = Second;
  Driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Third;
  Driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = NULL;
  Driver->DriverUnload = Unload;
  return STATUS_SUCCESS;
}
