// Options of the transport protocol: WskControlSocket hands them on at its level,
// and no category of TCP sockets is excepted. A datagram socket's has none of
// TCP's, nor has TCP another's numbers.
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %wsk-kernel run %s --port 40034=0 -- | FileCheck %s
// RUN: %explore-facts %s -- -DFAILING | FileCheck %s --check-prefix=FAILING
// CHECK-NOT: driver-assert
// CHECK: options set
// CHECK: no violation
// FAILING: no violation
#include "Expect.h"

static Op Request;

static NTSTATUS set(PWSK_SOCKET Socket, ULONG Code, ULONG Level, SIZE_T Size) {
  static ULONG On = 1;
  NTSTATUS Status;
  BASIC(Socket)->WskControlSocket(Socket, WskSetOption, Code, Level, Size,
                                  Size ? &On : NULL, 0, NULL, NULL,
                                  Request.Irp);
  Status = opWait(&Request);
  opAgain(&Request);
  return Status;
}

/// What a call is expected to say; when calls may fail, that as well.
static BOOLEAN says(NTSTATUS Status, NTSTATUS Expected) {
#ifdef FAILING
  if (Status == STATUS_INSUFFICIENT_RESOURCES)
    return TRUE;
#endif
  return Status == Expected;
}

static void onTcp(ULONG Category) {
  PWSK_SOCKET Socket = openSocket(&Request, Category, NULL, NULL);
  if (!Socket)
    return;
  EXPECT("TCP", says(set(Socket, TCP_NODELAY, IPPROTO_TCP, sizeof(ULONG)),
                     STATUS_SUCCESS));
  EXPECT("TCP", says(set(Socket, TCP_NODELAY, IPPROTO_TCP, 1), STATUS_SUCCESS));
  EXPECT("TCP", says(set(Socket, TCP_NODELAY, IPPROTO_TCP, 0),
                     STATUS_INVALID_PARAMETER));
  EXPECT("level", says(set(Socket, TCP_NODELAY, IPPROTO_UDP, sizeof(ULONG)),
                       STATUS_NOT_SUPPORTED));
  if (NT_SUCCESS(bindSocket(&Request, Socket, LOOPBACK, 40034)))
    EXPECT("TCP", says(set(Socket, TCP_NODELAY, IPPROTO_TCP, sizeof(ULONG)),
                       STATUS_SUCCESS));
  closeSocket(&Request, Socket);
}

static void onUdp(void) {
  PWSK_SOCKET Socket =
      openSocket(&Request, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL);
  if (!Socket)
    return;
  EXPECT("UDP", says(set(Socket, TCP_NODELAY, IPPROTO_TCP, sizeof(ULONG)),
                     STATUS_NOT_SUPPORTED));
  closeSocket(&Request, Socket);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  if (opInit(&Request)) {
    onTcp(WSK_FLAG_LISTEN_SOCKET);
    onTcp(WSK_FLAG_CONNECTION_SOCKET);
    onUdp();
    DbgPrint("options set\n");
    opFree(&Request);
  }
  stopWsk();
  return STATUS_UNSUCCESSFUL;
}
