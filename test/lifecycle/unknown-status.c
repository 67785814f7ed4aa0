// RUN: %inspect -verify %s
// A status nobody knows is both: the failure ends the life, the success goes on.
#include "stages.h"

NTSTATUS OpenDevice(PDRIVER_OBJECT Driver);

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
  VALUE(Trace); // expected-warning{{value: 0 [}}
  BLOCK(&Reg);  // expected-warning{{block: raw, 0 captures [}}
  WskDeregister(&Reg);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  Driver->DriverUnload = Unload;
  return OpenDevice(Driver);
}
