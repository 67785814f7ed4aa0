// A registration is used although nobody looked at the status of WskRegister.
// ...Bad breaks the rule, ...Ok does not.
//
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %s
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi;

typedef struct {
  NTSTATUS Status;
  WSK_REGISTRATION Registration;
  WSK_PROVIDER_NPI Npi;
} CONTEXT;

// BEGIN EXAMPLE
NTSTATUS StartBad(void) {
  WskRegister(&ClientNpi, &Registration); // a failure goes unseen
  // expected-note@-1 {{WskRegister fails: 'Registration' is not registered}}
  return WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  // expected-warning@-1 {{WskCaptureProviderNPI uses 'Registration', but WskRegister may have failed: its status is not tested}}
  // expected-note@-2 {{WskCaptureProviderNPI uses 'Registration', but WskRegister may have failed: its status is not tested}}
}

NTSTATUS StartOk(void) {
  NTSTATUS Status = WskRegister(&ClientNpi, &Registration);
  if (!NT_SUCCESS(Status))
    return Status;
  return WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
}
// END EXAMPLE

NTSTATUS OverwrittenBad(void) {
  NTSTATUS Status = WskRegister(&ClientNpi, &Registration);
  // expected-note@-1 {{WskRegister fails: 'Registration' is not registered}}
  Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  // expected-warning@-1 {{WskCaptureProviderNPI uses 'Registration', but WskRegister may have failed: its status is not tested}}
  // expected-note@-2 {{WskCaptureProviderNPI uses 'Registration', but WskRegister may have failed: its status is not tested}}
  return Status;
}

NTSTATUS FieldBad(CONTEXT *Context) {
  Context->Status = WskRegister(&ClientNpi, &Context->Registration);
  // expected-note@-1 {{WskRegister fails: 'Registration' is not registered}}
  return WskCaptureProviderNPI(&Context->Registration, WSK_NO_WAIT,
  // expected-warning@-1 {{WskCaptureProviderNPI uses 'Registration', but WskRegister may have failed: its status is not tested}}
  // expected-note@-2 {{WskCaptureProviderNPI uses 'Registration', but WskRegister may have failed: its status is not tested}}
                               &Context->Npi);
}

NTSTATUS FieldOk(CONTEXT *Context) {
  Context->Status = WskRegister(&ClientNpi, &Context->Registration);
  if (!NT_SUCCESS(Context->Status))
    return Context->Status;
  return WskCaptureProviderNPI(&Context->Registration, WSK_NO_WAIT,
                               &Context->Npi);
}

// The wrapper loses the status.
static void Register(PWSK_REGISTRATION Block) {
  WskRegister(&ClientNpi, Block);
  // expected-note@-1 {{WskRegister fails: 'Registration' is not registered}}
}

NTSTATUS WrapperBad(void) {
  Register(&Registration);
  // expected-note@-1 {{Calling 'Register'}}
  // expected-note@-2 {{Returning from 'Register'}}
  return WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  // expected-warning@-1 {{WskCaptureProviderNPI uses 'Registration', but WskRegister may have failed: its status is not tested}}
  // expected-note@-2 {{WskCaptureProviderNPI uses 'Registration', but WskRegister may have failed: its status is not tested}}
}

static BOOLEAN TryRegister(PWSK_REGISTRATION Block) {
  return NT_SUCCESS(WskRegister(&ClientNpi, Block));
}

NTSTATUS WrapperOk(void) {
  if (!TryRegister(&Registration))
    return STATUS_UNSUCCESSFUL;
  return WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
}

NTSTATUS PoolBad(void) {
  CONTEXT *Context =
      ExAllocatePoolWithTag(NonPagedPool, sizeof(CONTEXT), 'tstw');
  if (!Context)
  // expected-note@-1 {{Assuming 'Context' is non-null}}
  // expected-note@-2 {{Taking false branch}}
    return STATUS_INSUFFICIENT_RESOURCES;
  WskRegister(&ClientNpi, &Context->Registration);
  // expected-note@-1 {{WskRegister fails: 'Registration' is not registered}}
  return WskCaptureProviderNPI(&Context->Registration, WSK_NO_WAIT,
  // expected-warning@-1 {{WskCaptureProviderNPI uses 'Registration', but WskRegister may have failed: its status is not tested}}
  // expected-note@-2 {{WskCaptureProviderNPI uses 'Registration', but WskRegister may have failed: its status is not tested}}
                               &Context->Npi);
}

NTSTATUS QueryBad(void) {
  WSK_PROVIDER_CHARACTERISTICS Versions;
  WskRegister(&ClientNpi, &Registration);
  // expected-note@-1 {{WskRegister fails: 'Registration' is not registered}}
  return WskQueryProviderCharacteristics(&Registration, &Versions);
  // expected-warning@-1 {{WskQueryProviderCharacteristics uses 'Registration', but WskRegister may have failed: its status is not tested}}
  // expected-note@-2 {{WskQueryProviderCharacteristics uses 'Registration', but WskRegister may have failed: its status is not tested}}
}

// The status is lost, but nothing of WSK is used.
void NotUsedOk(void) { WskRegister(&ClientNpi, &Registration); }

NTSTATUS ComparedOk(void) {
  if (WskRegister(&ClientNpi, &Registration) != STATUS_SUCCESS)
    return STATUS_UNSUCCESSFUL;
  return WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
}

// The status is looked at, but the failure has no consequence.
NTSTATUS OnlyPrintedBad(void) {
  NTSTATUS Status = WskRegister(&ClientNpi, &Registration);
  // expected-note@-1 {{WskRegister fails: 'Registration' is not registered}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is < 0}}
  // expected-note@-2 {{Taking true branch}}
    DbgPrint("WskRegister: %x\n", Status);
  return WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  // expected-warning@-1 {{WskCaptureProviderNPI on 'Registration', whose registration failed}}
  // expected-note@-2 {{WskCaptureProviderNPI on 'Registration', whose registration failed}}
}
