// WskDeregister on a block that WskRegister did not register. ...Bad breaks the
// rule, ...Ok does not.
//
// RUN: split-file %s %t
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/functions.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/unload-always-bad.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/unload-if-registered-ok.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/never-registered-bad.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/registered-on-request-bad.c

//--- functions.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;
static WSK_REGISTRATION Other;

typedef struct {
  BOOLEAN IsRegistered;
  WSK_REGISTRATION Registration;
} CONTEXT;

// BEGIN EXAMPLE
NTSTATUS StartBad(void) {
  NTSTATUS Status = WskRegister(&ClientNpi, &Registration);
  // expected-note@-1 {{WskRegister fails: 'Registration' is not registered}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is < 0}}
  // expected-note@-2 {{Taking true branch}}
    WskDeregister(&Registration);
    // expected-warning@-1 {{WskDeregister on 'Registration', whose registration failed}}
    // expected-note@-2 {{WskDeregister on 'Registration', whose registration failed}}
  return Status;
}

NTSTATUS StartOk(void) {
  NTSTATUS Status = WskRegister(&ClientNpi, &Registration);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = StartWork();
  if (!NT_SUCCESS(Status))
    WskDeregister(&Registration);
  return Status;
}
// END EXAMPLE

NTSTATUS LadderBad(void) {
  NTSTATUS Status = WskRegister(&ClientNpi, &Registration);
  // expected-note@-1 {{WskRegister fails: 'Registration' is not registered}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is < 0}}
  // expected-note@-2 {{Taking true branch}}
    goto Deregister; // one rung too high
    // expected-note@-1 {{Control jumps to line}}
  Status = StartWork();
  if (!NT_SUCCESS(Status))
    goto Deregister;
  return STATUS_SUCCESS;
Deregister:
  WskDeregister(&Registration);
  // expected-warning@-1 {{WskDeregister on 'Registration', whose registration failed}}
  // expected-note@-2 {{WskDeregister on 'Registration', whose registration failed}}
  return Status;
}

NTSTATUS LocalBad(void) {
  WSK_REGISTRATION Local;
  NTSTATUS Status = StartWork();
  if (NT_SUCCESS(Status)) {
  // expected-note@-1 {{Assuming 'Status' is < 0}}
  // expected-note@-2 {{Taking false branch}}
    Status = WskRegister(&ClientNpi, &Local);
    if (!NT_SUCCESS(Status))
      return Status;
  }
  WskDeregister(&Local); // also when the work failed
  // expected-warning@-1 {{WskDeregister on 'Local', which was never registered}}
  // expected-note@-2 {{WskDeregister on 'Local', which was never registered}}
  return Status;
}

static void Stop(CONTEXT *Context) {
  if (Context->IsRegistered)
  // expected-note@-1 {{Field 'IsRegistered' is 1}}
  // expected-note@-2 {{Taking true branch}}
    WskDeregister(&Context->Registration);
    // expected-warning@-1 {{WskDeregister on 'Registration', whose registration failed}}
    // expected-note@-2 {{WskDeregister on 'Registration', whose registration failed}}
}

NTSTATUS ContextBad(CONTEXT *Context) {
  NTSTATUS Status;
  Context->IsRegistered = TRUE; // too early
  Status = WskRegister(&ClientNpi, &Context->Registration);
  // expected-note@-1 {{WskRegister fails: 'Registration' is not registered}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is < 0}}
  // expected-note@-2 {{Taking true branch}}
    Stop(Context);
    // expected-note@-1 {{Calling 'Stop'}}
  return Status;
}

NTSTATUS ContextOk(CONTEXT *Context) {
  NTSTATUS Status = WskRegister(&ClientNpi, &Context->Registration);
  Context->IsRegistered = NT_SUCCESS(Status);
  if (!Context->IsRegistered || !NT_SUCCESS(StartWork()))
    Stop(Context);
  return Status;
}

NTSTATUS PoolBad(void) {
  CONTEXT *Context =
      ExAllocatePoolWithTag(NonPagedPool, sizeof(CONTEXT), 'tstw');
  if (!Context)
  // expected-note@-1 {{Assuming 'Context' is non-null}}
  // expected-note@-2 {{Taking false branch}}
    return STATUS_INSUFFICIENT_RESOURCES;
  WskDeregister(&Context->Registration);
  // expected-warning@-1 {{WskDeregister on 'Registration', which was never registered}}
  // expected-note@-2 {{WskDeregister on 'Registration', which was never registered}}
  ExFreePoolWithTag(Context, 'tstw');
  return STATUS_SUCCESS;
}

