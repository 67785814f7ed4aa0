// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: socket-double-close:
// Both the end of the work and unloading close the socket.
#define CATEGORY WSK_FLAG_BASIC_SOCKET
#include "../Inputs/OneSocket.h"

static void use(void) {
  closeSocket(&Request, Socket);
#ifndef BAD
  Socket = NULL;
#endif
}

static void atUnload(void) {}
