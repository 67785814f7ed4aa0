// RUN: not %wsk-check %s -- -I %S/Inputs -I %S/../model/Inputs | FileCheck %s
// RUN: %clang19 --analyze %wdk-args -I %S/Inputs -I %S/../model/Inputs \
// RUN:   -Xclang -load -Xclang %plugin -Xclang -analyzer-checker=wsk \
// RUN:   --analyzer-output text -o /dev/null %s 2>&1 \
// RUN:   | FileCheck --check-prefix=CLANG %s
// A fault over three stages: the thread releases, a later ioctl uses the table.
// In clang the stages are notes of their own.
#include "stages.h"

static WSK_PROVIDER_NPI Npi;

static VOID NTAPI Worker(PVOID Context) { WskReleaseProviderNPI(&Reg); }

static NTSTATUS NTAPI Control(PDEVICE_OBJECT Device, PIRP Irp) {
  Npi.Dispatch->WskFreeAddressInfo(Npi.Client, NULL);
  return STATUS_SUCCESS;
}

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) { WskDeregister(&Reg); }

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  HANDLE Thread;
  NTSTATUS Status = WskRegister(&Client, &Reg);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = WskCaptureProviderNPI(&Reg, WSK_INFINITE_WAIT, &Npi);
  if (!NT_SUCCESS(Status)) {
    WskDeregister(&Reg);
    return Status;
  }
  Driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
  Driver->DriverUnload = Unload;
  Status = PsCreateSystemThread(&Thread, THREAD_ALL_ACCESS, NULL, NULL, NULL,
                                Worker, NULL);
  if (!NT_SUCCESS(Status)) {
    WskReleaseProviderNPI(&Reg);
    WskDeregister(&Reg);
  }
  return Status;
}

// CHECK: three-stages.c:15:3: warning: {{.*}}[wsk-provider-call-after-release]
// CHECK: [DriverEntry]
// CHECK: note: WskRegister succeeds: 'Reg' is registered
// CHECK: note: The provider NPI is captured; captures held: 1
// CHECK: [system thread 'Worker']
// CHECK: note: runs before the driver is unloaded
// CHECK: note: {{ *}}The provider NPI is released; captures held: 0
// CHECK: [dispatch routine 'Control']
// CHECK: Driver three-stages: 1 finding

// CLANG: three-stages.c:15:3: warning: {{.*}}[wsk.ProviderCallAfterRelease]
// CLANG: note: Stage system thread 'Worker': runs before the driver is unloaded
// CLANG: note: Stage dispatch routine 'Control': runs while the driver is loaded