NTSTATUS WrongBlockBad(void) {
  NTSTATUS Status = WskRegister(&ClientNpi, &Registration);
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
  Status = WskRegister(&ClientNpi, &Other);
  // expected-note@-1 {{WskRegister fails: 'Other' is not registered}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is < 0}}
  // expected-note@-2 {{Taking true branch}}
    WskDeregister(&Other);
    // expected-warning@-1 {{WskDeregister on 'Other', whose registration failed}}
    // expected-note@-2 {{WskDeregister on 'Other', whose registration failed}}
  return Status;
}

// Who calls this may have registered the block.
void UnknownHistoryOk(CONTEXT *Context) {
  WskDeregister(&Registration);
  WskDeregister(&Context->Registration);
}

//--- unload-always-bad.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
// expected-note@-1 {{Stage unload routine 'Unload': the driver is unloaded}}
  WskDeregister(&Registration);
  // expected-warning@-1 {{WskDeregister on 'Registration', whose registration failed}}
  // expected-note@-2 {{WskDeregister on 'Registration', whose registration failed}}
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  Driver->DriverUnload = Unload;
  if (!NT_SUCCESS(WskRegister(&ClientNpi, &Registration)))
  // expected-note@-1 {{WskRegister fails: 'Registration' is not registered}}
  // expected-note@-2 {{Taking true branch}}
    return STATUS_SUCCESS; // works without the network
    // expected-note@-1 {{Calling 'Unload'}}
  return STATUS_SUCCESS;
}

//--- unload-if-registered-ok.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;
static NTSTATUS Registered = STATUS_UNSUCCESSFUL;

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
  if (NT_SUCCESS(Registered))
    WskDeregister(&Registration);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  Driver->DriverUnload = Unload;
  Registered = WskRegister(&ClientNpi, &Registration);
  return STATUS_SUCCESS;
}
// expected-no-diagnostics

//--- never-registered-bad.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
// expected-note@-1 {{Stage unload routine 'Unload': the driver is unloaded}}
  WskDeregister(&Registration);
  // expected-warning@-1 {{WskDeregister on 'Registration', which was never registered}}
  // expected-note@-2 {{WskDeregister on 'Registration', which was never registered}}
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  Driver->DriverUnload = Unload;
  if (!IsWanted())
  // expected-note@-1 {{Assuming the condition is true}}
  // expected-note@-2 {{Taking true branch}}
    return STATUS_SUCCESS;
    // expected-note@-1 {{Calling 'Unload'}}
  return WskRegister(&ClientNpi, &Registration);
}

//--- registered-on-request-bad.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;

static NTSTATUS NTAPI Start(PDEVICE_OBJECT Device, PIRP Irp) {
// expected-note@-1 3 {{Stage dispatch routine 'Start': runs while the driver is loaded}}
  NTSTATUS Status = WskRegister(&ClientNpi, &Registration);
  // expected-warning@-1 {{WskRegister on 'Registration', which is still registered}}
  // expected-note@-2 {{WskRegister succeeds: 'Registration' is registered}}
  // expected-note@-3 {{WskRegister on 'Registration', which is still registered}}
  // expected-note@-4 {{WskRegister fails: 'Registration' is not registered}}
  Irp->IoStatus.Status = Status;
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return Status;
  // expected-note@-1 {{Calling 'Start'}}
  // expected-note@-2 {{Calling 'Unload'}}
}

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
// expected-note@-1 {{Stage unload routine 'Unload': the driver is unloaded}}
  WskDeregister(&Registration); // also if nobody has asked
  // expected-warning@-1 {{WskDeregister on 'Registration', whose registration failed}}
  // expected-note@-2 {{WskDeregister on 'Registration', whose registration failed}}
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  Driver->MajorFunction[IRP_MJ_CREATE] = Start;
  Driver->DriverUnload = Unload;
  return STATUS_SUCCESS;
  // expected-note@-1 2 {{Calling 'Start'}}
}
