// Capture on a block that was deregistered and whose memory is gone. ...Bad
// breaks the rule, ...Ok does not, Suspicious... is reported with --pedantic.
//
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %s
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text \
// RUN:   -verify=expected,pedantic -analyzer-config wsk.Model:Pedantic=true %s
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;

typedef struct {
  ULONG Generation;
  WSK_REGISTRATION Registration;
} CONTEXT;

// BEGIN EXAMPLE
NTSTATUS RestartBad(WSK_PROVIDER_NPI *Npi) {
  WskDeregister(&Registration);
  // expected-note@-1 {{'Registration' is deregistered}}
  RtlZeroMemory(&Registration, sizeof(Registration));
  return WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, Npi);
  // expected-warning@-1 {{WskCaptureProviderNPI on 'Registration', which was deregistered and then freed or overwritten}}
  // expected-note@-2 {{WskCaptureProviderNPI on 'Registration', which was deregistered and then freed or overwritten}}
}

NTSTATUS RestartOk(WSK_PROVIDER_NPI *Npi) {
  NTSTATUS Status;
  WskDeregister(&Registration);
  RtlZeroMemory(&Registration, sizeof(Registration));
  Status = WskRegister(&ClientNpi, &Registration);
  if (!NT_SUCCESS(Status))
    return Status;
  return WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, Npi);
}
// END EXAMPLE

NTSTATUS FreedBad(CONTEXT *Context, WSK_PROVIDER_NPI *Npi) {
  PWSK_REGISTRATION Block = &Context->Registration;
  WskDeregister(Block);
  // expected-note@-1 {{'Registration' is deregistered}}
  ExFreePoolWithTag(Context, 'tstw');
  return WskCaptureProviderNPI(Block, WSK_NO_WAIT, Npi);
  // expected-warning@-1 {{WskCaptureProviderNPI on 'Registration', which was deregistered and then freed or overwritten}}
  // expected-note@-2 {{WskCaptureProviderNPI on 'Registration', which was deregistered and then freed or overwritten}}
}

NTSTATUS WholeContextZeroedBad(CONTEXT *Context, WSK_PROVIDER_NPI *Npi) {
  WskDeregister(&Context->Registration);
  // expected-note@-1 {{'Registration' is deregistered}}
  RtlZeroMemory(Context, sizeof(*Context));
  return WskCaptureProviderNPI(&Context->Registration, WSK_NO_WAIT, Npi);
  // expected-warning@-1 {{WskCaptureProviderNPI on 'Registration', which was deregistered and then freed or overwritten}}
  // expected-note@-2 {{WskCaptureProviderNPI on 'Registration', which was deregistered and then freed or overwritten}}
}

NTSTATUS CopiedOverBad(const WSK_REGISTRATION *Empty, WSK_PROVIDER_NPI *Npi) {
  WskDeregister(&Registration);
  // expected-note@-1 {{'Registration' is deregistered}}
  RtlCopyMemory(&Registration, Empty, sizeof(Registration));
  return WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, Npi);
  // expected-warning@-1 {{WskCaptureProviderNPI on 'Registration', which was deregistered and then freed or overwritten}}
  // expected-note@-2 {{WskCaptureProviderNPI on 'Registration', which was deregistered and then freed or overwritten}}
}

// FN: only calls that fill, copy or free memory are seen to destroy a block.
NTSTATUS AssignedBad(const WSK_REGISTRATION *Empty, WSK_PROVIDER_NPI *Npi) {
  WskDeregister(&Registration);
  // expected-note@-1 {{'Registration' is deregistered}}
  Registration = *Empty;
  return WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, Npi);
  // expected-warning@-1 {{WskCaptureProviderNPI on 'Registration', which was deregistered and then freed or overwritten}}
  // expected-note@-2 {{WskCaptureProviderNPI on 'Registration', which was deregistered and then freed or overwritten}}
}

static void Wipe(CONTEXT *Context) {
  WskDeregister(&Context->Registration);
  // expected-note@-1 {{'Registration' is deregistered}}
  memset(&Context->Registration, 0, sizeof(Context->Registration));
}

NTSTATUS HelperBad(CONTEXT *Context, WSK_PROVIDER_NPI *Npi) {
  Wipe(Context);
  // expected-note@-1 {{Calling 'Wipe'}}
  // expected-note@-2 {{Returning from 'Wipe'}}
  return WskCaptureProviderNPI(&Context->Registration, WSK_NO_WAIT, Npi);
  // expected-warning@-1 {{WskCaptureProviderNPI on 'Registration', which was deregistered and then freed or overwritten}}
  // expected-note@-2 {{WskCaptureProviderNPI on 'Registration', which was deregistered and then freed or overwritten}}
}

NTSTATUS OtherContextOk(CONTEXT *Context, CONTEXT *Other,
                        WSK_PROVIDER_NPI *Npi) {
  Wipe(Other);
  return WskCaptureProviderNPI(&Context->Registration, WSK_NO_WAIT, Npi);
}

NTSTATUS WipedBeforeOk(CONTEXT *Context, WSK_PROVIDER_NPI *Npi) {
  NTSTATUS Status;
  RtlZeroMemory(Context, sizeof(*Context));
  Status = WskRegister(&ClientNpi, &Context->Registration);
  if (!NT_SUCCESS(Status))
    return Status;
  return WskCaptureProviderNPI(&Context->Registration, WSK_NO_WAIT, Npi);
}

// The block is intact: the capture fails with STATUS_DEVICE_NOT_READY. In one
// thread the order is odd, though.
NTSTATUS SuspiciousIntact(WSK_PROVIDER_NPI *Npi) {
  WskDeregister(&Registration);
  // pedantic-note@-1 {{'Registration' is deregistered}}
  return WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, Npi);
  // pedantic-warning@-1 {{WskCaptureProviderNPI on 'Registration', which was deregistered before}}
  // pedantic-note@-2 {{WskCaptureProviderNPI on 'Registration', which was deregistered before}}
}
