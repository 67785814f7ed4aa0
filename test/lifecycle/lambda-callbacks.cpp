// RUN: %inspect -verify %s
// A lambda without captures is a routine like any other.
extern "C" {
#include "stages.h"
}

extern "C" NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Object, PUNICODE_STRING) {
  Object->DriverUnload = [](PDRIVER_OBJECT) {
    BLOCK(&Reg); // expected-warning{{block: registered, 0 captures [}}
    WskDeregister(&Reg);
  };
  return WskRegister(&Client, &Reg);
}
