// WskRegister on a block that is registered. ...Bad breaks the rule, ...Ok does
// not, ...-suspicious is reported with --pedantic.
//
// RUN: split-file %s %t
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/functions.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/per-request-bad.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/per-request-ok.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify=default %t/add-device-suspicious.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify \
// RUN:   -analyzer-config wsk.Model:Pedantic=true %t/add-device-suspicious.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/add-device-ok.c

//--- functions.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;
static WSK_REGISTRATION Registrations[2];

typedef struct {
  WSK_REGISTRATION Registration;
} CONTEXT;

static NTSTATUS Register(CONTEXT *Context) {
  return WskRegister(&ClientNpi, &Context->Registration);
  // expected-warning@-1 {{WskRegister on 'Registration', which is still registered}}
  // expected-note@-2 {{WskRegister succeeds: 'Registration' is registered}}
  // expected-note@-3 {{WskRegister on 'Registration', which is still registered}}
}

NTSTATUS TwiceBad(void) {
  NTSTATUS Status = WskRegister(&ClientNpi, &Registration);
  // expected-note@-1 {{WskRegister succeeds: 'Registration' is registered}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
  return WskRegister(&ClientNpi, &Registration);
  // expected-warning@-1 {{WskRegister on 'Registration', which is still registered}}
  // expected-note@-2 {{WskRegister on 'Registration', which is still registered}}
}

NTSTATUS RetryOk(void) {
  NTSTATUS Status = WskRegister(&ClientNpi, &Registration);
  if (!NT_SUCCESS(Status))
    Status = WskRegister(&ClientNpi, &Registration);
  return Status;
}

NTSTATUS RetryBad(void) {
  NTSTATUS Status = WskRegister(&ClientNpi, &Registration);
  // expected-note@-1 {{WskRegister succeeds: 'Registration' is registered}}
  if (NT_SUCCESS(Status)) // the wrong way round
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking true branch}}
    Status = WskRegister(&ClientNpi, &Registration);
    // expected-warning@-1 {{WskRegister on 'Registration', which is still registered}}
    // expected-note@-2 {{WskRegister on 'Registration', which is still registered}}
  return Status;
}

NTSTATUS EveryElementOk(void) {
  NTSTATUS Status = STATUS_SUCCESS;
  ULONG I;
  for (I = 0; I < 2 && NT_SUCCESS(Status); ++I)
    Status = WskRegister(&ClientNpi, &Registrations[I]);
  return Status;
}

NTSTATUS SameElementBad(void) {
  NTSTATUS Status = STATUS_SUCCESS;
  ULONG I;
  for (I = 0; I < 2 && NT_SUCCESS(Status); ++I)
  // expected-note@-1 2 {{'I' is < 2}}
  // expected-note@-2 2 {{Left side of '&&' is true}}
  // expected-note@-3 2 {{Loop condition is true.  Entering loop body}}
    Status = WskRegister(&ClientNpi, Registrations);
    // expected-warning@-1 {{WskRegister on 'Registrations', which is still registered}}
    // expected-note@-2 {{WskRegister succeeds: 'Registrations' is registered}}
    // expected-note@-3 {{WskRegister on 'Registrations', which is still registered}}
  return Status;
}

NTSTATUS ContextBad(CONTEXT *Context) {
  NTSTATUS Status = Register(Context);
  // expected-note@-1 {{Calling 'Register'}}
  // expected-note@-2 {{Returning from 'Register'}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
  return Register(Context);
  // expected-note@-1 {{Calling 'Register'}}
}

NTSTATUS TwoContextsOk(CONTEXT *First, CONTEXT *Second) {
  NTSTATUS Status = Register(First);
  if (!NT_SUCCESS(Status))
    return Status;
  return Register(Second);
}

NTSTATUS RestartOk(CONTEXT *Context) {
  NTSTATUS Status = Register(Context);
  if (!NT_SUCCESS(Status))
    return Status;
  WskDeregister(&Context->Registration);
  return Register(Context);
}

