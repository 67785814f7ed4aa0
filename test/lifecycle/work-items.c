// RUN: %inspect -verify %s
// Queued work surely runs before unload, with its context; a DPC may run.
#include "stages.h"

static PIO_WORKITEM Item;
static WORK_QUEUE_ITEM OldItem;
static KDPC Dpc;
static KTIMER Timer;

static VOID NTAPI Work(PDEVICE_OBJECT Device, PVOID Context) {
  step(*(ULONG *)Context);
}

static VOID NTAPI OldWork(PVOID Context) { step(*(ULONG *)Context); }

static VOID NTAPI Deferred(PKDPC Object, PVOID Context, PVOID A, PVOID B) {
  step(*(ULONG *)Context);
}

static VOID NTAPI Unload(PDRIVER_OBJECT Driver) {
  // expected-warning@+2{{value: 12 [}}
  // expected-warning@+1{{value: 123 [}}
  VALUE(Trace);
}

static ULONG One = 1, Two = 2, Three = 3;

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  LARGE_INTEGER Due = {0};
  Driver->DriverUnload = Unload;
  Item = IoAllocateWorkItem((PDEVICE_OBJECT)Driver);
  IoQueueWorkItem(Item, Work, DelayedWorkQueue, &One);
  ExInitializeWorkItem(&OldItem, OldWork, &Two);
  ExQueueWorkItem(&OldItem, DelayedWorkQueue);
  KeInitializeTimer(&Timer);
  KeInitializeDpc(&Dpc, Deferred, &Three);
  KeSetTimer(&Timer, Due, &Dpc);
  return STATUS_SUCCESS;
}
