// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: close-during-call: WskCloseSocket while {{.*}} is in a function of socket
// Unload closes the socket while a thread may be in WskSendTo.
#define CATEGORY WSK_FLAG_DATAGRAM_SOCKET
#include "../Inputs/OneSocket.h"

static PVOID Thread;
static Op Sending;
static Data Memory;

static VOID send(PVOID Context) {
  SOCKADDR_IN Remote = ipv4(LOOPBACK, 7);
  DATAGRAM(Socket)->WskSendTo(Socket, &Memory.Buf, 0, (PSOCKADDR)&Remote, 0,
                              NULL, Sending.Irp);
  opWait(&Sending);
  PsTerminateSystemThread(STATUS_SUCCESS);
}

static void use(void) {
  if (!opInit(&Sending))
    return;
  if (dataInit(&Memory, 8) &&
      NT_SUCCESS(bindSocket(&Request, Socket, ANY, 0)))
    startThread(send, NULL, &Thread);
}

static void atUnload(void) {
#ifdef BAD
  closeSocket(&Request, Socket);
  Socket = NULL;
#endif
  if (Thread)
    joinThread(Thread);
  if (Memory.Buf.Mdl)
    dataFree(&Memory);
  if (Sending.Irp)
    opFree(&Sending);
}
