// RUN: not %wsk-check --quiet --json - %s -- -I %S/Inputs \
// RUN:   -I %S/../model/Inputs | FileCheck %s
// A thread that never ends leaves nothing to judge about unload: no finding,
// but no verdict of "clean" either.
// CHECK-NOT: "defect"
// CHECK: no path returns from 'Worker'
// CHECK-NOT: "defect"
#include "stages.h"

static VOID NTAPI Worker(PVOID Context) {
  for (;;)
    step(1);
}

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  HANDLE Thread;
  NTSTATUS Status = WskRegister(&Client, &Reg);
  if (!NT_SUCCESS(Status))
    return Status;
  Driver->DriverUnload = Unload;
  Status = PsCreateSystemThread(&Thread, 0, NULL, NULL, NULL, Worker, NULL);
  if (!NT_SUCCESS(Status))
    WskDeregister(&Reg);
  return Status;
}
