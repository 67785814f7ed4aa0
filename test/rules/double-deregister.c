// One WskRegister, two WskDeregister. ...Bad breaks the rule, ...Ok does not.
//
// RUN: split-file %s %t
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/functions.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/entry-and-unload-bad.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/entry-and-unload-ok.c

//--- functions.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;
static WSK_REGISTRATION Registrations[2];

typedef struct {
  BOOLEAN IsRegistered;
  WSK_REGISTRATION Registration;
} CONTEXT;

// BEGIN EXAMPLE
VOID NTAPI UnloadBad(PDRIVER_OBJECT Driver) {
  WskDeregister(&Registration);
  // expected-note@-1 {{'Registration' is deregistered}}
  if (!NT_SUCCESS(StartWork()))
  // expected-note@-1 {{Assuming the condition is true}}
  // expected-note@-2 {{Taking true branch}}
    WskDeregister(&Registration);
    // expected-warning@-1 {{WskDeregister on 'Registration', which is deregistered already}}
    // expected-note@-2 {{WskDeregister on 'Registration', which is deregistered already}}
}

static BOOLEAN IsRegistered;

VOID NTAPI UnloadOk(PDRIVER_OBJECT Driver) {
  if (!IsRegistered)
    return;
  WskDeregister(&Registration);
  IsRegistered = FALSE;
}
// END EXAMPLE

NTSTATUS LadderBad(void) {
  NTSTATUS Status = WskRegister(&ClientNpi, &Registration);
  // expected-note@-1 {{WskRegister succeeds: 'Registration' is registered}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
  Status = StartWork();
  if (!NT_SUCCESS(Status)) {
  // expected-note@-1 {{Assuming 'Status' is < 0}}
  // expected-note@-2 {{Taking true branch}}
    WskDeregister(&Registration);
    // expected-note@-1 {{'Registration' is deregistered}}
    goto Deregister;
    // expected-note@-1 {{Control jumps to line}}
  }
  return STATUS_SUCCESS;
Deregister:
  WskDeregister(&Registration);
  // expected-warning@-1 {{WskDeregister on 'Registration', which is deregistered already}}
  // expected-note@-2 {{WskDeregister on 'Registration', which is deregistered already}}
  return Status;
}

static void Stop(CONTEXT *Context) { WskDeregister(&Context->Registration); }
// expected-warning@-1 {{WskDeregister on 'Registration', which is deregistered already}}
// expected-note@-2 {{'Registration' is deregistered}}
// expected-note@-3 {{WskDeregister on 'Registration', which is deregistered already}}

void HelperBad(CONTEXT *Context) {
  Stop(Context);
  // expected-note@-1 {{Calling 'Stop'}}
  // expected-note@-2 {{Returning from 'Stop'}}
  Stop(Context);
  // expected-note@-1 {{Calling 'Stop'}}
}

static void StopOnce(CONTEXT *Context) {
  if (!Context->IsRegistered)
    return;
  Context->IsRegistered = FALSE;
  WskDeregister(&Context->Registration);
}

void HelperOk(CONTEXT *Context) {
  StopOnce(Context);
  StopOnce(Context);
}

void TwoContextsOk(CONTEXT *First, CONTEXT *Second) {
  Stop(First);
  Stop(Second);
}

void SameElementBad(void) {
  ULONG I;
  for (I = 0; I < 2; ++I)
  // expected-note@-1 2 {{Loop condition is true.  Entering loop body}}
    WskDeregister(&Registrations[0]);
    // expected-warning@-1 {{WskDeregister on 'Registrations', which is deregistered already}}
    // expected-note@-2 {{'Registrations' is deregistered}}
    // expected-note@-3 {{WskDeregister on 'Registrations', which is deregistered already}}
}

void EveryElementOk(void) {
  ULONG I;
  for (I = 0; I < 2; ++I)
    WskDeregister(&Registrations[I]);
}

