// RUN: %inspect -verify %s
// RUN: %wsk-check --quiet --json - %s -- -I %S/Inputs -I %S/../model/Inputs \
// RUN:   | FileCheck %s
// Without an unload routine the driver stays for ever: what it holds then is
// no leak. Its other routines run all the same.
// CHECK-NOT: "defect"
#include "stages.h"

static NTSTATUS NTAPI Create(PDEVICE_OBJECT Device, PIRP Irp) {
  BLOCK(&Reg); // expected-warning{{block: registered, 0 captures [}}
  step(1);
  return STATUS_SUCCESS;
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  Driver->MajorFunction[IRP_MJ_CREATE] = Create;
  return WskRegister(&Client, &Reg);
}
