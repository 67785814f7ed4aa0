// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// One way to break each rule about IRQL, locks, pools, MDLs, objects and
// threads; with GOOD the same done right. RULE names the function to call.
#include <ntddk.h>

static KSPIN_LOCK Lock;
static FAST_MUTEX Mutex;
static KEVENT Event;
static PVOID Left;
static PDEVICE_OBJECT Device;
static PDRIVER_OBJECT Driver;
static KTIMER Timer;
static KDPC Dpc;

static PVOID pool(POOL_TYPE Type, SIZE_T Size) {
  PVOID Memory = ExAllocatePoolWithTag(Type, Size, 'luR ');
  if (!Memory)
    ExRaiseStatus(STATUS_NO_MEMORY);
  return Memory;
}

static void irql_api(void) {
  KIRQL Before;
  HANDLE Handle = NULL;
#ifdef GOOD
  (void)Before;
#else
  KeRaiseIrql(DISPATCH_LEVEL, &Before);
#endif
  PVOID Object;
  ObReferenceObjectByHandle(Handle, 0, NULL, KernelMode, &Object, NULL);
#ifndef GOOD
  KeLowerIrql(Before);
#endif
}

static void wait_at_dispatch(void) {
  KIRQL Before;
  LARGE_INTEGER Soon = {.QuadPart = -10000};
  KeAcquireSpinLock(&Lock, &Before);
#ifdef GOOD
  Soon.QuadPart = 0; // a look, not a wait
#endif
  KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, &Soon);
  KeReleaseSpinLock(&Lock, Before);
}

static void irql_paged_allocation(void) {
  KIRQL Before;
  KeAcquireSpinLock(&Lock, &Before);
#ifdef GOOD
  PVOID Memory = pool(NonPagedPool, 8);
#else
  PVOID Memory = pool(PagedPool, 8);
#endif
  KeReleaseSpinLock(&Lock, Before);
  ExFreePool(Memory);
}

static void irql_paged_access(void) {
  KIRQL Before;
  volatile LONG *Memory = pool(PagedPool, 8);
#ifdef GOOD
  *Memory = 1;
#endif
  KeAcquireSpinLock(&Lock, &Before);
#ifndef GOOD
  *Memory = 1;
#endif
  KeReleaseSpinLock(&Lock, Before);
  ExFreePool((PVOID)Memory);
}

static volatile LONG Counter;
static void pageable(void);
#pragma alloc_text(PAGE, pageable)
static void pageable(void) { Counter += 1; }
static void (*volatile Call)(void) = pageable;

static void irql_pageable_code(void) {
  KIRQL Before;
#ifdef GOOD
  Call();
#endif
  KeAcquireSpinLock(&Lock, &Before);
#ifndef GOOD
  Call();
#endif
  KeReleaseSpinLock(&Lock, Before);
}

static VOID dpc(PKDPC Dpc, PVOID Context, PVOID A, PVOID B) {
  KeSetEvent(&Event, 0, FALSE);
}

static void irql_not_restored(void) {
  KIRQL Before;
  KeRaiseIrql(APC_LEVEL, &Before);
#ifdef GOOD
  KeLowerIrql(Before);
#endif
}

static void lock_not_released(void) {
  KIRQL Before;
  KeAcquireSpinLock(&Lock, &Before);
#ifdef GOOD
  KeReleaseSpinLock(&Lock, Before);
#endif
}

static void lock_recursive(void) {
  ExAcquireFastMutex(&Mutex);
#ifdef GOOD
  ExReleaseFastMutex(&Mutex);
#endif
  ExAcquireFastMutex(&Mutex);
  ExReleaseFastMutex(&Mutex);
}

static void lock_release_not_owner(void) {
  KIRQL Before;
  KeRaiseIrql(DISPATCH_LEVEL, &Before);
#ifdef GOOD
  KeAcquireSpinLockAtDpcLevel(&Lock);
#endif
  KeReleaseSpinLockFromDpcLevel(&Lock);
  KeLowerIrql(Before);
}

static void pool_leak(void) {
  Left = pool(NonPagedPool, 24);
#ifdef GOOD
  ExFreePool(Left);
#endif
}

static void pool_double_free(void) {
  PVOID Memory = pool(NonPagedPool, 24);
  ExFreePool(Memory);
#ifdef GOOD
  Memory = pool(NonPagedPool, 24);
#endif
  ExFreePool(Memory);
}

static void pool_tag_mismatch(void) {
  PVOID Memory = pool(NonPagedPool, 24);
#ifdef GOOD
  ExFreePoolWithTag(Memory, 'luR ');
#else
  ExFreePoolWithTag(Memory, 'rehO');
#endif
}

