// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: accepted-socket-leak:
// Unloading closes the listening socket and forgets who was accepted.
#define CATEGORY WSK_FLAG_LISTEN_SOCKET
#include "../Inputs/OneSocket.h"

static PWSK_SOCKET Accepted;

static void use(void) {
  if (!NT_SUCCESS(bindSocket(&Request, Socket, ANY, 40020)))
    return;
  LISTEN(Socket)->WskAccept(Socket, 0, NULL, NULL, NULL, NULL, Request.Irp);
  if (NT_SUCCESS(opWait(&Request)))
    Accepted = (PWSK_SOCKET)Request.Irp->IoStatus.Information;
  opAgain(&Request);
}

static void atUnload(void) {
#ifndef BAD
  if (Accepted)
    closeSocket(&Request, Accepted);
#endif
}
