// An accepted socket is never closed. ...Bad breaks the rule, ...Ok does not.
//
// RUN: split-file %s %t
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/functions.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/callback-forgets-bad.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/callback-ignores-bad.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/callback-stores-ok.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/teardown-forgets-bad.c

//--- functions.c
#include "wsk-ops.h"

typedef struct {
  PWSK_SOCKET Listener;
  PWSK_SOCKET Peer;
} CONTEXT;

static NTSTATUS Accept(PWSK_SOCKET Listener, PWSK_SOCKET *Out) {
  NTSTATUS Status;
  KEVENT Done;
  PIRP Irp = IoAllocateIrp(1, FALSE);
  if (!Irp)
  // expected-note@-1 2 {{Assuming 'Irp' is non-null}}
  // expected-note@-2 2 {{Taking false branch}}
    return STATUS_INSUFFICIENT_RESOURCES;
  KeInitializeEvent(&Done, NotificationEvent, FALSE);
  IoSetCompletionRoutine(Irp, OnDone, &Done, TRUE, TRUE, TRUE);
  LISTENING(Listener)->WskAccept(Listener, 0, NULL, NULL, NULL, NULL, Irp);
  // expected-note@-1 2 {{A socket is accepted here}}
  KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
  Status = Irp->IoStatus.Status;
  if (NT_SUCCESS(Status) && Out)
  // expected-note@-1 2 {{Assuming 'Status' is >= 0}}
  // expected-note@-2 2 {{Left side of '&&' is true}}
  // expected-note@-3 {{'Out' is null}}
  // expected-note@-4 {{Taking false branch}}
  // expected-note@-5 {{'Out' is non-null}}
  // expected-note@-6 {{Taking true branch}}
    *Out = (PWSK_SOCKET)Irp->IoStatus.Information;
  IoFreeIrp(Irp);
  // expected-warning@-1 {{the last reference to an accepted socket is lost: nobody can close it}}
  // expected-note@-2 {{the last reference to an accepted socket is lost: nobody can close it}}
  return Status;
}

NTSTATUS LostBad(CONTEXT *Context) {
  PWSK_SOCKET Peer;
  NTSTATUS Status = Accept(Context->Listener, &Peer);
  // expected-note@-1 {{Calling 'Accept'}}
  // expected-note@-2 {{Returning from 'Accept'}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
  Status = StartWork();
  if (NT_SUCCESS(Status))
  // expected-note@-1 {{Assuming 'Status' is < 0}}
  // expected-note@-2 {{Taking false branch}}
    Context->Peer = Peer;
  return Status;
  // expected-warning@-1 {{the last reference to an accepted socket is lost: nobody can close it}}
  // expected-note@-2 {{the last reference to an accepted socket is lost: nobody can close it}}
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
  return Accept(Context->Listener, NULL);
  // expected-note@-1 {{Calling 'Accept'}}
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

//--- callback-forgets-bad.c
#include "wsk-ops.h"

// BEGIN EXAMPLE
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi;
static PWSK_SOCKET Listener;

static NTSTATUS WSKAPI OnAccept(PVOID Context, ULONG Flags, PSOCKADDR Local,
// expected-note@-1 {{Stage accept callback 'OnAccept': runs while the driver is loaded}}
                                PSOCKADDR Remote, PWSK_SOCKET Accepted,
                                PVOID *AcceptedContext,
                                const WSK_CLIENT_CONNECTION_DISPATCH **Table) {
  *AcceptedContext = NULL;
  *Table = NULL;
  if (!Accepted)
  // expected-note@-1 {{'Accepted' is non-null}}
  // expected-note@-2 {{Taking false branch}}
    return STATUS_REQUEST_NOT_ACCEPTED; // the listener is gone
  return STATUS_SUCCESS; // takes the socket and keeps no pointer to it
  // expected-warning@-1 {{the last reference to an accepted socket is lost: nobody can close it}}
  // expected-note@-2 {{the last reference to an accepted socket is lost: nobody can close it}}
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
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
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
  // expected-note@-1 {{Calling 'OnAccept'}}
}

//--- callback-ignores-bad.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi;
static PWSK_SOCKET Listener;

static NTSTATUS WSKAPI OnAccept(PVOID Context, ULONG Flags, PSOCKADDR Local,
// expected-note@-1 {{Stage accept callback 'OnAccept': runs while the driver is loaded}}
                                PSOCKADDR Remote, PWSK_SOCKET Accepted,
                                PVOID *AcceptedContext,
                                const WSK_CLIENT_CONNECTION_DISPATCH **Table) {
  *AcceptedContext = NULL;
  *Table = NULL;
  return STATUS_SUCCESS;
  // expected-warning@-1 {{the last reference to an accepted socket is lost: nobody can close it}}
  // expected-note@-2 {{the last reference to an accepted socket is lost: nobody can close it}}
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

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = WskRegister(&ClientNpi, &Registration);
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
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
  // expected-note@-1 {{Calling 'OnAccept'}}
}

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
// expected-note@-1 {{Stage accept callback 'OnAccept': runs while the driver is loaded}}
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
  // expected-note@-1 {{Calling 'Unload'}}
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
// expected-note@-1 {{Stage unload routine 'Unload': the driver is unloaded}}
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
  // expected-note@-1 {{Calling 'OnAccept'}}
}

