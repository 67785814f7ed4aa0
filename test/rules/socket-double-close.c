// A socket is closed twice. ...Bad breaks the rule, ...Ok does not.
//
// RUN: split-file %s %t
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/functions.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/close-and-unload-bad.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/close-and-unload-ok.c

//--- functions.c
#include "wsk-ops.h"

static PWSK_SOCKET Socket;
static PWSK_SOCKET Sockets[2];

typedef struct {
  WSK_PROVIDER_NPI Npi;
  PWSK_SOCKET Socket;
} CONTEXT;

// BEGIN EXAMPLE
void StopBad(PIRP First, PIRP Second) {
  BASIC(Socket)->WskCloseSocket(Socket, First);
  // expected-note@-1 {{The socket is closed here}}
  if (!NT_SUCCESS(StartWork()))
  // expected-note@-1 {{Assuming the condition is true}}
  // expected-note@-2 {{Taking true branch}}
    BASIC(Socket)->WskCloseSocket(Socket, Second);
    // expected-warning@-1 {{the socket is closed a second time}}
    // expected-note@-2 {{the socket is closed a second time}}
}

void StopOk(PIRP Irp) {
  PWSK_SOCKET Mine = (PWSK_SOCKET)InterlockedExchangePointer(
      (PVOID volatile *)&Socket, NULL);
  if (Mine) // whoever comes second finds NULL
    BASIC(Mine)->WskCloseSocket(Mine, Irp);
}
// END EXAMPLE

NTSTATUS LadderBad(CONTEXT *Context, PIRP Irp) {
  PWSK_SOCKET New;
  NTSTATUS Status = OpenSocket(&Context->Npi, &New);
  // expected-note@-1 {{Calling 'OpenSocket'}}
  // expected-note@-2 {{Returning from 'OpenSocket'}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
  Status = StartWork();
  if (!NT_SUCCESS(Status)) {
  // expected-note@-1 {{Assuming 'Status' is < 0}}
  // expected-note@-2 {{Taking true branch}}
    BASIC(New)->WskCloseSocket(New, Irp);
    // expected-note@-1 {{The socket is closed here}}
    goto Close;
    // expected-note@-1 {{Control jumps to line}}
  }
  Context->Socket = New;
  return STATUS_SUCCESS;
Close:
  BASIC(New)->WskCloseSocket(New, Irp);
  // expected-warning@-1 {{the socket is closed a second time}}
  // expected-note@-2 {{the socket is closed a second time}}
  // expected-note@wsk-ops.h:* {{Assuming 'Irp' is non-null}}
  // expected-note@wsk-ops.h:* {{Taking false branch}}
  // expected-note@wsk-ops.h:* {{A socket is created here}}
  // expected-note@wsk-ops.h:* {{Assuming 'Status' is >= 0}}
  // expected-note@wsk-ops.h:* {{Taking true branch}}
  return Status;
}

static void Close(CONTEXT *Context, PIRP Irp) {
  if (Context->Socket)
  // expected-note@-1 {{Assuming field 'Socket' is non-null}}
  // expected-note@-2 2 {{Taking true branch}}
  // expected-note@-3 {{Field 'Socket' is non-null}}
    BASIC(Context->Socket)->WskCloseSocket(Context->Socket, Irp);
    // expected-warning@-1 {{the socket is closed a second time}}
    // expected-note@-2 {{The socket is closed here}}
    // expected-note@-3 {{the socket is closed a second time}}
}

void HelperBad(CONTEXT *Context, PIRP First, PIRP Second) {
  Close(Context, First); // the pointer stays where it is
  // expected-note@-1 {{Calling 'Close'}}
  // expected-note@-2 {{Returning from 'Close'}}
  Close(Context, Second);
  // expected-note@-1 {{Calling 'Close'}}
}

static void CloseAndClear(CONTEXT *Context, PIRP Irp) {
  PWSK_SOCKET Old = Context->Socket;
  Context->Socket = NULL;
  if (Old)
    BASIC(Old)->WskCloseSocket(Old, Irp);
}

void HelperOk(CONTEXT *Context, PIRP First, PIRP Second) {
  CloseAndClear(Context, First);
  CloseAndClear(Context, Second);
}

void AliasBad(CONTEXT *Context, PIRP First, PIRP Second) {
  PWSK_SOCKET Alias = Context->Socket;
  BASIC(Alias)->WskCloseSocket(Alias, First);
  // expected-note@-1 {{The socket is closed here}}
  BASIC(Context->Socket)->WskCloseSocket(Context->Socket, Second);
  // expected-warning@-1 {{the socket is closed a second time}}
  // expected-note@-2 {{the socket is closed a second time}}
}

void EveryElementOk(PIRP Irp) {
  ULONG I;
  for (I = 0; I < 2; ++I)
    BASIC(Sockets[I])->WskCloseSocket(Sockets[I], Irp);
}

void SameElementBad(PIRP Irp) {
  ULONG I;
  for (I = 0; I < 2; ++I)
  // expected-note@-1 2 {{Loop condition is true.  Entering loop body}}
    BASIC(Sockets[0])->WskCloseSocket(Sockets[0], Irp);
    // expected-warning@-1 {{the socket is closed a second time}}
    // expected-note@-2 {{The socket is closed here}}
    // expected-note@-3 {{the socket is closed a second time}}
}

NTSTATUS OpenedAgainOk(CONTEXT *Context, PIRP First, PIRP Second) {
  NTSTATUS Status;
  BASIC(Context->Socket)->WskCloseSocket(Context->Socket, First);
  Status = OpenSocket(&Context->Npi, &Context->Socket);
  if (NT_SUCCESS(Status))
    BASIC(Context->Socket)->WskCloseSocket(Context->Socket, Second);
  return Status;
}

