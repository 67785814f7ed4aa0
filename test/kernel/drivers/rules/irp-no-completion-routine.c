// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: irp-no-completion-routine:
// The routine is left out for failures.
#define CATEGORY WSK_FLAG_LISTEN_SOCKET
#include "../Inputs/OneSocket.h"

static void use(void) {
  SOCKADDR_IN Local = ipv4(ANY, 0);
#ifdef BAD
  IoSetCompletionRoutine(Request.Irp, opDone, &Request.Done, TRUE, FALSE, TRUE);
#endif
  LISTEN(Socket)->WskBind(Socket, (PSOCKADDR)&Local, 0, Request.Irp);
  opWait(&Request);
  opAgain(&Request);
}

static void atUnload(void) {}
