// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: client-dispatch-malformed:
// The version is missing in the client dispatch.
#include "../Inputs/Driver.h"

#ifdef BAD
static const WSK_CLIENT_DISPATCH Mine = {0, 0, NULL};
#else
static const WSK_CLIENT_DISPATCH Mine = {MAKE_WSK_VERSION(1, 0), 0, NULL};
#endif

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  WSK_CLIENT_NPI Client = {NULL, &Mine};
  NTSTATUS Status = WskRegister(&Client, &Registration);
  if (NT_SUCCESS(Status))
    WskDeregister(&Registration);
  return STATUS_UNSUCCESSFUL;
}
