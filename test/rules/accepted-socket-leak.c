// An accepted socket is never closed. ...Bad breaks the rule, ...Ok does not.
//
// RUN: split-file %s %t
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/functions.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/callback-forgets-bad.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/callback-stores-ok.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/teardown-forgets-bad.c

//--- functions.c
#include "wsk-ops.h"

typedef struct {
  PWSK_SOCKET Listener;
  PWSK_SOCKET Peer;
} CONTEXT;

static NTSTATUS Accept(PWSK_SOCKET Listener, PWSK_SOCKET *Out) {
  OPERATION O;
  NTSTATUS Status;
  if (!Begin(&O))
    return STATUS_INSUFFICIENT_RESOURCES;
  LISTENING(Listener)->WskAccept(Listener, 0, NULL, NULL, NULL, NULL, O.Irp);
  Status = Await(&O);
  if (NT_SUCCESS(Status))
    *Out = (PWSK_SOCKET)O.Irp->IoStatus.Information;
  End(&O);
  return Status;
}

NTSTATUS LostBad(CONTEXT *Context) {
  PWSK_SOCKET Peer;
  NTSTATUS Status = Accept(Context->Listener, &Peer);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = StartWork();
  if (NT_SUCCESS(Status))
    Context->Peer = Peer;
  return Status;
}

NTSTATUS LostOk(CONTEXT *Context) {
  PWSK_SOCKET Peer;
  NTSTATUS Status = Accept(Context->Listener, &Peer);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = StartWork();
  if (NT_SUCCESS(Status))
    Context->Peer = Peer;
  else
    CloseSocket(Peer);
  return Status;
}

NTSTATUS NeverTakenBad(CONTEXT *Context) {
  OPERATION O;
  NTSTATUS Status;
  if (!Begin(&O))
    return STATUS_INSUFFICIENT_RESOURCES;
  LISTENING(Context->Listener)
      ->WskAccept(Context->Listener, 0, NULL, NULL, NULL, NULL, O.Irp);
  Status = Await(&O);
  if (NT_SUCCESS(Status))
    Status = StartWork();
  End(&O);
  return Status;
}

NTSTATUS StoredOk(CONTEXT *Context) {
  return Accept(Context->Listener, &Context->Peer);
}

void ServeOneAfterTheOtherOk(CONTEXT *Context) {
  PWSK_SOCKET Peer;
  while (NT_SUCCESS(Accept(Context->Listener, &Peer))) {
    StartWork();
    CloseSocket(Peer);
  }
}
// expected-no-diagnostics

//--- callback-forgets-bad.c
// BEGIN EXAMPLE
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi;
static PWSK_SOCKET Listener;

static NTSTATUS WSKAPI OnAccept(PVOID Context, ULONG Flags, PSOCKADDR Local,
                                PSOCKADDR Remote, PWSK_SOCKET Accepted,
                                PVOID *AcceptedContext,
                                const WSK_CLIENT_CONNECTION_DISPATCH **Table) {
  *AcceptedContext = NULL;
  *Table = NULL;
  return STATUS_SUCCESS; // takes the socket and keeps no pointer to it
}

static const WSK_CLIENT_LISTEN_DISPATCH Events = {OnAccept, NULL, NULL};

static NTSTATUS Listen(void) {
  OPERATION O;
  NTSTATUS Status;
  if (!Begin(&O))
    return STATUS_INSUFFICIENT_RESOURCES;
  Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
                          WSK_FLAG_LISTEN_SOCKET, NULL, &Events, NULL, NULL,
                          NULL, O.Irp);
  Status = Await(&O);
  if (NT_SUCCESS(Status))
    Listener = (PWSK_SOCKET)O.Irp->IoStatus.Information;
  End(&O);
  return Status;
}
// END EXAMPLE

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = WskRegister(&ClientNpi, &Registration);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  if (NT_SUCCESS(Status)) {
    Status = Listen();
    WskReleaseProviderNPI(&Registration);
  }
  if (!NT_SUCCESS(Status))
    WskDeregister(&Registration);
  return Status;
}
// expected-no-diagnostics

//--- callback-stores-ok.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi;
static PWSK_SOCKET Listener;
static PWSK_SOCKET Peer;

