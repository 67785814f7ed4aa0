// Facts W1, W4, W8, W10: calls that Windows refuses, some of them a breach of the
// contract as well.
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: not %wsk-kernel explore %s --schedules 1 --faults 0 | FileCheck %s
// CHECK-NOT: driver-assert
// CHECK-DAG: control-irp-requirement: WskGetAddressInfo called without an IRP
// CHECK-DAG: control-irp-requirement: WskSocket called without an IRP
// CHECK-DAG: socket-state-order: WskConnect called on socket #3, which is unbound
// CHECK-NOT: driver-assert
#include "Expect.h"

static Op Request;

static void withoutIrp(void) {
  UNICODE_STRING Node = RTL_CONSTANT_STRING(L"127.0.0.1");
  PADDRINFOEXW List = NULL;
  NTSTATUS Before = Request.Irp->IoStatus.Status;
  EXPECT("W1", Npi.Dispatch->WskGetAddressInfo(Npi.Client, &Node, NULL, 0, NULL,
                                               NULL, &List, NULL, NULL, NULL) ==
                   STATUS_INVALID_PARAMETER);
  EXPECT("W1", List == NULL);
  EXPECT("W1", Request.Irp->IoStatus.Status == Before);
  EXPECT("W1", !KeReadStateEvent(&Request.Done));
  EXPECT("W4", Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_STREAM,
                                       IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET,
                                       NULL, NULL, NULL, NULL, NULL,
                                       NULL) == STATUS_INVALID_PARAMETER);
}

static void clash(void) {
  PWSK_SOCKET First = openSocket(&Request, WSK_FLAG_LISTEN_SOCKET, NULL, NULL);
  PWSK_SOCKET Other = openSocket(&Request, WSK_FLAG_LISTEN_SOCKET, NULL, NULL);
  EXPECT("W8", bindSocket(&Request, First, LOOPBACK, 40031) == STATUS_SUCCESS);
  EXPECT("W8", bindSocket(&Request, Other, LOOPBACK, 40031) ==
                   STATUS_ADDRESS_ALREADY_ASSOCIATED);
  closeSocket(&Request, First);
  closeSocket(&Request, Other);
}

static void unbound(void) {
  SOCKADDR_IN Remote = ipv4(LOOPBACK, 7);
  PWSK_SOCKET Socket =
      openSocket(&Request, WSK_FLAG_CONNECTION_SOCKET, NULL, NULL);
  NTSTATUS Status = CONNECTION(Socket)->WskConnect(Socket, (PSOCKADDR)&Remote,
                                                   0, Request.Irp);
  EXPECT("W10", Status == STATUS_INVALID_DEVICE_STATE);
  EXPECT("W10", KeReadStateEvent(&Request.Done));
  EXPECT("W10", opWait(&Request) == STATUS_INVALID_DEVICE_STATE);
  opAgain(&Request);
  closeSocket(&Request, Socket);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status) || !opInit(&Request))
    return Status;
  withoutIrp();
  clash();
  unbound();
  opFree(&Request);
  stopWsk();
  return STATUS_UNSUCCESSFUL;
}
