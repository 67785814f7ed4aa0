// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: wsk-buf-bounds: WskSend: offset 8 and length 16 leave the MDL chain
// The offset into the buffer is moved, and its length is not.
#include "../Inputs/OneSocket.h"

static void use(void) {
  Data Memory;
  if (!dataInit(&Memory, 16))
    return;
  Memory.Buf.Offset = 8;
#ifndef BAD
  Memory.Buf.Length = 8;
#endif
  CONNECTION(Socket)->WskSend(Socket, &Memory.Buf, 0, Request.Irp);
  opWait(&Request);
  opAgain(&Request);
  dataFree(&Memory);
}

static void atUnload(void) {}
