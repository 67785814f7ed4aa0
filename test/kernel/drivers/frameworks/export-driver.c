// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: missing-deregister: the driver is gone and still registered
// An export driver: Windows calls DllInitialize before the first driver that is
// linked with it, and DllUnload after the last.
#include "../Inputs/Driver.h"

NTSTATUS DllInitialize(PUNICODE_STRING Path) {
#ifdef BAD
  NTSTATUS Status = registerClient();
  return NT_SUCCESS(Status)
             ? WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi)
             : Status;
#else
  return startWsk();
#endif
}

NTSTATUS DllUnload(VOID) {
  stopWsk();
  return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  return STATUS_SUCCESS;
}
