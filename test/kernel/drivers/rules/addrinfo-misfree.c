// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// RUN: not %explore %s -- -DLATE | FileCheck --check-prefix=LATE %s
// CHECK: addrinfo-misfree: WskFreeAddressInfo: the list is freed before
// LATE: addrinfo-misfree: WskConnect is given an address in a list that
// The list is freed a second time, or an address in it used when it is freed.
#include "../Inputs/Driver.h"

static void connectTo(Op *Request, PSOCKADDR Remote) {
  PWSK_SOCKET Socket =
      openSocket(Request, WSK_FLAG_CONNECTION_SOCKET, NULL, NULL);
  if (!Socket)
    return;
  if (NT_SUCCESS(bindSocket(Request, Socket, ANY, 0))) {
    CONNECTION(Socket)->WskConnect(Socket, Remote, 0, Request->Irp);
    opWait(Request);
    opAgain(Request);
  }
  closeSocket(Request, Socket);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  UNICODE_STRING Node = RTL_CONSTANT_STRING(L"127.0.0.1");
  UNICODE_STRING Service = RTL_CONSTANT_STRING(L"7");
  PADDRINFOEXW List = NULL;
  Op Request;
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  if (opInit(&Request)) {
    Npi.Dispatch->WskGetAddressInfo(Npi.Client, &Node, &Service, 0, NULL, NULL,
                                    &List, NULL, NULL, Request.Irp);
    Status = opWait(&Request);
    opAgain(&Request);
    if (NT_SUCCESS(Status)) {
      PSOCKADDR Remote = List->ai_addr;
#ifdef LATE
      Npi.Dispatch->WskFreeAddressInfo(Npi.Client, List);
#endif
      connectTo(&Request, Remote);
#ifndef LATE
      Npi.Dispatch->WskFreeAddressInfo(Npi.Client, List);
#endif
#ifdef BAD
      Npi.Dispatch->WskFreeAddressInfo(Npi.Client, List);
#endif
    }
    opFree(&Request);
  }
  stopWsk();
  return STATUS_UNSUCCESSFUL;
}