NTSTATUS RegisteredAgainOk(void) {
  NTSTATUS Status;
  WskDeregister(&Registration);
  Status = WskRegister(&ClientNpi, &Registration);
  if (NT_SUCCESS(Status))
    WskDeregister(&Registration);
  return Status;
}

void ThroughAliasBad(void) {
  PWSK_REGISTRATION Alias = &Registration;
  WskDeregister(Alias);
  // expected-note@-1 {{'Registration' is deregistered}}
  WskDeregister(&Registration);
  // expected-warning@-1 {{WskDeregister on 'Registration', which is deregistered already}}
  // expected-note@-2 {{WskDeregister on 'Registration', which is deregistered already}}
}

void FallThroughBad(ULONG Level) {
  switch (Level) {
  // expected-note@-1 {{Control jumps to 'case 2:'  at line}}
  case 2:
    WskDeregister(&Registration);
    // expected-note@-1 {{'Registration' is deregistered}}
  case 1:
    WskDeregister(&Registration);
    // expected-warning@-1 {{WskDeregister on 'Registration', which is deregistered already}}
    // expected-note@-2 {{WskDeregister on 'Registration', which is deregistered already}}
  }
}

NTSTATUS LevelsOk(CONTEXT *Context, WSK_PROVIDER_NPI *Npi) {
  ULONG Level = 0;
  NTSTATUS Status = WskRegister(&ClientNpi, &Context->Registration);
  if (!NT_SUCCESS(Status))
    goto Undo;
  Level = 1;
  Status = WskCaptureProviderNPI(&Context->Registration, WSK_NO_WAIT, Npi);
  if (!NT_SUCCESS(Status))
    goto Undo;
  Level = 2;
  Status = StartWork();
Undo:
  if (NT_SUCCESS(Status))
    return Status;
  switch (Level) {
  case 2:
    WskReleaseProviderNPI(&Context->Registration);
  case 1:
    WskDeregister(&Context->Registration);
  }
  return Status;
}

NTSTATUS LocalBad(void) {
  WSK_REGISTRATION Local;
  NTSTATUS Status = WskRegister(&ClientNpi, &Local);
  // expected-note@-1 {{WskRegister succeeds: 'Local' is registered}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
  Status = StartWork();
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{Assuming 'Status' is < 0}}
  // expected-note@-2 {{Taking true branch}}
    WskDeregister(&Local);
    // expected-note@-1 {{'Local' is deregistered}}
  WskDeregister(&Local);
  // expected-warning@-1 {{WskDeregister on 'Local', which is deregistered already}}
  // expected-note@-2 {{WskDeregister on 'Local', which is deregistered already}}
  return Status;
}

//--- entry-and-unload-bad.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
// expected-note@-1 {{Stage unload routine 'Unload': the driver is unloaded}}
  WskDeregister(&Registration);
  // expected-warning@-1 {{WskDeregister on 'Registration', which is deregistered already}}
  // expected-note@-2 {{WskDeregister on 'Registration', which is deregistered already}}
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = WskRegister(&ClientNpi, &Registration);
  // expected-note@-1 {{WskRegister succeeds: 'Registration' is registered}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
  Driver->DriverUnload = Unload;
  if (!NT_SUCCESS(StartWork()))
  // expected-note@-1 {{Assuming the condition is true}}
  // expected-note@-2 {{Taking true branch}}
    WskDeregister(&Registration); // the driver stays loaded all the same
    // expected-note@-1 {{'Registration' is deregistered}}
  return STATUS_SUCCESS;
  // expected-note@-1 {{Calling 'Unload'}}
}

//--- entry-and-unload-ok.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
  WskDeregister(&Registration);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = WskRegister(&ClientNpi, &Registration);
  if (!NT_SUCCESS(Status))
    return Status;
  Driver->DriverUnload = Unload;
  if (!NT_SUCCESS(StartWork())) {
    WskDeregister(&Registration);
    Driver->DriverUnload = NULL;
  }
  return STATUS_SUCCESS;
}
// expected-no-diagnostics

