// WskDeregister while the provider NPI is captured: it never returns. ...Bad
// breaks the rule, ...Ok does not.
//
// RUN: split-file %s %t
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/functions.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/unload-bad.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/unload-ok.c

//--- functions.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi;

typedef struct {
  WSK_REGISTRATION Registration;
  WSK_PROVIDER_NPI Npi[2];
} CONTEXT;

// BEGIN EXAMPLE
NTSTATUS StartBad(void) {
  NTSTATUS Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  // expected-note@-1 {{The provider NPI is captured; captures held: 1}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
  Status = StartWork();
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{Assuming 'Status' is < 0}}
  // expected-note@-2 {{Taking true branch}}
    WskDeregister(&Registration); // waits for a release that never comes
    // expected-warning@-1 {{WskDeregister never returns: the provider NPI of 'Registration' is still captured}}
    // expected-note@-2 {{WskDeregister never returns: the provider NPI of 'Registration' is still captured}}
  return Status;
}

NTSTATUS StartOk(void) {
  NTSTATUS Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = StartWork();
  if (!NT_SUCCESS(Status)) {
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
  }
  return Status;
}
// END EXAMPLE

NTSTATUS LadderBad(void) {
  NTSTATUS Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  // expected-note@-1 {{The provider NPI is captured; captures held: 1}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    goto Deregister;
  Status = StartWork();
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{Assuming 'Status' is < 0}}
  // expected-note@-2 {{Taking true branch}}
    goto Deregister; // one rung too low
    // expected-note@-1 {{Control jumps to line}}
  WskReleaseProviderNPI(&Registration);
Deregister:
  WskDeregister(&Registration);
  // expected-warning@-1 {{WskDeregister never returns: the provider NPI of 'Registration' is still captured}}
  // expected-note@-2 {{WskDeregister never returns: the provider NPI of 'Registration' is still captured}}
  return Status;
}

void WrongOrderBad(void) {
  if (!NT_SUCCESS(WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi)))
  // expected-note@-1 {{The provider NPI is captured; captures held: 1}}
  // expected-note@-2 {{Taking false branch}}
    return;
  WskDeregister(&Registration);
  // expected-warning@-1 {{WskDeregister never returns: the provider NPI of 'Registration' is still captured}}
  // expected-note@-2 {{WskDeregister never returns: the provider NPI of 'Registration' is still captured}}
  WskReleaseProviderNPI(&Registration);
}

void TwoCapturesBad(CONTEXT *Context) {
  ULONG I;
  for (I = 0; I < 2; ++I)
  // expected-note@-1 2 {{Loop condition is true.  Entering loop body}}
  // expected-note@-2 {{Loop condition is false. Execution continues on line}}
    if (!NT_SUCCESS(WskCaptureProviderNPI(&Context->Registration, WSK_NO_WAIT,
    // expected-note@-1 {{The provider NPI is captured; captures held: 1}}
    // expected-note@-2 2 {{Taking false branch}}
    // expected-note@-3 {{The provider NPI is captured; captures held: 2}}
                                          &Context->Npi[I])))
      return;
  WskReleaseProviderNPI(&Context->Registration);
  // expected-note@-1 {{The provider NPI is released}}
  WskDeregister(&Context->Registration);
  // expected-warning@-1 {{WskDeregister never returns: the provider NPI of 'Registration' is still captured}}
  // expected-note@-2 {{WskDeregister never returns: the provider NPI of 'Registration' is still captured}}
}

void TwoCapturesOk(CONTEXT *Context) {
  ULONG I;
  for (I = 0; I < 2; ++I)
    if (!NT_SUCCESS(WskCaptureProviderNPI(&Context->Registration, WSK_NO_WAIT,
                                          &Context->Npi[I])))
      return;
  for (I = 0; I < 2; ++I)
    WskReleaseProviderNPI(&Context->Registration);
  WskDeregister(&Context->Registration);
}

static void Stop(CONTEXT *Context) { WskDeregister(&Context->Registration); }
// expected-warning@-1 {{WskDeregister never returns: the provider NPI of 'Registration' is still captured}}
// expected-note@-2 {{WskDeregister never returns: the provider NPI of 'Registration' is still captured}}

void HelperBad(CONTEXT *Context) {
  if (NT_SUCCESS(WskCaptureProviderNPI(&Context->Registration, WSK_NO_WAIT,
  // expected-note@-1 {{The provider NPI is captured; captures held: 1}}
  // expected-note@-2 {{Taking true branch}}
                                       &Context->Npi[0])))
    Stop(Context);
    // expected-note@-1 {{Calling 'Stop'}}
}

void CaptureFailedOk(void) {
  if (!NT_SUCCESS(WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi)))
    WskDeregister(&Registration);
}

void OtherBlockOk(CONTEXT *Context) {
  if (NT_SUCCESS(WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi)))
    Stop(Context);
}

//--- unload-bad.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi;

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
// expected-note@-1 {{Stage unload routine 'Unload': the driver is unloaded}}
  WskDeregister(&Registration);
  // expected-warning@-1 {{WskDeregister never returns: the provider NPI of 'Registration' is still captured}}
  // expected-note@-2 {{WskDeregister never returns: the provider NPI of 'Registration' is still captured}}
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = WskRegister(&ClientNpi, &Registration);
  // expected-note@-1 {{WskRegister succeeds: 'Registration' is registered}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
  Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  // expected-note@-1 {{The provider NPI is captured; captures held: 1}}
  if (!NT_SUCCESS(Status)) {
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    WskDeregister(&Registration);
    return Status;
  }
  Driver->DriverUnload = Unload;
  return STATUS_SUCCESS;
  // expected-note@-1 {{Calling 'Unload'}}
}

//--- unload-ok.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi;

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
  WskReleaseProviderNPI(&Registration);
  WskDeregister(&Registration);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = WskRegister(&ClientNpi, &Registration);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  if (!NT_SUCCESS(Status)) {
    WskDeregister(&Registration);
    return Status;
  }
  Driver->DriverUnload = Unload;
  return STATUS_SUCCESS;
}
// expected-no-diagnostics

