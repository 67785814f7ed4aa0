// RUN: %inspect -verify %s
// The states of a registration block, and that it is one block in whatever
// storage it lies and however its address is spelt.
#include <ntddk.h>
#include <wsk.h>

#include "inspect.h"

static const WSK_CLIENT_DISPATCH Table = {MAKE_WSK_VERSION(1, 0), 0, NULL};
static WSK_CLIENT_NPI Client = {NULL, &Table};
static WSK_REGISTRATION Global;
static WSK_REGISTRATION Array[4];

struct CONTEXT {
  WSK_REGISTRATION First;
  WSK_REGISTRATION Second;
  ULONG Flags;
};

NTSTATUS WholeLife(void) {
  WSK_REGISTRATION Local;
  NTSTATUS Status;
  BLOCK(&Local); // expected-warning{{block: raw, 0 captures [}}
  Status = WskRegister(&Client, &Local);
  if (!NT_SUCCESS(Status)) {
    BLOCK(&Local); // expected-warning{{block: failed, 0 captures [}}
    return Status;
  }
  BLOCK(&Local); // expected-warning{{block: registered, 0 captures [}}
  WskDeregister(&Local);
  BLOCK(&Local); // expected-warning{{block: deregistered, 0 captures [}}
  return Status;
}

void BothOutcomesWithoutTest(void) {
  WSK_REGISTRATION Local;
  WskRegister(&Client, &Local);
  BLOCK(&Local); // expected-warning{{block: registered, 0 captures [}} \
                 // expected-warning{{block: failed, 0 captures [}}
}

// In a library nobody knows what happened to a global before.
void GlobalOfLibrary(void) {
  BLOCK(&Global); // expected-warning{{block: unknown, 0 captures [}}
  if (NT_SUCCESS(WskRegister(&Client, &Global)))
    BLOCK(&Global); // expected-warning{{block: registered, 0 captures [}}
}

void StaticLocal(void) {
  static WSK_REGISTRATION Static;
  BLOCK(&Static); // expected-warning{{block: unknown, 0 captures [}}
  if (NT_SUCCESS(WskRegister(&Client, &Static)))
    BLOCK(&Static); // expected-warning{{block: registered, 0 captures [}}
}

void UnknownBlockIsDeregistered(PWSK_REGISTRATION Registration) {
  BLOCK(Registration); // expected-warning{{block: unknown, 0 captures [}}
  WskDeregister(Registration);
  BLOCK(Registration); // expected-warning{{block: deregistered, 0 captures [}}
}

void FieldsOfContext(struct CONTEXT *Context) {
  if (!NT_SUCCESS(WskRegister(&Client, &Context->Second)))
    return;
  BLOCK(&Context->Second); // expected-warning{{block: registered, 0 captures [}}
  BLOCK(&Context->First);  // expected-warning{{block: unknown, 0 captures [}}
}

void ManySpellings(struct CONTEXT *Context) {
  PWSK_REGISTRATION Alias = &Context->First;
  if (!NT_SUCCESS(WskRegister(&Client, Alias)))
    return;
  BLOCK(&Context->First); // expected-warning{{block: registered, 0 captures [}}
  BLOCK((PWSK_REGISTRATION)Context); // expected-warning{{block: registered, 0 captures [}}
  BLOCK((PUCHAR)Context + FIELD_OFFSET(struct CONTEXT, First)); // expected-warning{{block: registered, 0 captures [}}
  BLOCK(&Context[0].First); // expected-warning{{block: registered, 0 captures [}}
  BLOCK(&Context[1].First); // expected-warning{{block: unknown, 0 captures [}}
}

void DeviceExtension(PDEVICE_OBJECT Device) {
  struct CONTEXT *Context = Device->DeviceExtension;
  if (!NT_SUCCESS(WskRegister(&Client, &Context->Second)))
    return;
  BLOCK(&((struct CONTEXT *)Device->DeviceExtension)->Second); // expected-warning{{block: registered, 0 captures [}}
}

