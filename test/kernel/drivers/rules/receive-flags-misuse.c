// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: receive-flags-misuse:
// Waiting for all of a buffer and draining exclude each other.
#include "../Inputs/OneSocket.h"

static void use(void) {
  WSK_BUF Nothing = {NULL, 0, 0};
  ULONG Flags = WSK_FLAG_DRAIN;
#ifdef BAD
  Flags |= WSK_FLAG_WAITALL;
#endif
  CONNECTION(Socket)->WskReceive(Socket, &Nothing, Flags, Request.Irp);
  opWait(&Request);
  opAgain(&Request);
}

static void atUnload(void) {}
