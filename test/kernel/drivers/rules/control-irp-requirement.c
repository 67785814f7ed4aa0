// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: control-irp-requirement:
// An option that needs an IRP is set without one.
#define CATEGORY WSK_FLAG_LISTEN_SOCKET
#include "../Inputs/OneSocket.h"

static ULONG On = 1;

static void use(void) {
#ifdef BAD
  PIRP Irp = NULL;
#else
  PIRP Irp = Request.Irp;
#endif
  LISTEN(Socket)->WskControlSocket(Socket, WskSetOption, SO_KEEPALIVE,
                                   SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL,
                                   Irp);
  if (Irp) {
    opWait(&Request);
    opAgain(&Request);
  }
}

static void atUnload(void) {}
