// RUN: not %wsk-check %s -- -I %S/Inputs -I %S/../model/Inputs | FileCheck %s
// A fault that needs two stages: the ioctl captures, unload deregisters without
// a release. The story says which stage each step belongs to.
#include "stages.h"

static WSK_PROVIDER_NPI Npi;
static BOOLEAN Ready;

static NTSTATUS NTAPI Control(PDEVICE_OBJECT Device, PIRP Irp) {
  NTSTATUS Status = WskCaptureProviderNPI(&Reg, WSK_NO_WAIT, &Npi);
  if (NT_SUCCESS(Status))
    Ready = TRUE;
  return Status;
}

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
  if (!Ready)
    Trace = 1;
  WskDeregister(&Reg);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  Driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
  Driver->DriverUnload = Unload;
  return WskRegister(&Client, &Reg);
}

// CHECK: two-stages.c:[[#@LINE-9]]:3: warning: {{.*}}'Reg'{{.*}}[wsk-npi-held-at-deregister]
// CHECK: [DriverEntry]
// CHECK: two-stages.c:[[#@LINE-5]]:{{.*}}note: WskRegister succeeds: 'Reg' is registered
// CHECK: [dispatch routine 'Control']
// CHECK: note: runs while the driver is loaded
// CHECK: note: {{ *}}The provider NPI is captured; captures held: 1
// CHECK: [unload routine 'Unload']
// CHECK: note: the driver is unloaded
// CHECK: Driver two-stages: 1 finding
// CHECK-NOT: warning:
