// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: irp-in-flight-reuse:
// Two requests with one IRP.
#define CATEGORY WSK_FLAG_LISTEN_SOCKET
#include "../Inputs/OneSocket.h"

static void use(void) {
  SOCKADDR_IN Local = ipv4(ANY, 0);
  NTSTATUS Status = LISTEN(Socket)->WskBind(Socket, (PSOCKADDR)&Local, 0,
                                            Request.Irp);
#ifdef BAD
  IoReuseIrp(Request.Irp, STATUS_UNSUCCESSFUL);
#endif
  opWait(&Request);
  opAgain(&Request);
}

static void atUnload(void) {}
