// WskReleaseProviderNPI without a matching capture. ...Bad breaks the rule,
// ...Ok does not.
//
// RUN: split-file %s %t
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/functions.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/unload-bad.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/unload-ok.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/late-release-suspicious.c

//--- functions.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi;

typedef struct {
  BOOLEAN IsCaptured;
  WSK_REGISTRATION Registration;
  WSK_PROVIDER_NPI Npi;
} CONTEXT;

// BEGIN EXAMPLE
void ProbeBad(void) {
  WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  // expected-note@-1 {{WskCaptureProviderNPI fails}}
  StartWork();
  WskReleaseProviderNPI(&Registration); // also when the capture has failed
  // expected-warning@-1 {{WskReleaseProviderNPI on 'Registration': the capture failed}}
  // expected-note@-2 {{WskReleaseProviderNPI on 'Registration': the capture failed}}
}

void ProbeOk(void) {
  if (!NT_SUCCESS(WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi)))
    return;
  StartWork();
  WskReleaseProviderNPI(&Registration);
}
// END EXAMPLE

NTSTATUS LadderBad(void) {
  NTSTATUS Status = WskRegister(&ClientNpi, &Registration);
  // expected-note@-1 {{WskRegister succeeds: 'Registration' is registered}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
  Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  // expected-note@-1 {{WskCaptureProviderNPI fails}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is < 0}}
  // expected-note@-2 {{Taking true branch}}
    goto Release; // one rung too high
    // expected-note@-1 {{Control jumps to line}}
  Status = StartWork();
  if (!NT_SUCCESS(Status))
    goto Release;
  return STATUS_SUCCESS;
Release:
  WskReleaseProviderNPI(&Registration);
  // expected-warning@-1 {{WskReleaseProviderNPI on 'Registration': the capture failed}}
  // expected-note@-2 {{WskReleaseProviderNPI on 'Registration': the capture failed}}
  WskDeregister(&Registration);
  return Status;
}

NTSTATUS TwiceBad(void) {
  NTSTATUS Status = WskRegister(&ClientNpi, &Registration);
  // expected-note@-1 {{WskRegister succeeds: 'Registration' is registered}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
  if (NT_SUCCESS(WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi))) {
  // expected-note@-1 {{The provider NPI is captured; captures held: 1}}
  // expected-note@-2 {{Taking true branch}}
    WskReleaseProviderNPI(&Registration);
    // expected-note@-1 {{The provider NPI is released; captures held: 0}}
    WskReleaseProviderNPI(&Registration);
    // expected-warning@-1 {{WskReleaseProviderNPI on 'Registration': no capture is held}}
    // expected-note@-2 {{WskReleaseProviderNPI on 'Registration': no capture is held}}
  }
  WskDeregister(&Registration);
  return Status;
}

static void Release(CONTEXT *Context) {
  if (!Context->IsCaptured)
  // expected-note@-1 {{Field 'IsCaptured' is 1}}
  // expected-note@-2 {{Taking false branch}}
    return;
  Context->IsCaptured = FALSE;
  WskReleaseProviderNPI(&Context->Registration);
  // expected-warning@-1 {{WskReleaseProviderNPI on 'Registration': the capture failed}}
  // expected-note@-2 {{WskReleaseProviderNPI on 'Registration': the capture failed}}
}

void FlagOk(CONTEXT *Context) {
  Context->IsCaptured = NT_SUCCESS(WskCaptureProviderNPI(
      &Context->Registration, WSK_NO_WAIT, &Context->Npi));
  StartWork();
  Release(Context);
  Release(Context);
}

void FlagBad(CONTEXT *Context) {
  WskCaptureProviderNPI(&Context->Registration, WSK_NO_WAIT, &Context->Npi);
  // expected-note@-1 {{WskCaptureProviderNPI fails}}
  Context->IsCaptured = TRUE;
  Release(Context);
  // expected-note@-1 {{Calling 'Release'}}
}

void AfterDeregisterBad(CONTEXT *Context) {
  WskDeregister(&Context->Registration);
  // expected-note@-1 {{'Registration' is deregistered}}
  WskReleaseProviderNPI(&Context->Registration);
  // expected-warning@-1 {{WskReleaseProviderNPI on 'Registration': it has been deregistered already}}
  // expected-note@-2 {{WskReleaseProviderNPI on 'Registration': it has been deregistered already}}
}

