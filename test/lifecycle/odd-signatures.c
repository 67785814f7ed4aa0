// RUN: %inspect -verify %s
// RUN: not %wsk-check --quiet --json - %s -- -I %S/Inputs \
// RUN:   -I %S/../model/Inputs | FileCheck %s
// Routines with too few or too many parameters, one routine in two roles, a
// routine that stores itself, an index nobody knows: no crash, and the life
// ends in unload.
// CHECK-NOT: crash
// CHECK: "rule": "wsk-registration-used-uninitialised"
// CHECK-NOT: crash
#include "stages.h"

static VOID NTAPI NoParameters(void) { step(1); }

static NTSTATUS NTAPI Many(PDEVICE_OBJECT A, PIRP B, int C, double D,
                           WSK_CLIENT_NPI E) {
  step(2);
  return STATUS_SUCCESS;
}

static VOID NTAPI Both(PVOID Context) { step(3); }

static VOID NTAPI Again(PVOID Context) {
  HANDLE Thread;
  step(4);
  PsCreateSystemThread(&Thread, 0, NULL, NULL, NULL, Again, Context);
}

static VOID NTAPI Unload(void) {
  if (Trace % 10 == 4)
    VALUE(1); // expected-warning{{value: 1 [}}
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  HANDLE Thread;
  ULONG Unknown = *(ULONG *)Path->Buffer;
  Driver->MajorFunction[IRP_MJ_READ] = (PDRIVER_DISPATCH)Many;
  Driver->MajorFunction[Unknown] = (PDRIVER_DISPATCH)Many;
  Driver->DriverUnload = (PDRIVER_UNLOAD)Both;
  Driver->DriverUnload = (PDRIVER_UNLOAD)Unload;
  PsCreateSystemThread(&Thread, 0, NULL, NULL, NULL,
                       (PKSTART_ROUTINE)NoParameters, Path);
  PsCreateSystemThread(&Thread, 0, NULL, NULL, NULL, Both, Path);
  PsCreateSystemThread(&Thread, 0, NULL, NULL, NULL, Both, NULL);
  PsCreateSystemThread(&Thread, 0, NULL, NULL, NULL, Again, NULL);
  return STATUS_SUCCESS;
}
