// A captured provider NPI is lost: nothing can release it. ...Bad breaks the
// rule, ...Ok does not.
//
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %s
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Stored;

typedef struct {
  WSK_REGISTRATION Registration;
  WSK_PROVIDER_NPI Npi;
} CONTEXT;

// BEGIN EXAMPLE
NTSTATUS ProbeBad(void) {
  WSK_PROVIDER_NPI Npi;
  NTSTATUS Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  // expected-note@-1 {{The provider NPI is captured; captures held: 1}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
  return StartWork(); // the capture is never released
  // expected-warning@-1 {{'ProbeBad' loses the captured provider NPI of 'Registration': nothing releases it}}
  // expected-note@-2 {{'ProbeBad' loses the captured provider NPI of 'Registration': nothing releases it}}
}

NTSTATUS ProbeOk(void) {
  WSK_PROVIDER_NPI Npi;
  NTSTATUS Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = StartWork();
  WskReleaseProviderNPI(&Registration);
  return Status;
}
// END EXAMPLE

NTSTATUS EarlyReturnBad(void) {
  WSK_PROVIDER_NPI Npi;
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
    return Status;
    // expected-warning@-1 {{'EarlyReturnBad' loses the captured provider NPI of 'Registration': nothing releases it}}
    // expected-note@-2 {{'EarlyReturnBad' loses the captured provider NPI of 'Registration': nothing releases it}}
  WskReleaseProviderNPI(&Registration);
  return STATUS_SUCCESS;
}

NTSTATUS LadderOk(void) {
  WSK_PROVIDER_NPI Npi;
  NTSTATUS Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  if (!NT_SUCCESS(Status))
    goto Exit;
  Status = StartWork();
  if (!NT_SUCCESS(Status))
    goto Release;
  Status = StartWork();
Release:
  WskReleaseProviderNPI(&Registration);
Exit:
  return Status;
}

NTSTATUS LeavesLoopBad(void) {
  WSK_PROVIDER_NPI Npi;
  ULONG I;
  for (I = 0; I < 3; ++I) {
  // expected-note@-1 {{Loop condition is true.  Entering loop body}}
    if (!NT_SUCCESS(WskCaptureProviderNPI(&Registration, 100, &Npi)))
    // expected-note@-1 {{The provider NPI is captured; captures held: 1}}
    // expected-note@-2 {{Taking false branch}}
      continue;
    if (!NT_SUCCESS(StartWork()))
    // expected-note@-1 {{Assuming the condition is true}}
    // expected-note@-2 {{Taking true branch}}
      return STATUS_UNSUCCESSFUL;
      // expected-warning@-1 {{'LeavesLoopBad' loses the captured provider NPI of 'Registration': nothing releases it}}
      // expected-note@-2 {{'LeavesLoopBad' loses the captured provider NPI of 'Registration': nothing releases it}}
    WskReleaseProviderNPI(&Registration);
  }
  return STATUS_SUCCESS;
}

static NTSTATUS Capture(CONTEXT *Context, WSK_PROVIDER_NPI *Npi) {
  return WskCaptureProviderNPI(&Context->Registration, WSK_NO_WAIT, Npi);
  // expected-note@-1 {{The provider NPI is captured; captures held: 1}}
}

NTSTATUS HelperBad(CONTEXT *Context) {
  WSK_PROVIDER_NPI Npi;
  return Capture(Context, &Npi);
  // expected-warning@-1 {{'HelperBad' loses the captured provider NPI of 'Registration': nothing releases it}}
  // expected-note@-2 {{Calling 'Capture'}}
  // expected-note@-3 {{Returning from 'Capture'}}
  // expected-note@-4 {{'HelperBad' loses the captured provider NPI of 'Registration': nothing releases it}}
}

NTSTATUS TwiceBad(CONTEXT *Context) {
  WSK_PROVIDER_NPI First, Second;
  NTSTATUS Status = WskCaptureProviderNPI(&Context->Registration, WSK_NO_WAIT,
  // expected-note@-1 {{The provider NPI is captured; captures held: 1}}
                                          &First);
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
  Status =
      WskCaptureProviderNPI(&Context->Registration, WSK_NO_WAIT, &Second);
      // expected-note@-1 {{The provider NPI is captured; captures held: 2}}
  WskReleaseProviderNPI(&Context->Registration);
  // expected-note@-1 {{The provider NPI is released}}
  return Status;
  // expected-warning@-1 {{'TwiceBad' loses the captured provider NPI of 'Registration': nothing releases it}}
  // expected-note@-2 {{'TwiceBad' loses the captured provider NPI of 'Registration': nothing releases it}}
}

NTSTATUS TwiceOk(CONTEXT *Context) {
  WSK_PROVIDER_NPI First, Second;
  NTSTATUS Status = WskCaptureProviderNPI(&Context->Registration, WSK_NO_WAIT,
                                          &First);
  if (!NT_SUCCESS(Status))
    return Status;
  Status =
      WskCaptureProviderNPI(&Context->Registration, WSK_NO_WAIT, &Second);
  if (NT_SUCCESS(Status))
    WskReleaseProviderNPI(&Context->Registration);
  WskReleaseProviderNPI(&Context->Registration);
  return Status;
}

static NTSTATUS CaptureSecond(CONTEXT *Context, WSK_PROVIDER_NPI *Npi) {
  return WskCaptureProviderNPI(&Context->Registration, WSK_NO_WAIT, Npi);
}

// A helper may leave what its caller releases.
NTSTATUS SecondFailsOk(CONTEXT *Context) {
  WSK_PROVIDER_NPI First, Second;
  NTSTATUS Status = WskCaptureProviderNPI(&Context->Registration, WSK_NO_WAIT,
                                          &First);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = CaptureSecond(Context, &Second);
  if (NT_SUCCESS(Status))
    WskReleaseProviderNPI(&Context->Registration);
  WskReleaseProviderNPI(&Context->Registration);
  return Status;
}

// Whoever has the context can release.
NTSTATUS StoredInContextOk(CONTEXT *Context) {
  return Capture(Context, &Context->Npi);
}

NTSTATUS StoredInGlobalOk(void) {
  return WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Stored);
}

NTSTATUS GivenToCallerOk(WSK_PROVIDER_NPI *Out) {
  return WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, Out);
}

NTSTATUS CopiedToGlobalOk(void) {
  WSK_PROVIDER_NPI Npi;
  NTSTATUS Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  if (NT_SUCCESS(Status))
    Stored = Npi;
  return Status;
}
