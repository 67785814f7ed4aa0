// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: disconnect-misuse:
// Data is sent after the own half of the connection was closed.
#include "../Inputs/OneSocket.h"

static void use(void) {
  Data Memory;
  if (!dataInit(&Memory, 8))
    return;
  CONNECTION(Socket)->WskDisconnect(Socket, NULL, 0, Request.Irp);
  opWait(&Request);
  opAgain(&Request);
#ifdef BAD
  CONNECTION(Socket)->WskSend(Socket, &Memory.Buf, 0, Request.Irp);
  opWait(&Request);
  opAgain(&Request);
#endif
  dataFree(&Memory);
}

static void atUnload(void) {}
