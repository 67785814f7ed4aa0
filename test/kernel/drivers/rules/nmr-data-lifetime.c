// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// CHECK: nmr-data-lifetime:
// The characteristics change while the client is registered.
#include "../Inputs/NmrClient.h"

static NTSTATUS NTAPI detach(PVOID Context) { return STATUS_SUCCESS; }

static VOID unload(PDRIVER_OBJECT Driver) {
#ifdef BAD
  Characteristics.ClientDetachProvider = NULL;
#endif
  if (NmrDeregisterClient(Client) == STATUS_PENDING)
    NmrWaitForClientDeregisterComplete(Client);
}
