// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: reserved-argument-nonzero:
// Flags that must be 0.
#define CATEGORY WSK_FLAG_LISTEN_SOCKET
#include "../Inputs/OneSocket.h"

static void use(void) {
  SOCKADDR_IN Local = ipv4(ANY, 0);
#ifdef BAD
  ULONG Flags = 1;
#else
  ULONG Flags = 0;
#endif
  LISTEN(Socket)->WskBind(Socket, (PSOCKADDR)&Local, Flags, Request.Irp);
  opWait(&Request);
  opAgain(&Request);
}

static void atUnload(void) {}
