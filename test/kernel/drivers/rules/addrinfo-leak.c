// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: addrinfo-leak:
// The list of addresses is not freed before the last release.
#include "../Inputs/Driver.h"

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  UNICODE_STRING Node = RTL_CONSTANT_STRING(L"127.0.0.1");
  UNICODE_STRING Service = RTL_CONSTANT_STRING(L"7");
  PADDRINFOEXW List = NULL;
  Op Request;
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  if (opInit(&Request)) {
    Npi.Dispatch->WskGetAddressInfo(Npi.Client, &Node, &Service, NS_ALL, NULL,
                                    NULL, &List, NULL, NULL, Request.Irp);
    Status = opWait(&Request);
#ifndef BAD
    if (NT_SUCCESS(Status))
      Npi.Dispatch->WskFreeAddressInfo(Npi.Client, List);
#endif
    opFree(&Request);
  }
  stopWsk();
  return STATUS_UNSUCCESSFUL;
}
