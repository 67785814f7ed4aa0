// RUN: %inspect -verify %s
// A loop over all of MajorFunction, then one slot of its own: the common
// routine stands for its slots and runs once, before the request that needs an
// open handle.
#include "stages.h"

static NTSTATUS NTAPI Other(PDEVICE_OBJECT Device, PIRP Irp) {
  step(1);
  return STATUS_SUCCESS;
}

static NTSTATUS NTAPI Control(PDEVICE_OBJECT Device, PIRP Irp) {
  step(2);
  return STATUS_SUCCESS;
}

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
  // expected-warning@+3{{value: 0 [}}
  // expected-warning@+2{{value: 1 [}}
  // expected-warning@+1{{value: 12 [}}
  VALUE(Trace);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  for (ULONG I = 0; I <= IRP_MJ_MAXIMUM_FUNCTION; ++I)
    Driver->MajorFunction[I] = Other;
  Driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
  Driver->DriverUnload = Unload;
  VALUE(Trace); // expected-warning{{value: 0 [}}
  return STATUS_SUCCESS;
}