static void pool_bad_free(void) {
  PCHAR Memory = pool(NonPagedPool, 24);
#ifndef GOOD
  Memory += 8;
#endif
  ExFreePool(Memory);
}

static void pool_overflow(void) {
  volatile CHAR *Memory = pool(NonPagedPool, 24);
#ifdef GOOD
  Memory[23] = 1;
#else
  Memory[24] = 1;
#endif
  ExFreePool((PVOID)Memory);
}

static void mem_use_after_free(void) {
  volatile CHAR *Memory = pool(NonPagedPool, 24);
#ifdef GOOD
  Memory[3] = 1;
#endif
  ExFreePool((PVOID)Memory);
#ifndef GOOD
  Memory[3] = 1;
#endif
}

static void mdl_leak(void) {
  static CHAR Buffer[32];
  PMDL Mdl = IoAllocateMdl(Buffer, sizeof(Buffer), FALSE, FALSE, NULL);
#ifdef GOOD
  IoFreeMdl(Mdl);
#endif
}

static void mdl_free_locked(void) {
  static CHAR Buffer[32];
  PMDL Mdl = IoAllocateMdl(Buffer, sizeof(Buffer), FALSE, FALSE, NULL);
  MmProbeAndLockPages(Mdl, KernelMode, IoReadAccess);
#ifdef GOOD
  MmUnlockPages(Mdl);
#endif
  IoFreeMdl(Mdl);
}

static void mdl_unlock_not_locked(void) {
  static CHAR Buffer[32];
  PMDL Mdl = IoAllocateMdl(Buffer, sizeof(Buffer), FALSE, FALSE, NULL);
#ifdef GOOD
  MmProbeAndLockPages(Mdl, KernelMode, IoReadAccess);
#endif
  MmUnlockPages(Mdl);
  IoFreeMdl(Mdl);
}

static void mdl_build_paged(void) {
#ifdef GOOD
  PVOID Memory = pool(NonPagedPool, 8);
#else
  PVOID Memory = pool(PagedPool, 8);
#endif
  PMDL Mdl = IoAllocateMdl(Memory, 8, FALSE, FALSE, NULL);
  MmBuildMdlForNonPagedPool(Mdl);
  IoFreeMdl(Mdl);
  ExFreePool(Memory);
}

static void event_in_paged_pool(void) {
#ifdef GOOD
  PKEVENT Made = pool(NonPagedPool, sizeof(KEVENT));
#else
  PKEVENT Made = pool(PagedPool, sizeof(KEVENT));
#endif
  KeInitializeEvent(Made, NotificationEvent, FALSE);
  ExFreePool(Made);
}

static VOID worker(PVOID Context) {
  KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
}

static void driver_code_after_unload(void) {
  HANDLE Handle;
  PVOID Thread;
  PsCreateSystemThread(&Handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, worker,
                       NULL);
  ObReferenceObjectByHandle(Handle, THREAD_ALL_ACCESS, *PsThreadType,
                            KernelMode, &Thread, NULL);
  ZwClose(Handle);
#ifdef GOOD
  KeSetEvent(&Event, 0, FALSE);
  KeWaitForSingleObject(Thread, Executive, KernelMode, FALSE, NULL);
#endif
  ObDereferenceObject(Thread);
}

static void handle_leak(void) {
  HANDLE Handle;
  KeSetEvent(&Event, 0, FALSE);
  PsCreateSystemThread(&Handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, worker,
                       NULL);
  LARGE_INTEGER Soon = {.QuadPart = -10000};
  KeDelayExecutionThread(KernelMode, FALSE, &Soon);
#ifdef GOOD
  ZwClose(Handle);
#endif
}

static void device_leak(void) {
  IoCreateDevice(Driver, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
#ifdef GOOD
  IoDeleteDevice(Device);
#endif
}

static void callback_after_unload(void) {
  LARGE_INTEGER Late = {.QuadPart = -100000000};
  KeInitializeTimer(&Timer);
  KeInitializeDpc(&Dpc, dpc, NULL);
  KeSetTimer(&Timer, Late, &Dpc);
#ifdef GOOD
  KeCancelTimer(&Timer);
#endif
}

static void driver_hang(void) {
#ifdef GOOD
  KeSetEvent(&Event, 0, FALSE);
#endif
  KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
}

static VOID unload(PDRIVER_OBJECT Object) { RULE(); }

NTSTATUS DriverEntry(PDRIVER_OBJECT Object, PUNICODE_STRING Path) {
  Driver = Object;
  Object->DriverUnload = unload;
  KeInitializeSpinLock(&Lock);
  ExInitializeFastMutex(&Mutex);
  KeInitializeEvent(&Event, NotificationEvent, FALSE);
  return STATUS_SUCCESS;
}
