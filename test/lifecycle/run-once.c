// RUN: %inspect -verify %s
// RtlRunOnceExecuteOnce runs its routine before it returns, and
// only once: a later call succeeds without running it.
#include "stages.h"

static RTL_RUN_ONCE Once;
static ULONG Runs;

static ULONG NTAPI Initialise(PRTL_RUN_ONCE State, PVOID Parameter,
                              PVOID *Context) {
  ++Runs;
  return NT_SUCCESS(WskRegister(&Client, (PWSK_REGISTRATION)Parameter));
}

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
  VALUE(Runs); // expected-warning{{value: 1 [}}
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status;
  Driver->DriverUnload = Unload;
  Status = RtlRunOnceExecuteOnce(&Once, Initialise, &Reg, NULL);
  VALUE(Runs); // expected-warning{{value: 1 [}}
  if (!NT_SUCCESS(Status)) {
    BLOCK(&Reg); // expected-warning{{block: failed, 0 captures [}}
    return Status;
  }
  BLOCK(&Reg); // expected-warning{{block: registered, 0 captures [}}
  Status = RtlRunOnceExecuteOnce(&Once, Initialise, &Reg, NULL);
  VALUE(Runs);               // expected-warning{{value: 1 [}}
  VALUE(NT_SUCCESS(Status)); // expected-warning{{value: 1 [}}
  return Status;
}
