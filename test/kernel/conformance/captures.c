// Facts F2, F5, F6, F7 and F8: captures are counted, also at DISPATCH_LEVEL when
// they do not wait; a late one fails with STATUS_DEVICE_NOT_READY; the client NPI
// may live on the stack.
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-facts %s | FileCheck %s
// CHECK: capture after deregister
// CHECK: no violation
#include "Expect.h"

static PVOID Thread;

static VOID waiter(PVOID Context) {
  WSK_PROVIDER_NPI Mine;
  NTSTATUS Status =
      WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &Mine);
  if (NT_SUCCESS(Status))
    WskReleaseProviderNPI(&Registration);
  else
    EXPECT("F7", Status == STATUS_DEVICE_NOT_READY ||
                     Status == STATUS_INSUFFICIENT_RESOURCES);
  PsTerminateSystemThread(STATUS_SUCCESS);
}

static VOID unload(PDRIVER_OBJECT Driver) {
  WSK_PROVIDER_NPI Late;
  WskDeregister(&Registration);
  EXPECT("F7", WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Late) ==
                   STATUS_DEVICE_NOT_READY);
  joinThread(Thread);
}

static void atDispatch(void) {
  KSPIN_LOCK Lock;
  KIRQL Irql;
  WSK_PROVIDER_NPI First, Second;
  KeInitializeSpinLock(&Lock);
  KeAcquireSpinLock(&Lock, &Irql);
  if (NT_SUCCESS(WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &First))) {
    if (NT_SUCCESS(WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Second))) {
      EXPECT("F6", First.Dispatch->Version == Second.Dispatch->Version);
      WskReleaseProviderNPI(&Registration);
    }
    WskReleaseProviderNPI(&Registration);
  }
  KeReleaseSpinLock(&Lock, Irql);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = registerClient();
  if (!NT_SUCCESS(Status))
    return Status;
  atDispatch();
  Status = startThread(waiter, NULL, &Thread);
  if (!NT_SUCCESS(Status)) {
    WskDeregister(&Registration);
    return Status;
  }
  Driver->DriverUnload = unload;
  return STATUS_SUCCESS;
}
