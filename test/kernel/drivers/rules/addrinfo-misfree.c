// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: addrinfo-misfree:
// The list is freed a second time.
#include "../Inputs/Driver.h"

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  UNICODE_STRING Node = RTL_CONSTANT_STRING(L"127.0.0.1");
  PADDRINFOEXW List = NULL;
  Op Request;
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  if (opInit(&Request)) {
    Npi.Dispatch->WskGetAddressInfo(Npi.Client, &Node, NULL, 0, NULL, NULL,
                                    &List, NULL, NULL, Request.Irp);
    if (NT_SUCCESS(opWait(&Request))) {
      Npi.Dispatch->WskFreeAddressInfo(Npi.Client, List);
#ifdef BAD
      Npi.Dispatch->WskFreeAddressInfo(Npi.Client, List);
#endif
    }
    opFree(&Request);
  }
  stopWsk();
  return STATUS_UNSUCCESSFUL;
}
