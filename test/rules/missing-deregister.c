// A registration outlives the driver: DriverEntry fails, or the unload routine
// returns, without WskDeregister. The rule judges whole drivers, one per part;
// a part called ...-bad breaks the rule, one called ...-ok does not, and fn-...
// is a known gap.
//
// RUN: split-file %s %t
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/entry-fails-bad.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/entry-undoes-ok.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/unload-returns-early-bad.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/unload-by-flag-ok.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/device-extension-bad.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/device-extension-ok.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/device-of-driver-ok.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/array-ladder-bad.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/array-ladder-ok.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/pool-context-bad.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/no-unload-ok.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify %t/fn-dispatch-deregisters.c
// RUN: %clang-analyze-wsk -I %S/Inputs -analyzer-output=text -verify=pedantic \
// RUN:   -analyzer-config wsk.Model:Pedantic=true %t/fn-dispatch-deregisters.c

//--- entry-fails-bad.c
#include "wsk-ops.h"

// BEGIN EXAMPLE
static WSK_REGISTRATION Registration;

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
  WskDeregister(&Registration);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = WskRegister(&ClientNpi, &Registration);
  // expected-note@-1 {{WskRegister succeeds: 'Registration' is registered}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
  Driver->DriverUnload = Unload;
  Status = StartWork();
  return Status; // a failure leaves the block registered, and no Unload follows
  // expected-warning@-1 {{DriverEntry fails while 'Registration' is registered: WskDeregister is not called, and no unload routine runs after a failed DriverEntry}}
  // expected-note@-2 {{DriverEntry fails while 'Registration' is registered: WskDeregister is not called, and no unload routine runs after a failed DriverEntry}}
}
// END EXAMPLE

//--- entry-undoes-ok.c
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
  Status = StartWork();
  if (!NT_SUCCESS(Status))
    WskDeregister(&Registration);
  return Status;
}
// expected-no-diagnostics

//--- unload-returns-early-bad.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;
static BOOLEAN IsWorking;

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
// expected-note@-1 {{Stage unload routine 'Unload': the driver is unloaded}}
  if (!IsWorking)
  // expected-note@-1 {{Assuming 'IsWorking' is 0}}
  // expected-note@-2 {{Taking true branch}}
    return;
    // expected-warning@-1 {{the driver is unloaded while 'Registration' is registered: WskDeregister is not called on this path}}
    // expected-note@-2 {{the driver is unloaded while 'Registration' is registered: WskDeregister is not called on this path}}
  WskDeregister(&Registration);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = WskRegister(&ClientNpi, &Registration);
  // expected-note@-1 {{WskRegister succeeds: 'Registration' is registered}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
  Driver->DriverUnload = Unload;
  // The driver stays loaded without its work: the flag says nothing of WSK.
  IsWorking = NT_SUCCESS(StartWork());
  return STATUS_SUCCESS;
  // expected-note@-1 {{Calling 'Unload'}}
}

//--- unload-by-flag-ok.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;
static BOOLEAN IsRegistered;

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
  if (!IsRegistered)
    return;
  WskDeregister(&Registration);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  Driver->DriverUnload = Unload;
  if (NT_SUCCESS(WskRegister(&ClientNpi, &Registration)))
    IsRegistered = TRUE;
  return STATUS_SUCCESS;
}
// expected-no-diagnostics

//--- device-extension-bad.c
#include "wsk-ops.h"

typedef struct {
  ULONG Generation;
  WSK_REGISTRATION Registration;
} EXTENSION;

static PDEVICE_OBJECT Device;

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
  EXTENSION *Extension = Device->DeviceExtension;
  WskDeregister(&Extension->Registration);
  IoDeleteDevice(Device);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  EXTENSION *Extension;
  NTSTATUS Status = IoCreateDevice(Driver, sizeof(EXTENSION), NULL,
                                   FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    return Status;
  Extension = Device->DeviceExtension;
  Status = WskRegister(&ClientNpi, &Extension->Registration);
  // expected-note@-1 {{WskRegister succeeds: 'Registration' is registered}}
  if (NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking true branch}}
    Status = StartWork();
  if (!NT_SUCCESS(Status)) {
  // expected-note@-1 {{Assuming 'Status' is < 0}}
  // expected-note@-2 {{Taking true branch}}
    IoDeleteDevice(Device);
    return Status;
    // expected-warning@-1 {{DriverEntry fails while 'Registration' is registered: WskDeregister is not called, and no unload routine runs after a failed DriverEntry}}
    // expected-note@-2 {{DriverEntry fails while 'Registration' is registered: WskDeregister is not called, and no unload routine runs after a failed DriverEntry}}
  }
  Driver->DriverUnload = Unload;
  return STATUS_SUCCESS;
}

//--- device-extension-ok.c
#include "wsk-ops.h"

typedef struct {
  ULONG Generation;
  WSK_REGISTRATION Registration;
} EXTENSION;

static PDEVICE_OBJECT Device;

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
  EXTENSION *Extension = Device->DeviceExtension;
  WskDeregister(&Extension->Registration);
  IoDeleteDevice(Device);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  EXTENSION *Extension;
  NTSTATUS Status = IoCreateDevice(Driver, sizeof(EXTENSION), NULL,
                                   FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
  if (!NT_SUCCESS(Status))
    return Status;
  Extension = Device->DeviceExtension;
  Status = WskRegister(&ClientNpi, &Extension->Registration);
  if (NT_SUCCESS(Status)) {
    Status = StartWork();
    if (!NT_SUCCESS(Status))
      WskDeregister(&Extension->Registration);
  }
  if (!NT_SUCCESS(Status)) {
    IoDeleteDevice(Device);
    return Status;
  }
  Driver->DriverUnload = Unload;
  return STATUS_SUCCESS;
}
// expected-no-diagnostics

