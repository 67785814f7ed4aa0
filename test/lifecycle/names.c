// RUN: %inspect -verify %s
// Roles come from what the code does, not from names.
#include "stages.h"

// Nobody stores this one.
VOID NTAPI DriverUnload(PDRIVER_OBJECT Driver) {
  VALUE(Trace); // expected-warning{{value: open [}}
  step(9);
}

static VOID NTAPI EvtDriverDeviceAdd(PDRIVER_OBJECT Driver) {
  VALUE(Trace); // expected-warning{{value: 1 [}}
  step(2);
}

static VOID NTAPI OnUnload(PVOID Context) { step(1); }

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  HANDLE Thread;
  PDRIVER_UNLOAD Chosen = EvtDriverDeviceAdd;
  Driver->DriverUnload = Chosen;
  return PsCreateSystemThread(&Thread, 0, NULL, NULL, NULL, OnUnload, NULL);
}
