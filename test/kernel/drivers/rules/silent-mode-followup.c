// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: silent-mode-followup: WskDisconnect
// A connection that was made silent is disconnected; it is only to be closed.
#include "../Inputs/OneSocket.h"

static void use(void) {
  NTSTATUS Status;
  CONNECTION(Socket)->WskControlSocket(Socket, WskIoctl,
                                       SIO_WSK_SET_TCP_SILENT_MODE, 0, 0, NULL,
                                       0, NULL, NULL, Request.Irp);
  Status = opWait(&Request);
  opAgain(&Request);
#ifdef BAD
  if (NT_SUCCESS(Status)) {
    CONNECTION(Socket)->WskDisconnect(Socket, NULL, 0, Request.Irp);
    opWait(&Request);
    opAgain(&Request);
  }
#endif
}

static void atUnload(void) {}
