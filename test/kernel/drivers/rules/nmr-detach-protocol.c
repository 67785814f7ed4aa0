// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD | FileCheck %s
// RUN: not %explore %s -- -DTWICE | FileCheck %s --check-prefix=TWICE
// CHECK: nmr-detach-protocol: NmrWaitForClientDeregisterComplete waits for ever
// TWICE: nmr-detach-protocol: NmrClientDetachProviderComplete for a detachment
// A detachment that is completed later by a timer, or never, or twice.
#include "../Inputs/NmrClient.h"

static KTIMER Timer;
static KDPC Dpc;

static VOID NTAPI later(PKDPC Object, PVOID Context, PVOID A, PVOID B) {
#ifndef BAD
  NmrClientDetachProviderComplete(Binding);
#endif
#ifdef TWICE
  NmrClientDetachProviderComplete(Binding);
#endif
}

static NTSTATUS NTAPI detach(PVOID Context) {
  LARGE_INTEGER Delay;
  Delay.QuadPart = -10000;
  KeInitializeTimer(&Timer);
  KeInitializeDpc(&Dpc, later, NULL);
  KeSetTimer(&Timer, Delay, &Dpc);
  return STATUS_PENDING;
}

static VOID unload(PDRIVER_OBJECT Driver) {
  if (NmrDeregisterClient(Client) == STATUS_PENDING)
    NmrWaitForClientDeregisterComplete(Client);
  KeFlushQueuedDpcs();
}
