// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// Two threads look at a pointer and free it: right unless one is interrupted
// between the look and the store.
#include <ntddk.h>

static PVOID Shared;
static FAST_MUTEX Mutex;

static void freeShared(void) {
#ifdef FIXED
  ExAcquireFastMutex(&Mutex);
#endif
  PVOID Seen = Shared;
  KeGetCurrentIrql();
  KeStallExecutionProcessor(1);
  Shared = NULL;
  if (Seen)
    ExFreePool(Seen);
#ifdef FIXED
  ExReleaseFastMutex(&Mutex);
#endif
}

static VOID worker(PVOID Context) { freeShared(); }

static VOID unload(PDRIVER_OBJECT Driver) {}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  HANDLE Handle;
  PVOID Thread;
  Driver->DriverUnload = unload;
  ExInitializeFastMutex(&Mutex);
  Shared = ExAllocatePoolWithTag(NonPagedPool, 16, 'carR');
  if (!NT_SUCCESS(PsCreateSystemThread(&Handle, THREAD_ALL_ACCESS, NULL, NULL,
                                       NULL, worker, NULL))) {
    if (Shared)
      ExFreePool(Shared);
    return STATUS_UNSUCCESSFUL;
  }
  ObReferenceObjectByHandle(Handle, THREAD_ALL_ACCESS, *PsThreadType,
                            KernelMode, &Thread, NULL);
  ZwClose(Handle);
  freeShared();
  KeWaitForSingleObject(Thread, Executive, KernelMode, FALSE, NULL);
  ObDereferenceObject(Thread);
#ifdef BROKEN
  this is no C
#endif
  return STATUS_SUCCESS;
}
