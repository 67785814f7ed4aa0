// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: client-control-order:
// A setting of the whole client comes after its first socket.
#define CATEGORY WSK_FLAG_BASIC_SOCKET
#include "../Inputs/OneSocket.h"

static void use(void) {
#ifdef BAD
  ULONG Bypass = WSK_TDI_BEHAVIOR_BYPASS_TDI;
  Npi.Dispatch->WskControlClient(Npi.Client, WSK_TDI_BEHAVIOR, sizeof(Bypass),
                                 &Bypass, 0, NULL, NULL, NULL);
#endif
}

static void atUnload(void) {}
