// WskDeregister while a socket is open that nobody will close: it never returns.
// ...Bad breaks the rule, ...Ok does not, fp-... is a known wrong finding.
//
// RUN: split-file %s %t
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/functions.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/unload-bad.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/unload-ok.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/entry-fails-bad.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/file-context-ok.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/file-context-bad.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/failed-create-ok.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/two-clients-ok.c

//--- functions.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi;
static PWSK_SOCKET Socket;

typedef struct {
  WSK_REGISTRATION Registration;
  WSK_PROVIDER_NPI Npi;
  PWSK_SOCKET Socket;
} CONTEXT;

// BEGIN EXAMPLE
VOID NTAPI UnloadBad(PDRIVER_OBJECT Driver) {
  WskDeregister(&Registration); // waits for the close below
  // expected-warning@-1 {{WskDeregister never returns: a socket is closed only after it}}
  // expected-note@-2 {{WskDeregister never returns: a socket is closed only after it}}
  // expected-note@wsk-ops.h:* {{Calling 'Begin'}}
  // expected-note@wsk-ops.h:* {{Assuming field 'Irp' is non-null}}
  // expected-note@wsk-ops.h:* 2 {{Taking false branch}}
  // expected-note@wsk-ops.h:* {{Calling 'Arm'}}
  // expected-note@wsk-ops.h:* {{Returning from 'Arm'}}
  // expected-note@wsk-ops.h:* {{Returning from 'Begin'}}
  CloseSocket(Socket);
  // expected-note@-1 {{Calling 'CloseSocket'}}
}

VOID NTAPI UnloadOk(PDRIVER_OBJECT Driver) {
  CloseSocket(Socket);
  WskDeregister(&Registration);
}
// END EXAMPLE

NTSTATUS LadderBad(CONTEXT *Context) {
  NTSTATUS Status = WskCaptureProviderNPI(&Context->Registration, WSK_NO_WAIT,
  // expected-note@-1 {{The provider NPI is captured; captures held: 1}}
                                          &Context->Npi);
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
  Status = OpenSocket(&Context->Npi, &Context->Socket);
  // expected-note@-1 {{Calling 'OpenSocket'}}
  // expected-note@-2 {{Returning from 'OpenSocket'}}
  WskReleaseProviderNPI(&Context->Registration);
  // expected-note@-1 {{The provider NPI is released}}
  if (NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking true branch}}
    Status = StartWork();
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{Assuming 'Status' is < 0}}
  // expected-note@-2 {{Taking true branch}}
    WskDeregister(&Context->Registration); // also when the socket is open
    // expected-warning@-1 {{WskDeregister never returns: a socket made under 'Registration' is still open and nobody closes it}}
    // expected-note@-2 {{WskDeregister never returns: a socket made under 'Registration' is still open and nobody closes it}}
    // expected-note@wsk-ops.h:* {{Assuming 'Irp' is non-null}}
    // expected-note@wsk-ops.h:* {{Taking false branch}}
    // expected-note@wsk-ops.h:* {{A socket is created here}}
    // expected-note@wsk-ops.h:* {{Assuming 'Status' is >= 0}}
    // expected-note@wsk-ops.h:* {{Taking true branch}}
  return Status;
}

NTSTATUS LadderOk(CONTEXT *Context) {
  NTSTATUS Status = WskCaptureProviderNPI(&Context->Registration, WSK_NO_WAIT,
                                          &Context->Npi);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = OpenSocket(&Context->Npi, &Context->Socket);
  WskReleaseProviderNPI(&Context->Registration);
  if (!NT_SUCCESS(Status))
    goto Deregister;
  Status = StartWork();
  if (NT_SUCCESS(Status))
    return Status;
  CloseSocket(Context->Socket);
Deregister:
  WskDeregister(&Context->Registration);
  return Status;
}

void FieldBad(CONTEXT *Context, PIRP Irp) {
  WskDeregister(&Context->Registration);
  // expected-warning@-1 {{WskDeregister never returns: a socket is closed only after it}}
  // expected-note@-2 {{WskDeregister never returns: a socket is closed only after it}}
  BASIC(Context->Socket)->WskCloseSocket(Context->Socket, Irp);
}

// Started is enough: WskDeregister waits for the completion.
void AsynchronousOk(CONTEXT *Context, PIRP Irp) {
  BASIC(Context->Socket)->WskCloseSocket(Context->Socket, Irp);
  WskDeregister(&Context->Registration);
}

NTSTATUS OtherRegistrationOk(CONTEXT *Context) {
  NTSTATUS Status = OpenSocket(&Context->Npi, &Context->Socket);
  if (!NT_SUCCESS(Status))
    return Status;
  CloseSocket(Context->Socket);
  WskDeregister(&Registration);
  return Status;
}

