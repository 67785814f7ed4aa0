// What a driver does wrong ends its run with a report, not the program.
// RUN: not %wsk-kernel run %s -- -DCASE=1 | FileCheck %s --check-prefix=BUSY
// RUN: not %wsk-kernel run %s -- -DCASE=2 -DNUMBER=39 \
// RUN:   | FileCheck %s --check-prefix=SYSCALL
// RUN: not %wsk-kernel run %s -- -DCASE=2 -DNUMBER=2 \
// RUN:   | FileCheck %s --check-prefix=SYSCALL
// RUN: not %wsk-kernel run %s -- -DCASE=2 -DNUMBER=41 \
// RUN:   | FileCheck %s --check-prefix=SYSCALL
// RUN: not %wsk-kernel explore --schedules 3 %s -- -DCASE=2 -DNUMBER=57 \
// RUN:   | FileCheck %s --check-prefix=SYSCALL
// RUN: not %wsk-kernel run %s -- -DCASE=3 | FileCheck %s --check-prefix=MEMORY
// RUN: not %wsk-kernel explore --schedules 1 %s -- -DCASE=4 \
// RUN:   | FileCheck %s --check-prefix=ENDLESS
// RUN: not %wsk-kernel explore --schedules 1 %s -- -DCASE=5 \
// RUN:   | FileCheck %s --check-prefix=CALLS
// RUN: not %wsk-kernel explore --schedules 1 %s -- -DCASE=6 \
// RUN:   | FileCheck %s --check-prefix=THREADS
// RUN: not %wsk-kernel explore --schedules 9 %s -- -DCASE=7 \
// RUN:   | FileCheck %s --check-prefix=WILD
// RUN: not %wsk-kernel explore --schedules 9 %s -- -DCASE=8 \
// RUN:   | FileCheck %s --check-prefix=CODE
// BUSY: inconclusive: the driver computes for 5 seconds without calling the
// SYSCALL: containment: the driver makes a system call of the host
// MEMORY: inconclusive: the driver used up the 1 GiB of a pool
// ENDLESS: inconclusive: the run did not end within 200000 scheduling points
// CALLS: inconclusive: the driver calls KeGetCurrentIrql and the like for seco
// THREADS: inconclusive: the run has more than 16384 threads
// WILD: mem-bad-access: the driver writes memory at 0x7fffffffe000
// CODE: mem-bad-access: the driver writes memory at
// CODE: in DriverEntry
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
#include <ntddk.h>

static volatile LONG Endless = 1;

static VOID unload(PDRIVER_OBJECT Driver) {}

#if CASE == 6
static VOID NTAPI sleep(PVOID Context) {
  LARGE_INTEGER Hour;
  Hour.QuadPart = -36000000000LL;
  KeDelayExecutionThread(KernelMode, FALSE, &Hour);
}

static VOID multiply(VOID) {
  HANDLE Thread;
  while (NT_SUCCESS(PsCreateSystemThread(&Thread, THREAD_ALL_ACCESS, NULL, NULL,
                                         NULL, sleep, NULL)))
    ZwClose(Thread);
}
#endif

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  Driver->DriverUnload = unload;
#if CASE == 1
  while (Endless)
    ;
#elif CASE == 2
  // getpid, open, socket, fork
  __asm__ volatile("syscall" : : "a"(NUMBER) : "rcx", "r11", "memory");
#elif CASE == 3
  while (ExAllocatePoolWithTag(NonPagedPool, 100000000, 'kaeL'))
    ;
#elif CASE == 4
  while (Endless)
    KeStallExecutionProcessor(1);
#elif CASE == 5
  while (Endless)
    KeGetCurrentIrql();
#elif CASE == 6
  multiply();
#elif CASE == 7
  *(volatile LONG64 *)0x7fffffffe000 = 1;
#elif CASE == 8
  *(volatile LONG *)(PVOID)&unload = 1;
#endif
  return STATUS_SUCCESS;
}
