// A function of WSK_PROVIDER_DISPATCH is called after the last capture was
// released. ...Bad breaks the rule, ...Ok does not, whole drivers by their
// part's name.
//
// RUN: split-file %s %t
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/functions.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/dispatch-bad.c

//--- functions.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi;

typedef struct {
  WSK_REGISTRATION Registration;
  WSK_PROVIDER_NPI Npi;
  PWSK_SOCKET Socket;
} CONTEXT;

static NTSTATUS Query(const WSK_PROVIDER_NPI *From, SIZE_T *Size) {
  return From->Dispatch->WskControlClient(From->Client, WSK_TRANSPORT_LIST_QUERY,
  // expected-warning@-1 {{WskControlClient is called through the provider NPI of 'Registration', which has been released}}
  // expected-note@-2 {{WskControlClient is called through the provider NPI of 'Registration', which has been released}}
                                          0, NULL, 0, NULL, Size, NULL);
}

// BEGIN EXAMPLE
NTSTATUS ProbeBad(SIZE_T *Size) {
  NTSTATUS Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  // expected-note@-1 {{The provider NPI is captured; captures held: 1}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
  WskReleaseProviderNPI(&Registration); // too early
  // expected-note@-1 {{The provider NPI is released}}
  return Npi.Dispatch->WskControlClient(Npi.Client, WSK_TRANSPORT_LIST_QUERY, 0,
  // expected-warning@-1 {{WskControlClient is called through the provider NPI of 'Registration', which has been released}}
  // expected-note@-2 {{WskControlClient is called through the provider NPI of 'Registration', which has been released}}
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

// One release that comes too early is one fault, however many calls follow it
// on however many paths.
NTSTATUS EarlyBad(SIZE_T *Size, int Again) {
  NTSTATUS Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  // expected-note@-1 {{The provider NPI is captured; captures held: 1}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
  WskReleaseProviderNPI(&Registration);
  // expected-note@-1 {{The provider NPI is released}}
  if (Again)
  // expected-note@-1 {{Assuming 'Again' is 0}}
  // expected-note@-2 {{Taking false branch}}
    return QUERY(&Npi, Size);
  return QUERY(&Npi, Size);
  // expected-warning@-1 {{WskControlClient is called through the provider NPI of 'Registration', which has been released}}
  // expected-note@-2 {{WskControlClient is called through the provider NPI of 'Registration', which has been released}}
}

NTSTATUS LocalCopyBad(SIZE_T *Size) {
  WSK_PROVIDER_NPI Captured, Copy;
  NTSTATUS Status =
      WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Captured);
      // expected-note@-1 {{The provider NPI is captured; captures held: 1}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
  Copy = Captured;
  WskReleaseProviderNPI(&Registration);
  // expected-note@-1 {{The provider NPI is released}}
  return QUERY(&Copy, Size);
  // expected-warning@-1 {{WskControlClient is called through the provider NPI of 'Registration', which has been released}}
  // expected-note@-2 {{WskControlClient is called through the provider NPI of 'Registration', which has been released}}
}

NTSTATUS SavedTableBad(CONTEXT *Context, SIZE_T *Size) {
  const WSK_PROVIDER_DISPATCH *Table;
  NTSTATUS Status = WskCaptureProviderNPI(&Context->Registration, WSK_NO_WAIT,
  // expected-note@-1 {{The provider NPI is captured; captures held: 1}}
                                          &Context->Npi);
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
  Table = Context->Npi.Dispatch;
  WskReleaseProviderNPI(&Context->Registration);
  // expected-note@-1 {{The provider NPI is released}}
  return Table->WskControlClient(Context->Npi.Client, WSK_TRANSPORT_LIST_QUERY,
  // expected-warning@-1 {{WskControlClient is called through the provider NPI of 'Registration', which has been released}}
  // expected-note@-2 {{WskControlClient is called through the provider NPI of 'Registration', which has been released}}
                                 0, NULL, 0, NULL, Size, NULL);
}

NTSTATUS SavedFunctionBad(CONTEXT *Context, SIZE_T *Size) {
  PFN_WSK_CONTROL_CLIENT Control;
  PWSK_CLIENT Client;
  NTSTATUS Status = WskCaptureProviderNPI(&Context->Registration, WSK_NO_WAIT,
  // expected-note@-1 {{The provider NPI is captured; captures held: 1}}
                                          &Context->Npi);
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
  Control = Context->Npi.Dispatch->WskControlClient;
  Client = Context->Npi.Client;
  WskReleaseProviderNPI(&Context->Registration);
  // expected-note@-1 {{The provider NPI is released}}
  return Control(Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, 0, NULL, Size,
  // expected-warning@-1 {{WskControlClient is called through the provider NPI of 'Registration', which has been released}}
  // expected-note@-2 {{WskControlClient is called through the provider NPI of 'Registration', which has been released}}
                 NULL);
}

NTSTATUS HelperBad(CONTEXT *Context, SIZE_T *Size) {
  NTSTATUS Status = WskCaptureProviderNPI(&Context->Registration, WSK_NO_WAIT,
  // expected-note@-1 {{The provider NPI is captured; captures held: 1}}
                                          &Context->Npi);
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
  WskReleaseProviderNPI(&Context->Registration);
  // expected-note@-1 {{The provider NPI is released}}
  return Query(&Context->Npi, Size);
  // expected-note@-1 {{Calling 'Query'}}
}

NTSTATUS SecondCaptureOk(CONTEXT *Context, SIZE_T *Size) {
  WSK_PROVIDER_NPI Second;
  NTSTATUS Status = WskCaptureProviderNPI(&Context->Registration, WSK_NO_WAIT,
                                          &Context->Npi);
  if (!NT_SUCCESS(Status))
    return Status;
  Status =
      WskCaptureProviderNPI(&Context->Registration, WSK_NO_WAIT, &Second);
  WskReleaseProviderNPI(&Context->Registration);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = QUERY(&Context->Npi, Size);
  WskReleaseProviderNPI(&Context->Registration);
  return Status;
}

// Functions of a socket are not the provider's: they stay usable.
NTSTATUS SocketAfterReleaseOk(CONTEXT *Context) {
  NTSTATUS Status = WskCaptureProviderNPI(&Context->Registration, WSK_NO_WAIT,
                                          &Context->Npi);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = OpenSocket(&Context->Npi, &Context->Socket);
  WskReleaseProviderNPI(&Context->Registration);
  if (NT_SUCCESS(Status))
    CloseSocket(Context->Socket);
  return Status;
}

// The list of addresses is given back through the provider, too.
void AddressesBad(CONTEXT *Context, PUNICODE_STRING Name, PIRP Irp) {
  PADDRINFOEXW Addresses;
  if (!NT_SUCCESS(WskCaptureProviderNPI(&Context->Registration, WSK_NO_WAIT,
  // expected-note@-1 {{The provider NPI is captured; captures held: 1}}
  // expected-note@-2 {{Taking false branch}}
                                        &Context->Npi)))
    return;
  Context->Npi.Dispatch->WskGetAddressInfo(Context->Npi.Client, Name, NULL, 0,
                                           NULL, NULL, &Addresses, NULL, NULL,
                                           Irp);
  WskReleaseProviderNPI(&Context->Registration);
  // expected-note@-1 {{The provider NPI is released}}
  Context->Npi.Dispatch->WskFreeAddressInfo(Context->Npi.Client, Addresses);
  // expected-warning@-1 {{WskFreeAddressInfo is called through the provider NPI of 'Registration', which has been released}}
  // expected-note@-2 {{WskFreeAddressInfo is called through the provider NPI of 'Registration', which has been released}}
}

// The creation may still be pending when the NPI is released.
NTSTATUS PendingCreationOk(CONTEXT *Context, OPERATION *O) {
  NTSTATUS Status = WskCaptureProviderNPI(&Context->Registration, WSK_NO_WAIT,
                                          &Context->Npi);
  if (!NT_SUCCESS(Status))
    return Status;
  Context->Npi.Dispatch->WskSocket(Context->Npi.Client, AF_INET, SOCK_STREAM,
                                   IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET,
                                   NULL, NULL, NULL, NULL, NULL, O->Irp);
  WskReleaseProviderNPI(&Context->Registration);
  Status = Await(O);
  if (NT_SUCCESS(Status))
    Context->Socket = (PWSK_SOCKET)O->Irp->IoStatus.Information;
  return Status;
}

// However many captures were held before, the new one is.
NTSTATUS CapturedAgainOk(CONTEXT *Context, SIZE_T *Size) {
  NTSTATUS Status;
  WskReleaseProviderNPI(&Context->Registration);
  Status = WskCaptureProviderNPI(&Context->Registration, WSK_NO_WAIT,
                                 &Context->Npi);
  if (!NT_SUCCESS(Status))
    return Status;
  return QUERY(&Context->Npi, Size);
}

NTSTATUS CapturedAgainBad(CONTEXT *Context, SIZE_T *Size) {
  NTSTATUS Status;
  WskReleaseProviderNPI(&Context->Registration);
  // expected-note@-1 {{The provider NPI is released}}
  Status = WskCaptureProviderNPI(&Context->Registration, WSK_NO_WAIT,
  // expected-note@-1 {{The provider NPI is captured; captures held: 0}}
                                 &Context->Npi);
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
  WskReleaseProviderNPI(&Context->Registration);
  // expected-note@-1 {{The provider NPI is released}}
  return QUERY(&Context->Npi, Size);
  // expected-warning@-1 {{WskControlClient is called through the provider NPI of 'Registration', which has been released}}
  // expected-note@-2 {{WskControlClient is called through the provider NPI of 'Registration', which has been released}}
}

// Captured by a caller, released here: the count before is not known.
NTSTATUS ReleasedHereBad(SIZE_T *Size) {
  WskReleaseProviderNPI(&Registration);
  // expected-note@-1 {{The provider NPI is released}}
  return QUERY(&Npi, Size);
  // expected-warning@-1 {{WskControlClient is called through the provider NPI of 'Registration', which has been released}}
  // expected-note@-2 {{WskControlClient is called through the provider NPI of 'Registration', which has been released}}
}

//--- dispatch-bad.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi;

// Runs long after DriverEntry has released the NPI.
static NTSTATUS NTAPI Control(PDEVICE_OBJECT Device, PIRP Irp) {
// expected-note@-1 {{Stage dispatch routine 'Control': runs while the driver is loaded}}
  SIZE_T Size;
  NTSTATUS Status = Npi.Dispatch->WskControlClient(
  // expected-warning@-1 {{WskControlClient is called through the provider NPI of 'Registration', which has been released}}
  // expected-note@-2 {{WskControlClient is called through the provider NPI of 'Registration', which has been released}}
      Npi.Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, 0, NULL, &Size, NULL);
  Irp->IoStatus.Status = Status;
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return Status;
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
  WskReleaseProviderNPI(&Registration);
  // expected-note@-1 {{The provider NPI is released; captures held: 0}}
  Driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
  return STATUS_SUCCESS;
  // expected-note@-1 {{Calling 'Control'}}
}
