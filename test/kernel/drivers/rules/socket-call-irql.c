// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: socket-call-irql: WskBind called at IRQL 3
// A socket function is called above DISPATCH_LEVEL.
#define CATEGORY WSK_FLAG_DATAGRAM_SOCKET
#include "../Inputs/OneSocket.h"

#ifdef BAD
#define LEVEL (DISPATCH_LEVEL + 1)
#else
#define LEVEL DISPATCH_LEVEL
#endif

static void use(void) {
  SOCKADDR_IN Local = ipv4(ANY, 0);
  KIRQL Before;
  KeRaiseIrql(LEVEL, &Before);
  DATAGRAM(Socket)->WskBind(Socket, (PSOCKADDR)&Local, 0, Request.Irp);
  KeLowerIrql(Before);
  opWait(&Request);
  opAgain(&Request);
}

static void atUnload(void) {}
