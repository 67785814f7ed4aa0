// RUN: %inspect -verify %s
// A thread gets its context; what it leaves there the unload routine finds.
#include "stages.h"

struct CONTEXT {
  ULONG Marker;
  WSK_REGISTRATION Registration;
};

static struct CONTEXT *Global;

static VOID NTAPI Worker(PVOID Argument) {
  struct CONTEXT *C = Argument;
  VALUE(C->Marker);        // expected-warning{{value: 5 [}}
  BLOCK(&C->Registration); // expected-warning{{block: registered, 0 captures [}}
  C->Marker = 6;
  if (C->Marker == 6)
    WskDeregister(&C->Registration);
  PsTerminateSystemThread(STATUS_SUCCESS);
}

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
  VALUE(Global->Marker);        // expected-warning{{value: 6 [}}
  BLOCK(&Global->Registration); // expected-warning{{block: deregistered, 0 captures [}}
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  HANDLE Thread;
  NTSTATUS Status;
  Global = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof *Global, 'tseT');
  if (!Global)
    return STATUS_NO_MEMORY;
  Driver->DriverUnload = Unload;
  Global->Marker = 5;
  Status = WskRegister(&Client, &Global->Registration);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = PsCreateSystemThread(&Thread, THREAD_ALL_ACCESS, NULL, NULL, NULL,
                                Worker, Global);
  if (!NT_SUCCESS(Status))
    WskDeregister(&Global->Registration);
  return Status;
}
