// RUN: %inspect -verify %s
// FN: a lambda without captures is a routine like any other, but is not seen
// as one: the unload stage does not run.
// expected-no-diagnostics
extern "C" {
#include "stages.h"
}

extern "C" NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Object, PUNICODE_STRING) {
  Object->DriverUnload = [](PDRIVER_OBJECT) {
    BLOCK(&Reg);
    WskDeregister(&Reg);
  };
  return WskRegister(&Client, &Reg);
}