//--- unload-bad.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi;
static PWSK_SOCKET Socket;

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
// expected-note@-1 {{Stage unload routine 'Unload': the driver is unloaded}}
  WskDeregister(&Registration); // nobody closes Socket
  // expected-warning@-1 {{WskDeregister never returns: a socket made under 'Registration' is still open and nobody closes it}}
  // expected-note@-2 {{WskDeregister never returns: a socket made under 'Registration' is still open and nobody closes it}}
  // expected-note@wsk-ops.h:* {{Assuming 'Irp' is non-null}}
  // expected-note@wsk-ops.h:* {{Taking false branch}}
  // expected-note@wsk-ops.h:* {{A socket is created here}}
  // expected-note@wsk-ops.h:* {{Assuming 'Status' is >= 0}}
  // expected-note@wsk-ops.h:* {{Taking true branch}}
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
  if (NT_SUCCESS(Status)) {
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking true branch}}
    Status = OpenSocket(&Npi, &Socket);
    // expected-note@-1 {{Calling 'OpenSocket'}}
    // expected-note@-2 {{Returning from 'OpenSocket'}}
    WskReleaseProviderNPI(&Registration);
    // expected-note@-1 {{The provider NPI is released; captures held: 0}}
  }
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    WskDeregister(&Registration);
  Driver->DriverUnload = Unload;
  return Status;
  // expected-note@-1 {{Calling 'Unload'}}
}

//--- unload-ok.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi;
static PWSK_SOCKET Socket;

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
  CloseSocket(Socket);
  WskDeregister(&Registration);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = WskRegister(&ClientNpi, &Registration);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
  if (NT_SUCCESS(Status)) {
    Status = OpenSocket(&Npi, &Socket);
    WskReleaseProviderNPI(&Registration);
  }
  if (!NT_SUCCESS(Status))
    WskDeregister(&Registration);
  Driver->DriverUnload = Unload;
  return Status;
}
// expected-no-diagnostics

//--- entry-fails-bad.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi;
static PWSK_SOCKET Sockets[2];

static void CloseFirst(ULONG Count) {
  ULONG I;
  for (I = 0; I < Count; ++I)
    CloseSocket(Sockets[I]);
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
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    goto Deregister;
  Status = OpenSocket(&Npi, &Sockets[0]);
  // expected-note@-1 {{Calling 'OpenSocket'}}
  // expected-note@-2 {{Returning from 'OpenSocket'}}
  if (NT_SUCCESS(Status)) {
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking true branch}}
    Status = OpenSocket(&Npi, &Sockets[1]);
    if (!NT_SUCCESS(Status))
    // expected-note@-1 {{'Status' is < 0}}
    // expected-note@-2 {{Taking true branch}}
      CloseFirst(0); // one too few
  }
  WskReleaseProviderNPI(&Registration);
  // expected-note@-1 {{The provider NPI is released; captures held: 0}}
  if (NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is < 0}}
  // expected-note@-2 {{Taking false branch}}
    return STATUS_SUCCESS;
Deregister:
  WskDeregister(&Registration);
  // expected-warning@-1 {{WskDeregister never returns: a socket made under 'Registration' is still open and nobody closes it}}
  // expected-note@-2 {{WskDeregister never returns: a socket made under 'Registration' is still open and nobody closes it}}
  // expected-note@wsk-ops.h:* {{Assuming 'Irp' is non-null}}
  // expected-note@wsk-ops.h:* {{Taking false branch}}
  // expected-note@wsk-ops.h:* {{A socket is created here}}
  // expected-note@wsk-ops.h:* {{Assuming 'Status' is >= 0}}
  // expected-note@wsk-ops.h:* {{Taking true branch}}
  return Status;
}

//--- file-context-ok.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi;

typedef struct {
  PWSK_SOCKET Socket;
} HANDLE_CONTEXT;

static NTSTATUS Complete(PIRP Irp, NTSTATUS Status) {
  Irp->IoStatus.Status = Status;
  Irp->IoStatus.Information = 0;
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return Status;
}

static NTSTATUS NTAPI Create(PDEVICE_OBJECT Device, PIRP Irp) {
  NTSTATUS Status;
  HANDLE_CONTEXT *Context =
      ExAllocatePoolWithTag(NonPagedPool, sizeof(HANDLE_CONTEXT), 'tstw');
  if (!Context)
    return Complete(Irp, STATUS_INSUFFICIENT_RESOURCES);
  Status = OpenSocket(&Npi, &Context->Socket);
  if (NT_SUCCESS(Status))
    IoGetCurrentIrpStackLocation(Irp)->FileObject->FsContext = Context;
  else
    ExFreePoolWithTag(Context, 'tstw');
  return Complete(Irp, Status);
}

// The file object is the one of Create.
static NTSTATUS NTAPI Close(PDEVICE_OBJECT Device, PIRP Irp) {
  HANDLE_CONTEXT *Context =
      IoGetCurrentIrpStackLocation(Irp)->FileObject->FsContext;
  if (Context) {
    CloseSocket(Context->Socket);
    ExFreePoolWithTag(Context, 'tstw');
  }
  return Complete(Irp, STATUS_SUCCESS);
}

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
  Driver->MajorFunction[IRP_MJ_CREATE] = Create;
  Driver->MajorFunction[IRP_MJ_CLOSE] = Close;
  Driver->DriverUnload = Unload;
  return STATUS_SUCCESS;
}
// expected-no-diagnostics

