// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: irp-freed-while-pending:
// A wait that timed out is taken for completion.
#include "../Inputs/OneSocket.h"

static Data Memory;

static void use(void) {
  LARGE_INTEGER Short;
  Short.QuadPart = -10 * 1000;
  if (!dataInit(&Memory, 8))
    return;
  CONNECTION(Socket)->WskReceive(Socket, &Memory.Buf, 0, Request.Irp);
  if (KeWaitForSingleObject(&Request.Done, Executive, KernelMode, FALSE,
                            &Short) == STATUS_TIMEOUT) {
#ifdef BAD
    IoFreeIrp(Request.Irp);
    opInit(&Request);
    dataFree(&Memory);
    return;
#endif
    IoCancelIrp(Request.Irp);
    opWait(&Request);
  }
  opAgain(&Request);
  dataFree(&Memory);
}

static void atUnload(void) {}
