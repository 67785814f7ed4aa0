// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: irp-not-reinitialised:
// A completed IRP is used again as it is.
#define CATEGORY WSK_FLAG_LISTEN_SOCKET
#include "../Inputs/OneSocket.h"

static void use(void) {
  SOCKADDR_IN Local = ipv4(ANY, 0);
  NTSTATUS Status;
  LISTEN(Socket)->WskBind(Socket, (PSOCKADDR)&Local, 0, Request.Irp);
  Status = opWait(&Request);
#ifdef BAD
  IoSetCompletionRoutine(Request.Irp, opDone, &Request.Done, TRUE, TRUE, TRUE);
#else
  opAgain(&Request);
#endif
  if (!NT_SUCCESS(Status))
    return;
  LISTEN(Socket)->WskGetLocalAddress(Socket, (PSOCKADDR)&Local, Request.Irp);
  opWait(&Request);
  opAgain(&Request);
}

static void atUnload(void) {}
