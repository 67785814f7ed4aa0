// RUN: %inspect -verify %s
// A DriverEntry that fails is followed by nothing: no unload, no thread that
// was only going to be started, no dispatch routine.
#include "stages.h"

static NTSTATUS NTAPI Create(PDEVICE_OBJECT Device, PIRP Irp) {
  BLOCK(&Reg); // expected-warning{{block: registered, 0 captures [}}
  step(2);
  return STATUS_SUCCESS;
}

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
  BLOCK(&Reg); // expected-warning{{block: registered, 0 captures [}}
  WskDeregister(&Reg);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status;
  Driver->MajorFunction[IRP_MJ_CREATE] = Create;
  Driver->DriverUnload = Unload;
  BLOCK(&Reg); // expected-warning{{block: raw, 0 captures [}}
  Status = WskRegister(&Client, &Reg);
  if (!NT_SUCCESS(Status))
    BLOCK(&Reg); // expected-warning{{block: failed, 0 captures [}}
  return Status;
}
