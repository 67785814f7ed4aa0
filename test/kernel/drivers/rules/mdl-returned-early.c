// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: mdl-returned-early:
// The buffer of a pending receive is freed.
#include "../Inputs/OneSocket.h"

static Data Memory;

static void use(void) {
  if (!dataInit(&Memory, 8))
    return;
  CONNECTION(Socket)->WskReceive(Socket, &Memory.Buf, 0, Request.Irp);
#ifdef BAD
  dataFree(&Memory);
#endif
  opWait(&Request);
  opAgain(&Request);
#ifndef BAD
  dataFree(&Memory);
#endif
}

static void atUnload(void) {}