void Pool(void) {
  struct CONTEXT *Context =
      ExAllocatePoolWithTag(NonPagedPoolNx, sizeof *Context, 'tseT');
  if (!Context)
    return;
  BLOCK(&Context->First); // expected-warning{{block: raw, 0 captures [}}
  if (!NT_SUCCESS(WskRegister(&Client, &Context->First))) {
    ExFreePoolWithTag(Context, 'tseT');
    return;
  }
  BLOCK(&Context->First); // expected-warning{{block: registered, 0 captures [}}
  WskDeregister(&Context->First);
  ExFreePoolWithTag(Context, 'tseT');
}

void ElementsOfArray(unsigned I) {
  if (!NT_SUCCESS(WskRegister(&Client, &Array[1])))
    return;
  BLOCK(&Array[1]);  // expected-warning{{block: registered, 0 captures [}}
  BLOCK(Array + 1);  // expected-warning{{block: registered, 0 captures [}}
  BLOCK(&Array[2]);  // expected-warning{{block: unknown, 0 captures [}}
  if (NT_SUCCESS(WskRegister(&Client, &Array[I])))
    BLOCK(&Array[I]); // expected-warning{{block: registered, 0 captures [}}
}

static NTSTATUS registerThere(PWSK_REGISTRATION There) {
  return WskRegister(&Client, There);
}

void ThroughParameter(void) {
  WSK_REGISTRATION Local;
  if (NT_SUCCESS(registerThere(&Local)))
    BLOCK(&Local); // expected-warning{{block: registered, 0 captures [}}
  else
    BLOCK(&Local); // expected-warning{{block: failed, 0 captures [}}
}

// Zeroed or freed after the end of its life a block may be used anew.
void Wiped(struct CONTEXT *Context) {
  WskDeregister(&Context->First);
  WskDeregister(&Context->Second);
  RtlZeroMemory(&Context->First, sizeof Context->First);
  BLOCK(&Context->First);  // expected-warning{{block: wiped, 0 captures [}}
  BLOCK(&Context->Second); // expected-warning{{block: deregistered, 0 captures [}}
  RtlZeroMemory(Context, sizeof *Context);
  BLOCK(&Context->Second); // expected-warning{{block: wiped, 0 captures [}}
}

void WipedByMemset(void) {
  WSK_REGISTRATION Local;
  if (!NT_SUCCESS(WskRegister(&Client, &Local)))
    return;
  WskDeregister(&Local);
  memset(&Local, 0, sizeof Local);
  BLOCK(&Local); // expected-warning{{block: wiped, 0 captures [}}
}

// Zeroing the memory of a live registration does not end it.
void ZeroedAlive(void) {
  WSK_REGISTRATION Local;
  if (!NT_SUCCESS(WskRegister(&Client, &Local)))
    return;
  RtlZeroMemory(&Local, sizeof Local);
  BLOCK(&Local); // expected-warning{{block: registered, 0 captures [}}
  WskDeregister(&Local);
}

void NoBlock(void) {
  BLOCK(NULL); // expected-warning{{block: no block [}}
}

// The status of a failed registration is negative, that of a good one zero.
void Statuses(void) {
  WSK_REGISTRATION Local;
  NTSTATUS Status = WskRegister(&Client, &Local);
  if (Status == STATUS_SUCCESS)
    BLOCK(&Local); // expected-warning{{block: registered, 0 captures [}}
  else if (Status > 0)
    BLOCK(&Local); // never
  else
    BLOCK(&Local); // expected-warning{{block: failed, 0 captures [}}
}

// The record around a field.
void ContainingRecord(struct CONTEXT *Context) {
  if (!NT_SUCCESS(WskRegister(&Client, &Context->First)))
    return;
  BLOCK(&CONTAINING_RECORD(&Context->Flags, struct CONTEXT, Flags)->First); // expected-warning{{block: registered, 0 captures [}}
}
