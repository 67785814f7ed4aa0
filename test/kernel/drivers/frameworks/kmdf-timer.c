// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %explore-clean %s
// RUN: not %explore %s -- -DBAD=1 | FileCheck %s --check-prefix=WAITS
// RUN: not %explore %s -- -DBAD=2 | FileCheck %s --check-prefix=SPINS
// RUN: not %explore %s -- -DBAD=3 | FileCheck %s --check-prefix=HOLDS
// WAITS: wait-at-dispatch: WdfWaitLockAcquire waits at IRQL 2
// SPINS: lock-recursive: WdfSpinLockAcquire
// HOLDS: lock-not-released: the EvtTimerFunc returns and holds a spin lock
// A timer counts; a work item, where waiting is allowed, makes a socket each
// time. Deleting the device stops the one and waits for the other.
#include "../Inputs/Kmdf.h"

static WDFWORKITEM Item;
static WDFSPINLOCK Counting;
static WDFWAITLOCK Making;
static ULONG Expirations;

static VOID makeSocket(void) {
  PWSK_SOCKET Socket;
  Op Request;
  if (!opInit(&Request))
    return;
  Socket = openSocket(&Request, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL);
  if (Socket)
    closeSocket(&Request, Socket);
  opFree(&Request);
}

static VOID NTAPI work(WDFWORKITEM Self) {
  WdfWaitLockAcquire(Making, NULL);
  makeSocket();
  WdfWaitLockRelease(Making);
}

static VOID NTAPI expired(WDFTIMER Timer) {
  WdfSpinLockAcquire(Counting);
#if BAD == 2
  WdfSpinLockAcquire(Counting);
#endif
  ++Expirations;
#if BAD != 3
  WdfSpinLockRelease(Counting);
#endif
#if BAD == 1
  WdfWaitLockAcquire(Making, NULL);
  WdfWaitLockRelease(Making);
#endif
  WdfWorkItemEnqueue(Item);
}

static NTSTATUS makeLocks(WDFDEVICE Device) {
  WDF_OBJECT_ATTRIBUTES Attributes;
  NTSTATUS Status;
  WDF_OBJECT_ATTRIBUTES_INIT(&Attributes);
  Attributes.ParentObject = Device;
  Status = WdfSpinLockCreate(&Attributes, &Counting);
  return NT_SUCCESS(Status) ? WdfWaitLockCreate(&Attributes, &Making) : Status;
}

static NTSTATUS setUp(WDFDEVICE Device) {
  WDF_OBJECT_ATTRIBUTES Attributes;
  WDF_WORKITEM_CONFIG ItemConfig;
  WDF_TIMER_CONFIG TimerConfig;
  WDFTIMER Timer;
  NTSTATUS Status = makeLocks(Device);
  if (!NT_SUCCESS(Status))
    return Status;
  WDF_OBJECT_ATTRIBUTES_INIT(&Attributes);
  Attributes.ParentObject = Device;
  WDF_WORKITEM_CONFIG_INIT(&ItemConfig, work);
  Status = WdfWorkItemCreate(&ItemConfig, &Attributes, &Item);
  if (!NT_SUCCESS(Status))
    return Status;
  WDF_TIMER_CONFIG_INIT_PERIODIC(&TimerConfig, expired, 1000);
  Status = WdfTimerCreate(&TimerConfig, &Attributes, &Timer);
  if (NT_SUCCESS(Status))
    WdfTimerStart(Timer, WDF_REL_TIMEOUT_IN_MS(500));
  return Status;
}