NTSTATUS PoolBad(void) {
  NTSTATUS Status;
  CONTEXT *Context =
      ExAllocatePoolWithTag(NonPagedPool, sizeof(CONTEXT), 'tstw');
  if (!Context)
  // expected-note@-1 {{Assuming 'Context' is non-null}}
  // expected-note@-2 {{Taking false branch}}
    return STATUS_INSUFFICIENT_RESOURCES;
  Status = WskRegister(&ClientNpi, &Context->Registration);
  // expected-note@-1 {{WskRegister succeeds: 'Registration' is registered}}
  if (NT_SUCCESS(Status)) {
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking true branch}}
    WskReleaseProviderNPI(&Context->Registration); // never captured
    // expected-warning@-1 {{WskReleaseProviderNPI on 'Registration': no capture is held}}
    // expected-note@-2 {{WskReleaseProviderNPI on 'Registration': no capture is held}}
    WskDeregister(&Context->Registration);
  }
  ExFreePoolWithTag(Context, 'tstw');
  return Status;
}

void TwoCapturesOk(WSK_PROVIDER_NPI *Second) {
  if (!NT_SUCCESS(WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi)))
    return;
  if (NT_SUCCESS(WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, Second)))
    WskReleaseProviderNPI(&Registration);
  WskReleaseProviderNPI(&Registration);
}

// A failed second capture takes nothing away from the first.
void SecondFailsOk(WSK_PROVIDER_NPI *Second) {
  if (!NT_SUCCESS(WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi)))
    return;
  if (!NT_SUCCESS(WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, Second))) {
    WskReleaseProviderNPI(&Registration);
    return;
  }
  WskReleaseProviderNPI(&Registration);
  WskReleaseProviderNPI(&Registration);
}

// Who calls this may have captured.
void UnknownHistoryOk(CONTEXT *Context) {
  WskReleaseProviderNPI(&Registration);
  WskReleaseProviderNPI(&Context->Registration);
}

//--- unload-bad.c
// One release without a guard is one fault, whichever way nothing is held.
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi;

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
// expected-note@-1 {{Stage unload routine 'Unload': the driver is unloaded}}
  WskReleaseProviderNPI(&Registration);
  // expected-warning@-1 {{WskReleaseProviderNPI on 'Registration': no capture is held}}
  // expected-note@-2 {{WskReleaseProviderNPI on 'Registration': no capture is held}}
  WskDeregister(&Registration);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = WskRegister(&ClientNpi, &Registration);
  // expected-note@-1 {{WskRegister succeeds: 'Registration' is registered}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
  Driver->DriverUnload = Unload;
  if (IsWanted())
  // expected-note@-1 {{Assuming the condition is false}}
  // expected-note@-2 {{Taking false branch}}
    WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  return STATUS_SUCCESS;
  // expected-note@-1 {{Calling 'Unload'}}
}

//--- unload-ok.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi; // Dispatch stays NULL until it is captured

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
  if (Npi.Dispatch)
    WskReleaseProviderNPI(&Registration);
  WskDeregister(&Registration);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = WskRegister(&ClientNpi, &Registration);
  if (!NT_SUCCESS(Status))
    return Status;
  Driver->DriverUnload = Unload;
  if (IsWanted())
    WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  return STATUS_SUCCESS;
}
// expected-no-diagnostics

//--- late-release-suspicious.c
// expected-no-diagnostics
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi;
static BOOLEAN IsCaptured;

static void Release(void) {
  if (IsCaptured)
    WskReleaseProviderNPI(&Registration);
  IsCaptured = FALSE;
}

static NTSTATUS NTAPI Cleanup(PDEVICE_OBJECT Device, PIRP Irp) {
  Release();
  Irp->IoStatus.Status = STATUS_SUCCESS;
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return STATUS_SUCCESS;
}

// WskDeregister waits for the capture that is released only after it, unless a
// request has released it before: no release is one too many.
static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
  IoDeleteDevice(Driver->DeviceObject);
  WskDeregister(&Registration);
  Release();
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\Late");
  PDEVICE_OBJECT Device;
  NTSTATUS Status = WskRegister(&ClientNpi, &Registration);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = IoCreateDevice(Driver, 0, &Name, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
  if (!NT_SUCCESS(Status)) {
    WskDeregister(&Registration);
    return Status;
  }
  IsCaptured = NT_SUCCESS(WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi));
  Driver->MajorFunction[IRP_MJ_CREATE] = Cleanup;
  Driver->MajorFunction[IRP_MJ_CLEANUP] = Cleanup;
  Driver->DriverUnload = Unload;
  return STATUS_SUCCESS;
}
