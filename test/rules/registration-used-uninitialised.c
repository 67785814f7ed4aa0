// Capture or query on a block without a successful WskRegister. ...Bad breaks
// the rule, ...Ok does not.
//
// RUN: split-file %s %t
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/functions.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/capture-first-bad.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/register-first-ok.c

//--- functions.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;

typedef struct {
  WSK_REGISTRATION Registration;
  WSK_PROVIDER_NPI Npi;
} CONTEXT;

// BEGIN EXAMPLE
NTSTATUS ProbeBad(void) {
  WSK_REGISTRATION Local; // nobody registers it
  WSK_PROVIDER_NPI Npi;
  return WskCaptureProviderNPI(&Local, WSK_NO_WAIT, &Npi);
  // expected-warning@-1 {{WskCaptureProviderNPI on 'Local', which was never registered}}
  // expected-note@-2 {{WskCaptureProviderNPI on 'Local', which was never registered}}
}

NTSTATUS ProbeOk(void) {
  WSK_REGISTRATION Local;
  WSK_PROVIDER_NPI Npi;
  NTSTATUS Status = WskRegister(&ClientNpi, &Local);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = WskCaptureProviderNPI(&Local, WSK_NO_WAIT, &Npi);
  if (NT_SUCCESS(Status))
    WskReleaseProviderNPI(&Local);
  WskDeregister(&Local);
  return Status;
}
// END EXAMPLE

NTSTATUS QueryBad(void) {
  WSK_REGISTRATION Local;
  WSK_PROVIDER_CHARACTERISTICS Versions;
  return WskQueryProviderCharacteristics(&Local, &Versions);
  // expected-warning@-1 {{WskQueryProviderCharacteristics on 'Local', which was never registered}}
  // expected-note@-2 {{WskQueryProviderCharacteristics on 'Local', which was never registered}}
}

static NTSTATUS Capture(CONTEXT *Context) {
  return WskCaptureProviderNPI(&Context->Registration, WSK_NO_WAIT,
  // expected-warning@-1 {{WskCaptureProviderNPI on 'Registration', which was never registered}}
  // expected-note@-2 {{WskCaptureProviderNPI on 'Registration', which was never registered}}
                               &Context->Npi);
}

NTSTATUS PoolBad(void) {
  CONTEXT *Context =
      ExAllocatePoolWithTag(NonPagedPool, sizeof(CONTEXT), 'tstw');
  if (!Context)
  // expected-note@-1 {{Assuming 'Context' is non-null}}
  // expected-note@-2 {{Taking false branch}}
    return STATUS_INSUFFICIENT_RESOURCES;
  return Capture(Context);
  // expected-note@-1 {{Calling 'Capture'}}
}

NTSTATUS PoolOk(void) {
  NTSTATUS Status;
  CONTEXT *Context =
      ExAllocatePoolWithTag(NonPagedPool, sizeof(CONTEXT), 'tstw');
  if (!Context)
    return STATUS_INSUFFICIENT_RESOURCES;
  Status = WskRegister(&ClientNpi, &Context->Registration);
  if (!NT_SUCCESS(Status)) {
    ExFreePoolWithTag(Context, 'tstw');
    return Status;
  }
  return Capture(Context);
}

NTSTATUS WrongElementBad(WSK_PROVIDER_NPI *Npi) {
  WSK_REGISTRATION Locals[2];
  NTSTATUS Status = WskRegister(&ClientNpi, &Locals[0]);
  // expected-note@-1 {{WskRegister succeeds: 'Locals' is registered}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
  return WskCaptureProviderNPI(&Locals[1], WSK_NO_WAIT, Npi);
  // expected-warning@-1 {{WskCaptureProviderNPI on 'Locals[1]', which was never registered}}
  // expected-note@-2 {{WskCaptureProviderNPI on 'Locals[1]', which was never registered}}
}

// Who calls this may have registered the block.
NTSTATUS UnknownHistoryOk(CONTEXT *Context, WSK_PROVIDER_NPI *Npi) {
  NTSTATUS Status = Capture(Context);
  if (!NT_SUCCESS(Status))
    Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, Npi);
  return Status;
}

//--- capture-first-bad.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi;

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  // expected-warning@-1 {{WskCaptureProviderNPI on 'Registration', which was never registered}}
  // expected-note@-2 {{WskCaptureProviderNPI on 'Registration', which was never registered}}
  if (!NT_SUCCESS(Status))
    return Status;
  return WskRegister(&ClientNpi, &Registration);
}

//--- register-first-ok.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi;

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = WskRegister(&ClientNpi, &Registration);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  if (!NT_SUCCESS(Status))
    WskDeregister(&Registration);
  return Status;
}
// expected-no-diagnostics

