// What a driver does wrong ends its run with a report, not the program.
// RUN: not %wsk-kernel run %s -- -DCASE=1 | FileCheck %s --check-prefix=BUSY
// RUN: not %wsk-kernel run %s -- -DCASE=2 | FileCheck %s --check-prefix=SYSCALL
// RUN: not %wsk-kernel run %s -- -DCASE=3 | FileCheck %s --check-prefix=MEMORY
// RUN: not %wsk-kernel explore --schedules 1 %s -- -DCASE=4 \
// RUN:   | FileCheck %s --check-prefix=ENDLESS
// BUSY: inconclusive: the driver computes for 5 seconds without calling the
// SYSCALL: containment: the driver makes a system call of the host
// MEMORY: inconclusive: the driver used up the 1 GiB of a pool
// ENDLESS: inconclusive: the run did not end within 200000 scheduling points
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
#include <ntddk.h>

static volatile LONG Endless = 1;

static VOID unload(PDRIVER_OBJECT Driver) {}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  Driver->DriverUnload = unload;
#if CASE == 1
  while (Endless)
    ;
#elif CASE == 2
  __asm__ volatile("syscall" : : "a"(39) : "rcx", "r11", "memory");
#elif CASE == 3
  while (ExAllocatePoolWithTag(NonPagedPool, 100000000, 'kaeL'))
    ;
#elif CASE == 4
  while (Endless)
    KeStallExecutionProcessor(1);
#endif
  return STATUS_SUCCESS;
}
