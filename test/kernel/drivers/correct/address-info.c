// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// A name is looked up, the list used and freed while the capture is held; the
// address is turned back into a name.
#include "../Inputs/Driver.h"

static void lookUp(Op *Request) {
  UNICODE_STRING Node = RTL_CONSTANT_STRING(L"localhost");
  UNICODE_STRING Service = RTL_CONSTANT_STRING(L"80");
  WCHAR Buffer[64];
  UNICODE_STRING Name = {0, sizeof(Buffer), Buffer};
  PADDRINFOEXW List = NULL;
  Npi.Dispatch->WskGetAddressInfo(Npi.Client, &Node, &Service, 0, NULL, NULL,
                                  &List, NULL, NULL, Request->Irp);
  if (!NT_SUCCESS(opWait(Request)))
    return;
  opAgain(Request);
  Npi.Dispatch->WskGetNameInfo(Npi.Client, List->ai_addr,
                               (ULONG)List->ai_addrlen, &Name, NULL, 0, NULL,
                               NULL, Request->Irp);
  opWait(Request);
  Npi.Dispatch->WskFreeAddressInfo(Npi.Client, List);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  Op Request;
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  if (opInit(&Request)) {
    lookUp(&Request);
    opFree(&Request);
  }
  stopWsk();
  return STATUS_UNSUCCESSFUL;
}
