// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// In a real run a driver reaches nothing but loopback.
// RUN: %wsk-kernel run %s | FileCheck %s
// CHECK: bind elsewhere: c0000207
// CHECK: connect elsewhere: c000023d
// CHECK: send elsewhere: c000023d
// CHECK: no violation
#include "../drivers/Inputs/Driver.h"

#define ELSEWHERE 0xc0000201u // 192.0.2.1, kept for documentation

static void connectElsewhere(Op *Request) {
  SOCKADDR_IN Remote = ipv4(ELSEWHERE, 80);
  PWSK_SOCKET Socket =
      openSocket(Request, WSK_FLAG_CONNECTION_SOCKET, NULL, NULL);
  if (!Socket)
    return;
  DbgPrint("bind elsewhere: %x\n", bindSocket(Request, Socket, ELSEWHERE, 0));
  if (NT_SUCCESS(bindSocket(Request, Socket, ANY, 0))) {
    CONNECTION(Socket)->WskConnect(Socket, (PSOCKADDR)&Remote, 0, Request->Irp);
    DbgPrint("connect elsewhere: %x\n", opWait(Request));
    opAgain(Request);
  }
  closeSocket(Request, Socket);
}

static void sendElsewhere(Op *Request) {
  SOCKADDR_IN Remote = ipv4(ELSEWHERE, 53);
  Data Memory;
  PWSK_SOCKET Socket =
      openSocket(Request, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL);
  if (!Socket)
    return;
  if (NT_SUCCESS(bindSocket(Request, Socket, ANY, 0)) &&
      dataInit(&Memory, 16)) {
    DATAGRAM(Socket)->WskSendTo(Socket, &Memory.Buf, 0, (PSOCKADDR)&Remote, 0,
                                NULL, Request->Irp);
    DbgPrint("send elsewhere: %x\n", opWait(Request));
    opAgain(Request);
    dataFree(&Memory);
  }
  closeSocket(Request, Socket);
}

static VOID unload(PDRIVER_OBJECT Driver) { stopWsk(); }

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  Op Request;
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  if (opInit(&Request)) {
    connectElsewhere(&Request);
    sendElsewhere(&Request);
    opFree(&Request);
  }
  Driver->DriverUnload = unload;
  return STATUS_SUCCESS;
}
