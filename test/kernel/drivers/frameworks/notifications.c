// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore %s | FileCheck %s --check-prefix=CLEAN
// RUN: not %explore %s -- -DKEEPS | FileCheck %s --check-prefix=KEEPS
// RUN: not %explore %s -- -DLOST | FileCheck %s --check-prefix=LOST
// RUN: not %explore %s -- -DUNCHECKED | FileCheck %s --check-prefix=UNCHECKED
// CLEAN: interface notifications
// CLEAN: process notifications
// CLEAN: no violation
// KEEPS-DAG: callback-after-unload: a process notification
// KEEPS-DAG: callback-after-unload: a network notification
// LOST: missing-deregister
// UNCHECKED: notifications.c:{{.*}}: mem-bad-access
// The driver keeps its state with its driver object, is told of processes and
// interfaces, looks one routine up at run time, and joins its thread by handle.
#include "../Inputs/Driver.h"
#include <netioapi.h>

typedef struct {
  LONG Processes, Interfaces;
  BOOLEAN Registered;
} State;
typedef VOID(NTAPI *DelayRoutine)(ULONG Microseconds);

static PDRIVER_OBJECT Mine;
static HANDLE Watch;

static State *state(void) { return IoGetDriverObjectExtension(Mine, &Mine); }

static VOID NTAPI processLives(HANDLE Parent, HANDLE Id, BOOLEAN Create) {
  InterlockedAdd(&state()->Processes, Create ? 1 : -1);
}

static VOID NTAPI interfaceChanges(PVOID Context, PMIB_IPINTERFACE_ROW Row,
                                   MIB_NOTIFICATION_TYPE Type) {
  if ((Type == MibInitialNotification) != (Row == NULL))
    KeBugCheck(1);
  InterlockedIncrement(&((State *)Context)->Interfaces);
}

static VOID NTAPI work(PVOID Context) {
  WriteRelease(&((State *)Context)->Interfaces, 0);
}

static void runThread(void) {
  HANDLE Thread;
  if (!NT_SUCCESS(PsCreateSystemThread(&Thread, THREAD_ALL_ACCESS, NULL, NULL,
                                       NULL, work, state())))
    return;
  ZwWaitForSingleObject(Thread, FALSE, NULL);
  ZwClose(Thread);
}

static void waitABit(void) {
  UNICODE_STRING Name;
  DelayRoutine Delay;
  RtlInitUnicodeString(&Name, L"KeStallExecutionProcessor");
  Delay = (DelayRoutine)MmGetSystemRoutineAddress(&Name);
#ifndef UNCHECKED
  if (Delay)
#endif
    Delay(1);
}

static VOID NTAPI unload(PDRIVER_OBJECT Driver) {
#ifndef KEEPS
  PsSetCreateProcessNotifyRoutine(processLives, TRUE);
  CancelMibChangeNotify2(Watch);
#endif
#ifndef LOST
  if (state()->Registered)
    WskDeregister(&Registration);
#endif
}

static NTSTATUS begin(State *Mine) {
  NTSTATUS Status;
  runThread();
  waitABit();
  Status = NotifyIpInterfaceChange(AF_UNSPEC, interfaceChanges, Mine, TRUE,
                                   &Watch);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = PsSetCreateProcessNotifyRoutine(processLives, FALSE);
  if (!NT_SUCCESS(Status)) {
    CancelMibChangeNotify2(Watch);
    return Status;
  }
  Mine->Registered = NT_SUCCESS(registerClient());
  return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  State *Made, *Again;
  NTSTATUS Status = IoAllocateDriverObjectExtension(
      Driver, &Mine, sizeof(*Made), (PVOID *)&Made);
  if (!NT_SUCCESS(Status))
    return Status;
  if (IoAllocateDriverObjectExtension(Driver, &Mine, 8, (PVOID *)&Again) !=
      STATUS_OBJECT_NAME_COLLISION)
    KeBugCheck(2);
  Mine = Driver;
  Driver->DriverUnload = unload;
  return begin(Made);
}
