// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: socket-state-order:
// Connecting a socket that is not bound.
#define CATEGORY WSK_FLAG_CONNECTION_SOCKET
#include "../Inputs/OneSocket.h"

static void use(void) {
  SOCKADDR_IN Remote = ipv4(LOOPBACK, 7);
#ifndef BAD
  if (!NT_SUCCESS(bindSocket(&Request, Socket, ANY, 0)))
    return;
#endif
  CONNECTION(Socket)->WskConnect(Socket, (PSOCKADDR)&Remote, 0, Request.Irp);
  opWait(&Request);
  opAgain(&Request);
}

static void atUnload(void) {}
