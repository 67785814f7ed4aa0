// Fact W13: a WSK_BUF that is longer than its MDLs stops Windows. Fact W14, two
// accepts at once, is no violation.
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: not %wsk-kernel explore %s --schedules 1 --faults 0 | FileCheck %s
// CHECK-NOT: driver-assert
// CHECK: wsk-buf-bounds: WskSendTo: offset 0 and length 65 leave the MDL chain
// CHECK-NOT: driver-assert
#include "Expect.h"

static Op Request, First, Second;

static void twoAccepts(void) {
  PWSK_SOCKET Listener = openSocket(&Request, WSK_FLAG_LISTEN_SOCKET, NULL, NULL);
  EXPECT("W14", NT_SUCCESS(bindSocket(&Request, Listener, LOOPBACK, 0)));
  LISTEN(Listener)->WskAccept(Listener, 0, NULL, NULL, NULL, NULL, First.Irp);
  LISTEN(Listener)->WskAccept(Listener, 0, NULL, NULL, NULL, NULL, Second.Irp);
  closeSocket(&Request, Listener);
  // The simulated peer may have been quicker than the close.
  if (NT_SUCCESS(opWait(&First)))
    closeSocket(&Request, (PWSK_SOCKET)First.Irp->IoStatus.Information);
  EXPECT("W14", opWait(&Second) == STATUS_CANCELLED);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  SOCKADDR_IN Remote = ipv4(LOOPBACK, 9);
  PWSK_SOCKET Socket;
  Data Memory;
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status) || !opInit(&Request) || !opInit(&First) ||
      !opInit(&Second) || !dataInit(&Memory, 64))
    return Status;
  twoAccepts();
  Socket = openSocket(&Request, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL);
  bindSocket(&Request, Socket, LOOPBACK, 0);
  Memory.Buf.Length = 65;
  DATAGRAM(Socket)->WskSendTo(Socket, &Memory.Buf, 0, (PSOCKADDR)&Remote, 0,
                              NULL, Request.Irp);
  EXPECT("W13", FALSE);
  return STATUS_UNSUCCESSFUL;
}
