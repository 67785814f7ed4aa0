// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: not %wsk-kernel explore --schedules 500 %s | FileCheck %s
// RUN: not %wsk-kernel explore --schedules 500 %s -- -DONE_MENDED \
// RUN:   | FileCheck %s --check-prefix=MENDED
// What a failed DriverEntry leaves behind is one finding for each of the ways
// by which it gives up: mending one of them mends no other.
#include <ntddk.h>

#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi;

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  WSK_CLIENT_NPI Client = {NULL, &Dispatch};
  PVOID Block;
  UNREFERENCED_PARAMETER(Driver);
  UNREFERENCED_PARAMETER(Path);
  // CHECK: entry-exits.c:[[#REGISTER:@LINE+2]]:{{.*}} missing-deregister
  // MENDED: entry-exits.c:[[#@LINE+1]]:{{.*}} missing-deregister
  if (!NT_SUCCESS(WskRegister(&Client, &Registration)))
    return STATUS_UNSUCCESSFUL;
  // CHECK: entry-exits.c:[[#@LINE+2]]:{{.*}} DriverEntry fails after
  // MENDED: entry-exits.c:[[#@LINE+1]]:{{.*}} DriverEntry fails after
  if (!NT_SUCCESS(WskCaptureProviderNPI(&Registration, 0, &Npi)))
    return STATUS_UNSUCCESSFUL;
  // MENDED-NOT: missing-deregister
  WskReleaseProviderNPI(&Registration);
  // CHECK: entry-exits.c:[[#REGISTER]]:{{.*}} missing-deregister
  // CHECK: entry-exits.c:[[#@LINE+1]]:{{.*}} DriverEntry fails after
  Block = ExAllocatePoolWithTag(NonPagedPool, 64, 'tseT');
  if (!Block) {
#ifdef ONE_MENDED
    WskDeregister(&Registration);
#endif
    return STATUS_INSUFFICIENT_RESOURCES;
  }
  ExFreePoolWithTag(Block, 'tseT');
  WskDeregister(&Registration);
  return STATUS_UNSUCCESSFUL;
}
