// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: socket-use-after-close:
// A closed socket is bound.
#define CATEGORY WSK_FLAG_LISTEN_SOCKET
#include "../Inputs/OneSocket.h"

static void use(void) {
#ifdef BAD
  closeSocket(&Request, Socket);
#endif
  bindSocket(&Request, Socket, ANY, 0);
}

static void atUnload(void) {}