//--- file-context-bad.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi;

typedef struct {
  PWSK_SOCKET Socket;
} HANDLE_CONTEXT;

static NTSTATUS Complete(PIRP Irp, NTSTATUS Status) {
  Irp->IoStatus.Status = Status;
  Irp->IoStatus.Information = 0;
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return Status;
}

// No Close is there to find the context.
static NTSTATUS NTAPI Create(PDEVICE_OBJECT Device, PIRP Irp) {
// expected-note@-1 {{Stage dispatch routine 'Create': runs while the driver is loaded}}
  NTSTATUS Status;
  HANDLE_CONTEXT *Context =
      ExAllocatePoolWithTag(NonPagedPool, sizeof(HANDLE_CONTEXT), 'tstw');
  if (!Context)
  // expected-note@-1 {{Assuming 'Context' is non-null}}
  // expected-note@-2 {{Taking false branch}}
    return Complete(Irp, STATUS_INSUFFICIENT_RESOURCES);
  Status = OpenSocket(&Npi, &Context->Socket);
  // expected-note@-1 {{Calling 'OpenSocket'}}
  // expected-note@-2 {{Returning from 'OpenSocket'}}
  if (NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking true branch}}
    IoGetCurrentIrpStackLocation(Irp)->FileObject->FsContext = Context;
  else
    ExFreePoolWithTag(Context, 'tstw');
  return Complete(Irp, Status);
  // expected-note@-1 {{Calling 'Complete'}}
  // expected-note@-2 {{Returning from 'Complete'}}
  // expected-note@-3 {{Calling 'Unload'}}
}

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
// expected-note@-1 {{Stage unload routine 'Unload': the driver is unloaded}}
  WskReleaseProviderNPI(&Registration);
  // expected-note@-1 {{The provider NPI is released; captures held: 0}}
  WskDeregister(&Registration);
  // expected-warning@-1 {{WskDeregister never returns: a socket made under 'Registration' is still open and nobody closes it}}
  // expected-note@-2 {{WskDeregister never returns: a socket made under 'Registration' is still open and nobody closes it}}
  // expected-note@wsk-ops.h:* {{Assuming 'Irp' is non-null}}
  // expected-note@wsk-ops.h:* {{Taking false branch}}
  // expected-note@wsk-ops.h:* {{A socket is created here}}
  // expected-note@wsk-ops.h:* {{Assuming 'Status' is >= 0}}
  // expected-note@wsk-ops.h:* {{Taking true branch}}
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
  Driver->MajorFunction[IRP_MJ_CREATE] = Create;
  Driver->DriverUnload = Unload;
  return STATUS_SUCCESS;
  // expected-note@-1 {{Calling 'Create'}}
}

//--- failed-create-ok.c
// expected-no-diagnostics
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi;

typedef struct {
  PWSK_SOCKET Socket;
} HANDLE_CONTEXT;

static NTSTATUS Complete(PIRP Irp, NTSTATUS Status) {
  Irp->IoStatus.Status = Status;
  Irp->IoStatus.Information = 0;
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return Status;
}

static NTSTATUS NTAPI Create(PDEVICE_OBJECT Device, PIRP Irp) {
  NTSTATUS Status;
  HANDLE_CONTEXT *Context =
      ExAllocatePoolWithTag(NonPagedPool, sizeof(HANDLE_CONTEXT), 'tstw');
  if (!Context)
    return Complete(Irp, STATUS_INSUFFICIENT_RESOURCES);
  Status = OpenSocket(&Npi, &Context->Socket);
  if (NT_SUCCESS(Status))
    IoGetCurrentIrpStackLocation(Irp)->FileObject->FsContext = Context;
  else
    ExFreePoolWithTag(Context, 'tstw');
  return Complete(Irp, Status);
}

// No Close follows a Create that failed, so there is a context.
static NTSTATUS NTAPI Close(PDEVICE_OBJECT Device, PIRP Irp) {
  HANDLE_CONTEXT *Context =
      IoGetCurrentIrpStackLocation(Irp)->FileObject->FsContext;
  CloseSocket(Context->Socket);
  ExFreePoolWithTag(Context, 'tstw');
  return Complete(Irp, STATUS_SUCCESS);
}

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
  Driver->MajorFunction[IRP_MJ_CREATE] = Create;
  Driver->MajorFunction[IRP_MJ_CLOSE] = Close;
  Driver->DriverUnload = Unload;
  return STATUS_SUCCESS;
}

//--- two-clients-ok.c
// expected-no-diagnostics
#include "wsk-ops.h"

static WSK_REGISTRATION Server, Probe;
static PWSK_SOCKET Listener;

NTSTATUS StartServer(void) { return WskRegister(&ClientNpi, &Server); }
NTSTATUS StartProbe(void) { return WskRegister(&ClientNpi, &Probe); }

// The socket is the server's; the probe's deregistration does not wait for it.
VOID NTAPI UnloadOk(PDRIVER_OBJECT Driver) {
  WskDeregister(&Probe);
  CloseSocket(Listener);
  WskDeregister(&Server);
}
