// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: stream-role-mix:
// A stream socket that listens is then connected.
#define CATEGORY WSK_FLAG_STREAM_SOCKET
#define EVENTS &NoEvents
#include "../Inputs/Driver.h"
static const WSK_CLIENT_STREAM_DISPATCH NoEvents;
#include "../Inputs/OneSocket.h"

static void use(void) {
  SOCKADDR_IN Remote = ipv4(LOOPBACK, 7);
  if (!NT_SUCCESS(bindSocket(&Request, Socket, ANY, 40040)))
    return;
#ifdef BAD
  STREAM(Socket)->WskListen(Socket, Request.Irp);
  opWait(&Request);
  opAgain(&Request);
#endif
  STREAM(Socket)->WskConnect(Socket, (PSOCKADDR)&Remote, 0, Request.Irp);
  opWait(&Request);
  opAgain(&Request);
}

static void atUnload(void) {}
