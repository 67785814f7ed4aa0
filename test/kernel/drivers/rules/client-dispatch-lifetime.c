// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: client-dispatch-lifetime:
// The client dispatch is on a stack frame that has returned.
#include "../Inputs/Driver.h"

static VOID unload(PDRIVER_OBJECT Driver) { WskDeregister(&Registration); }

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
#ifdef BAD
  WSK_CLIENT_DISPATCH Mine = {MAKE_WSK_VERSION(1, 0), 0, NULL};
#else
  static WSK_CLIENT_DISPATCH Mine = {MAKE_WSK_VERSION(1, 0), 0, NULL};
#endif
  WSK_CLIENT_NPI Client = {NULL, &Mine};
  NTSTATUS Status = WskRegister(&Client, &Registration);
  if (NT_SUCCESS(Status))
    Driver->DriverUnload = unload;
  return Status;
}
