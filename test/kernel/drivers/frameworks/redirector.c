// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD=1 | FileCheck %s --check-prefix=LIVE
// RUN: not %explore %s -- -DBAD=2 | FileCheck %s --check-prefix=RDBSS
// LIVE: missing-deregister: the driver is gone and still registered
// RDBSS: redirector-leak: RxUnload is called while a redirector is registered
// A mini-redirector: RDBSS is set up first and torn down last.
#include "../Inputs/Driver.h"
#include <rx.h>

static PRDBSS_DEVICE_OBJECT Device;
static MINIRDR_DISPATCH Dispatch;

static VOID NTAPI unload(PDRIVER_OBJECT Driver) {
#if BAD != 2
  RxUnregisterMinirdr(Device);
#endif
  RxUnload(Driver);
  stopWsk();
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  UNICODE_STRING Name;
  NTSTATUS Status = RxDriverEntry(Driver, Path);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = startWsk();
  if (!NT_SUCCESS(Status)) {
    RxUnload(Driver);
    return Status;
  }
  RtlInitUnicodeString(&Name, L"\\Device\\Redirector");
  Status = RxRegisterMinirdr(&Device, Driver, &Dispatch,
                             RX_REGISTERMINI_FLAG_DONT_PROVIDE_UNCS, &Name, 0,
                             FILE_DEVICE_NETWORK_FILE_SYSTEM,
                             FILE_REMOTE_DEVICE);
  if (!NT_SUCCESS(Status)) {
    RxUnload(Driver);
#if BAD != 1
    stopWsk();
#endif
    return Status;
  }
  Driver->DriverUnload = unload;
  return STATUS_SUCCESS;
}