NTSTATUS PoolBad(void) {
  NTSTATUS Status;
  CONTEXT *Context =
      ExAllocatePoolWithTag(NonPagedPool, sizeof(CONTEXT), 'tstw');
  if (!Context)
  // expected-note@-1 {{Assuming 'Context' is non-null}}
  // expected-note@-2 {{Taking false branch}}
    return STATUS_INSUFFICIENT_RESOURCES;
  Status = WskRegister(&ClientNpi, &Context->Registration);
  // expected-note@-1 {{WskRegister succeeds: 'Registration' is registered}}
  if (NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking true branch}}
    Status = WskRegister(&ClientNpi, &Context->Registration);
    // expected-warning@-1 {{WskRegister on 'Registration', which is still registered}}
    // expected-note@-2 {{WskRegister on 'Registration', which is still registered}}
  return Status;
}

//--- per-request-bad.c
#include "wsk-ops.h"

// BEGIN EXAMPLE
static WSK_REGISTRATION Registration;

static NTSTATUS NTAPI Connect(PDEVICE_OBJECT Device, PIRP Irp) {
// expected-note@-1 2 {{Stage dispatch routine 'Connect': runs while the driver is loaded}}
  // The second request registers the same block again.
  NTSTATUS Status = WskRegister(&ClientNpi, &Registration);
  // expected-warning@-1 {{WskRegister on 'Registration', which is still registered}}
  // expected-note@-2 {{WskRegister succeeds: 'Registration' is registered}}
  // expected-note@-3 {{WskRegister on 'Registration', which is still registered}}
  Irp->IoStatus.Status = Status;
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return Status;
  // expected-note@-1 {{Calling 'Connect'}}
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  Driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Connect;
  return STATUS_SUCCESS;
  // expected-note@-1 {{Calling 'Connect'}}
}
// END EXAMPLE

//--- per-request-ok.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;
static BOOLEAN IsRegistered;

static NTSTATUS NTAPI Connect(PDEVICE_OBJECT Device, PIRP Irp) {
  NTSTATUS Status = STATUS_SUCCESS;
  if (!IsRegistered) {
    Status = WskRegister(&ClientNpi, &Registration);
    IsRegistered = NT_SUCCESS(Status);
  }
  Irp->IoStatus.Status = Status;
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return Status;
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  Driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Connect;
  return STATUS_SUCCESS;
}
// expected-no-diagnostics

//--- add-device-suspicious.c
// default-no-diagnostics
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;

// Called once for every device; that there is a second one is only likely.
static NTSTATUS NTAPI AddDevice(PDRIVER_OBJECT Driver, PDEVICE_OBJECT Below) {
// expected-note@-1 2 {{Stage AddDevice routine 'AddDevice': runs while the driver is loaded}}
  return WskRegister(&ClientNpi, &Registration);
  // expected-warning@-1 {{WskRegister on 'Registration', which is still registered}}
  // expected-note@-2 {{WskRegister succeeds: 'Registration' is registered}}
  // expected-note@-3 {{Calling 'AddDevice'}}
  // expected-note@-4 {{WskRegister on 'Registration', which is still registered}}
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  Driver->DriverExtension->AddDevice = AddDevice;
  return STATUS_SUCCESS;
  // expected-note@-1 {{Calling 'AddDevice'}}
}

//--- add-device-ok.c
#include "wsk-ops.h"

typedef struct {
  WSK_REGISTRATION Registration;
} EXTENSION;

static NTSTATUS NTAPI AddDevice(PDRIVER_OBJECT Driver, PDEVICE_OBJECT Below) {
  EXTENSION *Extension;
  PDEVICE_OBJECT Device;
  NTSTATUS Status = IoCreateDevice(Driver, sizeof(EXTENSION), NULL,
                                   FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
  if (!NT_SUCCESS(Status))
    return Status;
  Extension = Device->DeviceExtension;
  Status = WskRegister(&ClientNpi, &Extension->Registration);
  if (!NT_SUCCESS(Status))
    IoDeleteDevice(Device);
  return Status;
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  Driver->DriverExtension->AddDevice = AddDevice;
  return STATUS_SUCCESS;
}
// expected-no-diagnostics

