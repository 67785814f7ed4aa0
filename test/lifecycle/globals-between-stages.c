// RUN: %inspect -verify %s
// Globals, heap and flags live on from stage to stage.
#include "stages.h"

struct CONTEXT {
  ULONG Level;
  WSK_REGISTRATION Registration;
};

static struct CONTEXT *Context;
static LONG Flags;
static PWSK_SOCKET Sockets[4];

static NTSTATUS NTAPI Create(PDEVICE_OBJECT Device, PIRP Irp) {
  step(1);
  InterlockedOr(&Flags, 4);
  Context->Level = 2;
  return STATUS_SUCCESS;
}

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
  if (Trace == 1) {
    VALUE(Flags);          // expected-warning{{value: 5 [}}
    VALUE(Context->Level); // expected-warning{{value: 2 [}}
  } else {
    VALUE(Flags);          // expected-warning{{value: 1 [}}
    VALUE(Context->Level); // expected-warning{{value: 1 [}}
  }
  BLOCK(&Context->Registration); // expected-warning{{block: registered, 0 captures [}}
  for (ULONG I = 0; I < ARRAYSIZE(Sockets); ++I)
    VALUE(Sockets[I]); // expected-warning{{value: 0 [}}
  WskDeregister(&Context->Registration);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  Context = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof *Context, 'tseT');
  if (!Context)
    return STATUS_NO_MEMORY;
  if (!NT_SUCCESS(WskRegister(&Client, &Context->Registration))) {
    ExFreePool(Context);
    return STATUS_UNSUCCESSFUL;
  }
  Flags |= 1;
  Context->Level = 1;
  Driver->MajorFunction[IRP_MJ_CREATE] = Create;
  Driver->DriverUnload = Unload;
  return STATUS_SUCCESS;
}