//--- device-of-driver-ok.c
#include "wsk-ops.h"

typedef struct {
  ULONG Generation;
  WSK_REGISTRATION Registration;
} EXTENSION;

// IoCreateDevice has put the device into the driver object.
static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
  EXTENSION *Extension = Driver->DeviceObject->DeviceExtension;
  WskDeregister(&Extension->Registration);
  IoDeleteDevice(Driver->DeviceObject);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  PDEVICE_OBJECT Device;
  EXTENSION *Extension;
  NTSTATUS Status = IoCreateDevice(Driver, sizeof(EXTENSION), NULL,
                                   FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
  if (!NT_SUCCESS(Status))
    return Status;
  Extension = Device->DeviceExtension;
  Status = WskRegister(&ClientNpi, &Extension->Registration);
  if (NT_SUCCESS(Status)) {
    Status = StartWork();
    if (!NT_SUCCESS(Status))
      WskDeregister(&Extension->Registration);
  }
  if (!NT_SUCCESS(Status)) {
    IoDeleteDevice(Device);
    return Status;
  }
  Driver->DriverUnload = Unload;
  return STATUS_SUCCESS;
}
// expected-no-diagnostics

//--- array-ladder-bad.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registrations[2];

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = WskRegister(&ClientNpi, &Registrations[0]);
  // expected-note@-1 {{WskRegister succeeds: 'Registrations' is registered}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    goto Fail;
  Status = WskRegister(&ClientNpi, &Registrations[1]);
  // expected-note@-1 {{WskRegister fails: 'Registrations[1]' is not registered}}
  if (!NT_SUCCESS(Status))
  // expected-note@-1 {{'Status' is < 0}}
  // expected-note@-2 {{Taking true branch}}
    goto Fail; // one rung too low
    // expected-note@-1 {{Control jumps to line}}
  return STATUS_SUCCESS;
Fail:
  return Status;
  // expected-warning@-1 {{DriverEntry fails while 'Registrations' is registered: WskDeregister is not called, and no unload routine runs after a failed DriverEntry}}
  // expected-note@-2 {{DriverEntry fails while 'Registrations' is registered: WskDeregister is not called, and no unload routine runs after a failed DriverEntry}}
}

//--- array-ladder-ok.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registrations[2];

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
  ULONG I;
  for (I = 0; I < 2; ++I)
    WskDeregister(&Registrations[I]);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status = WskRegister(&ClientNpi, &Registrations[0]);
  if (!NT_SUCCESS(Status))
    goto Fail;
  Status = WskRegister(&ClientNpi, &Registrations[1]);
  if (!NT_SUCCESS(Status))
    goto DeregisterFirst;
  Driver->DriverUnload = Unload;
  return STATUS_SUCCESS;
DeregisterFirst:
  WskDeregister(&Registrations[0]);
Fail:
  return Status;
}
// expected-no-diagnostics

//--- pool-context-bad.c
#include "wsk-ops.h"

typedef struct {
  WSK_REGISTRATION Registration;
} CONTEXT;

static CONTEXT *Context;

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
// expected-note@-1 {{Stage unload routine 'Unload': the driver is unloaded}}
  // Gone without WskDeregister.
  ExFreePoolWithTag(Context, 'tstw');
}
// expected-warning@-1 {{the driver is unloaded while 'Registration' is registered: WskDeregister is not called on this path}}
// expected-note@-2 {{the driver is unloaded while 'Registration' is registered: WskDeregister is not called on this path}}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  NTSTATUS Status;
  Context = ExAllocatePoolWithTag(NonPagedPool, sizeof(*Context), 'tstw');
  if (!Context)
  // expected-note@-1 {{Assuming 'Context' is non-null}}
  // expected-note@-2 {{Taking false branch}}
    return STATUS_INSUFFICIENT_RESOURCES;
  Status = WskRegister(&ClientNpi, &Context->Registration);
  // expected-note@-1 {{WskRegister succeeds: 'Registration' is registered}}
  if (!NT_SUCCESS(Status)) {
  // expected-note@-1 {{'Status' is >= 0}}
  // expected-note@-2 {{Taking false branch}}
    ExFreePoolWithTag(Context, 'tstw');
    return Status;
  }
  Driver->DriverUnload = Unload;
  return STATUS_SUCCESS;
  // expected-note@-1 {{Calling 'Unload'}}
}

//--- no-unload-ok.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;

// Without an unload routine the driver cannot be unloaded.
NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  return WskRegister(&ClientNpi, &Registration);
}
// expected-no-diagnostics

//--- fn-dispatch-deregisters.c
#include "wsk-ops.h"

static WSK_REGISTRATION Registration;

// FN: unloading without this request leaves the block registered. A dispatch
// routine that has not run could have deregistered it, so only --pedantic asks.
static NTSTATUS NTAPI Stop(PDEVICE_OBJECT Device, PIRP Irp) {
  WskDeregister(&Registration);
  Irp->IoStatus.Status = STATUS_SUCCESS;
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return STATUS_SUCCESS;
}

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {}
// pedantic-warning@-1 {{the driver is unloaded while 'Registration' is registered: WskDeregister is not called on this path}}
// pedantic-note@-2 {{the driver is unloaded while 'Registration' is registered: WskDeregister is not called on this path}}
// pedantic-note@-3 {{Stage unload routine 'Unload': the driver is unloaded}}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  Driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Stop;
  Driver->DriverUnload = Unload;
  return WskRegister(&ClientNpi, &Registration);
  // pedantic-note@-1 {{WskRegister succeeds: 'Registration' is registered}}
  // pedantic-note@-2 {{Calling 'Unload'}}
}
// expected-no-diagnostics

