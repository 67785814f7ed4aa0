// RUN: %inspect -verify %s
// Routines of the table on members of a context: each changes what it says it
// writes and nothing beside it.
#include <ntddk.h>
#include <wsk.h>

#include "inspect.h"

static WSK_REGISTRATION Reg;
#define ROOT WskDeregister(&Reg)

typedef struct {
  LONG Before;
  KEVENT Event;
  KSEMAPHORE Semaphore;
  KMUTEX Mutex;
  FAST_MUTEX FastMutex;
  ERESOURCE Resource;
  KTIMER Timer;
  KDPC Dpc;
  EX_RUNDOWN_REF Rundown;
  IO_REMOVE_LOCK RemoveLock;
  UNICODE_STRING Name;
  LIST_ENTRY List;
  KSPIN_LOCK Lock;
  LONG After;
} CONTEXT;

#define KEPT(C)                                                                \
  (C)->Before = 3;                                                             \
  (C)->After = 4;
#define CHECK_KEPT(C) VALUE((C)->Before * 10 + (C)->After)

void Dispatcher(CONTEXT *C, PLARGE_INTEGER Due) {
  ROOT;
  KEPT(C)
  KeInitializeEvent(&C->Event, NotificationEvent, TRUE);
  KeClearEvent(&C->Event);
  KeReadStateEvent(&C->Event);
  KeInitializeSemaphore(&C->Semaphore, 0, 1);
  KeReleaseSemaphore(&C->Semaphore, 0, 1, FALSE);
  KeInitializeMutex(&C->Mutex, 0);
  KeWaitForSingleObject(&C->Mutex, Executive, KernelMode, FALSE, Due);
  KeReleaseMutex(&C->Mutex, FALSE);
  KeInitializeTimer(&C->Timer);
  KeSetTimer(&C->Timer, *Due, NULL);
  KeCancelTimer(&C->Timer);
  CHECK_KEPT(C); // expected-warning{{value: 34 [}}
}

void Locks(CONTEXT *C) {
  KLOCK_QUEUE_HANDLE Handle;
  ROOT;
  KEPT(C)
  ExInitializeFastMutex(&C->FastMutex);
  ExAcquireFastMutex(&C->FastMutex);
  ExReleaseFastMutex(&C->FastMutex);
  ExInitializeResourceLite(&C->Resource);
  ExAcquireResourceExclusiveLite(&C->Resource, TRUE);
  ExReleaseResourceLite(&C->Resource);
  ExDeleteResourceLite(&C->Resource);
  KeInitializeSpinLock(&C->Lock);
  KeAcquireInStackQueuedSpinLock(&C->Lock, &Handle);
  KeReleaseInStackQueuedSpinLock(&Handle);
  ExInitializeRundownProtection(&C->Rundown);
  ExAcquireRundownProtection(&C->Rundown);
  ExReleaseRundownProtection(&C->Rundown);
  ExWaitForRundownProtectionRelease(&C->Rundown);
  IoInitializeRemoveLock(&C->RemoveLock, 'tseT', 0, 0);
  IoAcquireRemoveLock(&C->RemoveLock, NULL);
  IoReleaseRemoveLockAndWait(&C->RemoveLock, NULL);
  CHECK_KEPT(C); // expected-warning{{value: 34 [}}
}

void Strings(CONTEXT *C, PCWSTR Text) {
  ROOT;
  KEPT(C)
  RtlInitUnicodeString(&C->Name, Text);
  VALUE(C->Name.Length); // expected-warning{{value: open [}}
  RtlFreeUnicodeString(&C->Name);
  DbgPrint("%wZ\n", &C->Name);
  CHECK_KEPT(C); // expected-warning{{value: 34 [}}
}

// A resource initialises, so does the list; neither can fail.
void Certain(CONTEXT *C) {
  ROOT;
  VALUE(ExInitializeResourceLite(&C->Resource)); // expected-warning{{value: 0 [}}
  InitializeListHead(&C->List);
  VALUE(IsListEmpty(&C->List)); // expected-warning{{value: 1 [}}
}

void Bugcheck(CONTEXT *C) {
  ROOT;
  if (C->Before == 7) {
    KeBugCheck(1);
    VALUE(1); // never
  }
  VALUE(C->Before == 7); // expected-warning{{value: 0 [}}
}

void QueriesOutput(HANDLE Process) {
  PEPROCESS Object = NULL;
  LONG Beside = 3;
  ROOT;
  if (NT_SUCCESS(PsLookupProcessByProcessId(Process, &Object))) {
    VALUE(Object); // expected-warning{{value: open [}}
    VALUE(Beside); // expected-warning{{value: 3 [}}
  }
}
