// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: nmr-unload-before-complete: {{.*}}not complete
// Unload begins to deregister and does not wait for the end of it.
#include "../Inputs/NmrClient.h"

static NTSTATUS NTAPI detach(PVOID Context) { return STATUS_SUCCESS; }

static VOID unload(PDRIVER_OBJECT Driver) {
  NTSTATUS Status = NmrDeregisterClient(Client);
#ifndef BAD
  if (Status == STATUS_PENDING)
    NmrWaitForClientDeregisterComplete(Client);
#endif
}
