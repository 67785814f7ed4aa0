// The provider NPI is used although its capture failed. ...Bad breaks the rule,
// ...Ok does not, FN_... is a known gap.
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

static NTSTATUS Query(const WSK_PROVIDER_NPI *From, SIZE_T *Size) {
  return From->Dispatch->WskControlClient(From->Client, WSK_TRANSPORT_LIST_QUERY,
  // expected-warning@-1 {{WskControlClient is called through the provider NPI of 'Registration', but its capture failed}}
  // expected-note@-2 {{WskControlClient is called through the provider NPI of 'Registration', but its capture failed}}
                                          0, NULL, 0, NULL, Size, NULL);
}

// BEGIN EXAMPLE
NTSTATUS ProbeBad(SIZE_T *Size) {
  WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  // expected-note@-1 {{WskCaptureProviderNPI fails}}
  return Npi.Dispatch->WskControlClient(Npi.Client, WSK_TRANSPORT_LIST_QUERY, 0,
  // expected-warning@-1 {{WskControlClient is called through the provider NPI of 'Registration', but its capture failed}}
  // expected-note@-2 {{WskControlClient is called through the provider NPI of 'Registration', but its capture failed}}
                                        NULL, 0, NULL, Size, NULL);
}

NTSTATUS ProbeOk(SIZE_T *Size) {
  NTSTATUS Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = Npi.Dispatch->WskControlClient(Npi.Client, WSK_TRANSPORT_LIST_QUERY,
                                          0, NULL, 0, NULL, Size, NULL);
  WskReleaseProviderNPI(&Registration);
  return Status;
}
// END EXAMPLE

// A local cannot hold an earlier capture.
NTSTATUS LocalBad(SIZE_T *Size) {
  WSK_PROVIDER_NPI Local;
  NTSTATUS Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Local);
  // expected-note@-1 {{WskCaptureProviderNPI fails}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is < 0}}
  // expected-note@-2 {{Taking true branch}}
    DbgPrint("WskCaptureProviderNPI: %x\n", Status); // and goes on
  Status = QUERY(&Local, Size);
  // expected-warning@-1 {{WskControlClient is called through the provider NPI of 'Registration', but its capture failed}}
  // expected-note@-2 {{WskControlClient is called through the provider NPI of 'Registration', but its capture failed}}
  WskReleaseProviderNPI(&Registration);
  return Status;
}

// FN: a failure that was looked at is forgotten where the past is unknown, as an
// earlier capture may still be held.
NTSTATUS FN_Inverted(CONTEXT *Context, SIZE_T *Size) {
  Context->Status = WskCaptureProviderNPI(&Context->Registration, WSK_NO_WAIT,
                                          &Context->Npi);
  if (NT_SUCCESS(Context->Status))
    return STATUS_SUCCESS;
  return QUERY(&Context->Npi, Size);
}

static BOOLEAN Capture(CONTEXT *Context) {
  return NT_SUCCESS(WskCaptureProviderNPI(&Context->Registration, WSK_NO_WAIT,
  // expected-note@-1 {{WskCaptureProviderNPI fails}}
                                          &Context->Npi));
}

NTSTATUS HelperBad(CONTEXT *Context, SIZE_T *Size) {
  Capture(Context); // its answer is thrown away
  // expected-note@-1 {{Calling 'Capture'}}
  // expected-note@-2 {{Returning from 'Capture'}}
  return Query(&Context->Npi, Size);
  // expected-note@-1 {{Calling 'Query'}}
}

NTSTATUS HelperOk(CONTEXT *Context, SIZE_T *Size) {
  if (!Capture(Context))
    return STATUS_DEVICE_NOT_READY;
  return QUERY(&Context->Npi, Size);
}

void SocketBad(CONTEXT *Context, PIRP Irp) {
  WskCaptureProviderNPI(&Context->Registration, 100, &Context->Npi);
  // expected-note@-1 {{WskCaptureProviderNPI fails}}
  Context->Npi.Dispatch->WskSocket(Context->Npi.Client, AF_INET, SOCK_STREAM,
  // expected-warning@-1 {{WskSocket is called through the provider NPI of 'Registration', but its capture failed}}
  // expected-note@-2 {{WskSocket is called through the provider NPI of 'Registration', but its capture failed}}
                                   IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET,
                                   NULL, NULL, NULL, NULL, NULL, Irp);
  WskReleaseProviderNPI(&Context->Registration);
}

// Known by the pointer, not by the status.
NTSTATUS PointerOk(SIZE_T *Size) {
  NTSTATUS Status;
  WSK_PROVIDER_NPI Local = {NULL, NULL};
  WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Local);
  if (!Local.Dispatch)
    return STATUS_DEVICE_NOT_READY;
  Status = QUERY(&Local, Size);
  WskReleaseProviderNPI(&Registration);
  return Status;
}

NTSTATUS RetryOk(SIZE_T *Size) {
  NTSTATUS Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  if (!NT_SUCCESS(Status))
    Status = WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &Npi);
  if (!NT_SUCCESS(Status))
    return Status;
  return QUERY(&Npi, Size);
}

// A failed second capture takes nothing away from the first.
NTSTATUS SecondFailsOk(CONTEXT *Context, SIZE_T *Size) {
  WSK_PROVIDER_NPI Second;
  if (!Capture(Context))
    return STATUS_DEVICE_NOT_READY;
  Context->Status =
      WskCaptureProviderNPI(&Context->Registration, WSK_NO_WAIT, &Second);
  if (NT_SUCCESS(Context->Status))
    WskReleaseProviderNPI(&Context->Registration);
  return QUERY(&Context->Npi, Size);
}
