// RUN: %inspect -verify %s
// A thread that a dispatch routine starts runs before unload too, and only if
// the routine ran; PsTerminateSystemThread ends it however deep it is called.
#include "stages.h"

static void finish(void) {
  step(2);
  PsTerminateSystemThread(STATUS_SUCCESS);
  VALUE(8); // never
}

static VOID NTAPI Worker(PVOID Context) {
  finish();
  step(9);
}

static NTSTATUS NTAPI Control(PDEVICE_OBJECT Device, PIRP Irp) {
  HANDLE Thread;
  step(1);
  return PsCreateSystemThread(&Thread, 0, NULL, NULL, NULL, Worker, NULL);
}

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
  // expected-warning@+3{{value: 0 [}}
  // expected-warning@+2{{value: 1 [}}
  // expected-warning@+1{{value: 12 [}}
  VALUE(Trace);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  Driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
  Driver->DriverUnload = Unload;
  return STATUS_SUCCESS;
}
