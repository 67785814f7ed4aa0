// RUN: %inspect -verify %s
// Threads run before anything else, requests and the close after the create,
// unload at the end.
#include "stages.h"

static VOID NTAPI Worker(PVOID Context) { step(1); }

static NTSTATUS NTAPI Create(PDEVICE_OBJECT Device, PIRP Irp) {
  step(2);
  return STATUS_SUCCESS;
}

static NTSTATUS NTAPI Control(PDEVICE_OBJECT Device, PIRP Irp) {
  step(3);
  return STATUS_SUCCESS;
}

static NTSTATUS NTAPI Close(PDEVICE_OBJECT Device, PIRP Irp) {
  step(4);
  return STATUS_SUCCESS;
}

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
  // expected-warning@+3{{value: 1 [}}
  // expected-warning@+2{{value: 124 [}}
  // expected-warning@+1{{value: 1234 [}}
  VALUE(Trace);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  HANDLE Thread;
  NTSTATUS Status;
  VALUE(Trace); // expected-warning{{value: 0 [}}
  Driver->MajorFunction[IRP_MJ_CREATE] = Create;
  Driver->MajorFunction[IRP_MJ_CLOSE] = Close;
  Driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
  Driver->DriverUnload = Unload;
  Status = PsCreateSystemThread(&Thread, THREAD_ALL_ACCESS, NULL, NULL, NULL,
                                Worker, NULL);
  return Status;
}
