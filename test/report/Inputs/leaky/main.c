// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// Never deregisters, unless CLEAN is defined.
#include "leaky.h"

static void Unload(PDRIVER_OBJECT Driver) {
  UNREFERENCED_PARAMETER(Driver);
#ifdef CLEAN
  Stop();
#endif
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  UNREFERENCED_PARAMETER(Path);
  Driver->DriverUnload = Unload;
  return Start();
}