//--- close-and-unload-bad.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi;
static PWSK_SOCKET Socket;

static NTSTATUS NTAPI Cleanup(PDEVICE_OBJECT Device, PIRP Irp) {
// expected-note@-1 2 {{Stage dispatch routine 'Cleanup': runs while the driver is loaded}}
  CloseSocket(Socket); // and Socket still points to it
  // expected-note@-1 2 {{Calling 'CloseSocket'}}
  // expected-note@-2 2 {{Returning from 'CloseSocket'}}
  Irp->IoStatus.Status = STATUS_SUCCESS;
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return STATUS_SUCCESS;
  // expected-note@-1 2 {{Calling 'Unload'}}
}

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
// expected-note@-1 2 {{Stage unload routine 'Unload': the driver is unloaded}}
  OPERATION O;
  if (!Begin(&O))
  // expected-note@-1 2 {{Calling 'Begin'}}
  // expected-note@-2 2 {{Returning from 'Begin'}}
  // expected-note@-3 {{Taking true branch}}
  // expected-note@-4 {{Taking false branch}}
    return;
    // expected-warning@-1 {{the driver is unloaded while 'Registration' is registered: WskDeregister is not called on this path}}
    // expected-note@-2 {{the driver is unloaded while 'Registration' is registered: WskDeregister is not called on this path}}
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
    // expected-note@wsk-ops.h:* {{Assuming field 'Irp' is null}}
    // expected-note@wsk-ops.h:* {{Taking true branch}}
  BASIC(Socket)->WskCloseSocket(Socket, O.Irp);
  // expected-warning@-1 {{the socket is closed a second time}}
  // expected-note@-2 {{the socket is closed a second time}}
  // expected-note@wsk-ops.h:* {{Assuming 'Irp' is non-null}}
  // expected-note@wsk-ops.h:* 4 {{Taking false branch}}
  // expected-note@wsk-ops.h:* {{A socket is created here}}
  // expected-note@wsk-ops.h:* {{Assuming 'Status' is >= 0}}
  // expected-note@wsk-ops.h:* {{Taking true branch}}
  // expected-note@wsk-ops.h:* {{Calling 'Begin'}}
  // expected-note@wsk-ops.h:* 2 {{Assuming field 'Irp' is non-null}}
  // expected-note@wsk-ops.h:* 2 {{Calling 'Arm'}}
  // expected-note@wsk-ops.h:* 2 {{Returning from 'Arm'}}
  // expected-note@wsk-ops.h:* {{Returning from 'Begin'}}
  // expected-note@wsk-ops.h:* {{The socket is closed here}}
  // expected-note@wsk-ops.h:* {{Calling 'Await'}}
  // expected-note@wsk-ops.h:* {{Returning from 'Await'}}
  // expected-note@wsk-ops.h:* {{Calling 'End'}}
  // expected-note@wsk-ops.h:* {{Returning from 'End'}}
  Await(&O);
  End(&O);
  WskReleaseProviderNPI(&Registration);
  WskDeregister(&Registration);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = WskRegister(&ClientNpi, &Registration);
  // expected-note@-1 {{WskRegister succeeds: 'Registration' is registered}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 2 {{'Status' is >= 0}}
  // expected-note@-2 2 {{Taking false branch}}
    return Status;
  Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  // expected-note@-1 {{The provider NPI is captured; captures held: 1}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 2 {{'Status' is >= 0}}
  // expected-note@-2 2 {{Taking false branch}}
    goto Deregister;
  Status = OpenSocket(&Npi, &Socket);
  // expected-note@-1 {{Calling 'OpenSocket'}}
  // expected-note@-2 {{Returning from 'OpenSocket'}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 2 {{'Status' is >= 0}}
  // expected-note@-2 2 {{Taking false branch}}
    goto Release;
  Driver->MajorFunction[IRP_MJ_CLEANUP] = Cleanup;
  Driver->DriverUnload = Unload;
  return STATUS_SUCCESS;
  // expected-note@-1 2 {{Calling 'Cleanup'}}
Release:
  WskReleaseProviderNPI(&Registration);
Deregister:
  WskDeregister(&Registration);
  return Status;
}

//--- close-and-unload-ok.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi;
static PWSK_SOCKET Socket;

static void Close(void) {
  PWSK_SOCKET Mine = (PWSK_SOCKET)InterlockedExchangePointer(
      (PVOID volatile *)&Socket, NULL);
  if (Mine)
    CloseSocket(Mine);
}

static NTSTATUS NTAPI Cleanup(PDEVICE_OBJECT Device, PIRP Irp) {
  Close();
  Irp->IoStatus.Status = STATUS_SUCCESS;
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return STATUS_SUCCESS;
}

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
  Close();
  WskReleaseProviderNPI(&Registration);
  WskDeregister(&Registration);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = WskRegister(&ClientNpi, &Registration);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  if (!NT_SUCCESS(Status))
    goto Deregister;
  Status = OpenSocket(&Npi, &Socket);
  if (!NT_SUCCESS(Status))
    goto Release;
  Driver->MajorFunction[IRP_MJ_CLEANUP] = Cleanup;
  Driver->DriverUnload = Unload;
  return STATUS_SUCCESS;
Release:
  WskReleaseProviderNPI(&Registration);
Deregister:
  WskDeregister(&Registration);
  return Status;
}
// expected-no-diagnostics