static NTSTATUS WSKAPI OnAccept(PVOID Context, ULONG Flags, PSOCKADDR Local,
                                PSOCKADDR Remote, PWSK_SOCKET Accepted,
                                PVOID *AcceptedContext,
                                const WSK_CLIENT_CONNECTION_DISPATCH **Table) {
  *AcceptedContext = NULL;
  *Table = NULL;
  if (!Accepted || Peer)
    return STATUS_REQUEST_NOT_ACCEPTED; // WSK closes it
  Peer = Accepted;
  return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH Events = {OnAccept, NULL, NULL};

static NTSTATUS Listen(void) {
  OPERATION O;
  NTSTATUS Status;
  if (!Begin(&O))
    return STATUS_INSUFFICIENT_RESOURCES;
  Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
                          WSK_FLAG_LISTEN_SOCKET, NULL, &Events, NULL, NULL,
                          NULL, O.Irp);
  Status = Await(&O);
  if (NT_SUCCESS(Status))
    Listener = (PWSK_SOCKET)O.Irp->IoStatus.Information;
  End(&O);
  return Status;
}

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
  CloseSocket(Listener);
  if (Peer)
    CloseSocket(Peer);
  WskDeregister(&Registration);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = WskRegister(&ClientNpi, &Registration);
  if (!NT_SUCCESS(Status))
    return Status;
  Driver->DriverUnload = Unload;
  Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  if (NT_SUCCESS(Status)) {
    Status = Listen();
    WskReleaseProviderNPI(&Registration);
  }
  if (!NT_SUCCESS(Status))
    WskDeregister(&Registration);
  return Status;
}
// expected-no-diagnostics

//--- teardown-forgets-bad.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi;
static PWSK_SOCKET Listener;
static PWSK_SOCKET Peer;

static NTSTATUS WSKAPI OnAccept(PVOID Context, ULONG Flags, PSOCKADDR Local,
                                PSOCKADDR Remote, PWSK_SOCKET Accepted,
                                PVOID *AcceptedContext,
                                const WSK_CLIENT_CONNECTION_DISPATCH **Table) {
  *AcceptedContext = NULL;
  *Table = NULL;
  if (!Accepted || Peer)
  // expected-note@-1 {{'Accepted' is non-null}}
  // expected-note@-2 {{Left side of '||' is false}}
  // expected-note@-3 {{'Peer' is null}}
  // expected-note@-4 {{Taking false branch}}
    return STATUS_REQUEST_NOT_ACCEPTED; // WSK closes it
  Peer = Accepted;
  return STATUS_SUCCESS;
  // expected-note@-1 {{Stage unload routine 'Unload': the driver is unloaded}}
  // expected-note@-2 {{Calling 'Unload'}}
}

static const WSK_CLIENT_LISTEN_DISPATCH Events = {OnAccept, NULL, NULL};

static NTSTATUS Listen(void) {
  OPERATION O;
  NTSTATUS Status;
  if (!Begin(&O))
    return STATUS_INSUFFICIENT_RESOURCES;
  Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
                          WSK_FLAG_LISTEN_SOCKET, NULL, &Events, NULL, NULL,
                          NULL, O.Irp);
  Status = Await(&O);
  if (NT_SUCCESS(Status))
    Listener = (PWSK_SOCKET)O.Irp->IoStatus.Information;
  End(&O);
  return Status;
}

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
  CloseSocket(Listener);
  // expected-note@-1 {{Calling 'CloseSocket'}}
  // expected-note@-2 {{Returning from 'CloseSocket'}}
  // Closing the listener does not close what it has accepted.
  WskDeregister(&Registration);
  // expected-warning@-1 {{WskDeregister never returns: an accepted socket is still open and nobody closes it}}
  // expected-note@-2 {{WskDeregister never returns: an accepted socket is still open and nobody closes it}}
  // expected-note@wsk-ops.h:* {{Calling 'Begin'}}
  // expected-note@wsk-ops.h:* {{Assuming field 'Irp' is non-null}}
  // expected-note@wsk-ops.h:* 2 {{Taking false branch}}
  // expected-note@wsk-ops.h:* {{Calling 'Arm'}}
  // expected-note@wsk-ops.h:* {{Returning from 'Arm'}}
  // expected-note@wsk-ops.h:* {{Returning from 'Begin'}}
  // expected-note@wsk-ops.h:* {{Calling 'Await'}}
  // expected-note@wsk-ops.h:* {{Returning from 'Await'}}
  // expected-note@wsk-ops.h:* {{Calling 'End'}}
  // expected-note@wsk-ops.h:* {{Returning from 'End'}}
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = WskRegister(&ClientNpi, &Registration);
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
  Driver->DriverUnload = Unload;
  Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  if (NT_SUCCESS(Status)) {
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking true branch}}
    Status = Listen();
    WskReleaseProviderNPI(&Registration);
  }
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    WskDeregister(&Registration);
  return Status;
  // expected-note@-1 {{Stage accept callback 'OnAccept': runs while the driver is loaded}}
  // expected-note@-2 {{Calling 'OnAccept'}}
}

