//===- sync.h - KMDF locks, timers, work items --------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Spin locks, wait locks, timers, work items and deferred procedure calls.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_KMDF_SYNC_H
#define WSK_WDK_KMDF_SYNC_H

typedef VOID NTAPI EVT_WDF_TIMER(WDFTIMER Timer);
typedef EVT_WDF_TIMER *PFN_WDF_TIMER;
typedef VOID NTAPI EVT_WDF_WORKITEM(WDFWORKITEM WorkItem);
typedef EVT_WDF_WORKITEM *PFN_WDF_WORKITEM;
typedef VOID NTAPI EVT_WDF_DPC(WDFDPC Dpc);
typedef EVT_WDF_DPC *PFN_WDF_DPC;

#define TolerableDelayUnlimited ((ULONG) - 1)

typedef struct _WDF_TIMER_CONFIG {
  ULONG Size;
  PFN_WDF_TIMER EvtTimerFunc;
  ULONG Period;
  BOOLEAN AutomaticSerialization;
  ULONG TolerableDelay;
  DECLSPEC_ALIGN(8) WDF_TRI_STATE UseHighResolutionTimer;
} WDF_TIMER_CONFIG, *PWDF_TIMER_CONFIG;

typedef struct _WDF_WORKITEM_CONFIG {
  ULONG Size;
  PFN_WDF_WORKITEM EvtWorkItemFunc;
  BOOLEAN AutomaticSerialization;
} WDF_WORKITEM_CONFIG, *PWDF_WORKITEM_CONFIG;

typedef struct _WDF_DPC_CONFIG {
  ULONG Size;
  PFN_WDF_DPC EvtDpcFunc;
  BOOLEAN AutomaticSerialization;
} WDF_DPC_CONFIG, *PWDF_DPC_CONFIG;

FORCEINLINE VOID WDF_TIMER_CONFIG_INIT(PWDF_TIMER_CONFIG Config,
                                       PFN_WDF_TIMER EvtTimerFunc) {
  RtlZeroMemory(Config, sizeof(WDF_TIMER_CONFIG));
  Config->Size = sizeof(WDF_TIMER_CONFIG);
  Config->EvtTimerFunc = EvtTimerFunc;
  Config->AutomaticSerialization = TRUE;
}

FORCEINLINE VOID WDF_TIMER_CONFIG_INIT_PERIODIC(PWDF_TIMER_CONFIG Config,
                                                PFN_WDF_TIMER EvtTimerFunc,
                                                LONG Period) {
  WDF_TIMER_CONFIG_INIT(Config, EvtTimerFunc);
  Config->Period = (ULONG)Period;
}

FORCEINLINE VOID WDF_WORKITEM_CONFIG_INIT(PWDF_WORKITEM_CONFIG Config,
                                          PFN_WDF_WORKITEM EvtWorkItemFunc) {
  RtlZeroMemory(Config, sizeof(WDF_WORKITEM_CONFIG));
  Config->Size = sizeof(WDF_WORKITEM_CONFIG);
  Config->EvtWorkItemFunc = EvtWorkItemFunc;
  Config->AutomaticSerialization = TRUE;
}

FORCEINLINE VOID WDF_DPC_CONFIG_INIT(PWDF_DPC_CONFIG Config,
                                     PFN_WDF_DPC EvtDpcFunc) {
  RtlZeroMemory(Config, sizeof(WDF_DPC_CONFIG));
  Config->Size = sizeof(WDF_DPC_CONFIG);
  Config->EvtDpcFunc = EvtDpcFunc;
  Config->AutomaticSerialization = TRUE;
}

EXTERN_C_START

NTSTATUS NTAPI WdfSpinLockCreate(PWDF_OBJECT_ATTRIBUTES SpinLockAttributes,
                                 WDFSPINLOCK *SpinLock);
VOID NTAPI WdfSpinLockAcquire(WDFSPINLOCK SpinLock);
VOID NTAPI WdfSpinLockRelease(WDFSPINLOCK SpinLock);
NTSTATUS NTAPI WdfWaitLockCreate(PWDF_OBJECT_ATTRIBUTES LockAttributes,
                                 WDFWAITLOCK *Lock);
NTSTATUS NTAPI WdfWaitLockAcquire(WDFWAITLOCK Lock, PLONGLONG Timeout);
VOID NTAPI WdfWaitLockRelease(WDFWAITLOCK Lock);
NTSTATUS NTAPI WdfTimerCreate(PWDF_TIMER_CONFIG Config,
                              PWDF_OBJECT_ATTRIBUTES Attributes,
                              WDFTIMER *Timer);
BOOLEAN NTAPI WdfTimerStart(WDFTIMER Timer, LONGLONG DueTime);
BOOLEAN NTAPI WdfTimerStop(WDFTIMER Timer, BOOLEAN Wait);
WDFOBJECT NTAPI WdfTimerGetParentObject(WDFTIMER Timer);
NTSTATUS NTAPI WdfWorkItemCreate(PWDF_WORKITEM_CONFIG Config,
                                 PWDF_OBJECT_ATTRIBUTES Attributes,
                                 WDFWORKITEM *WorkItem);
VOID NTAPI WdfWorkItemEnqueue(WDFWORKITEM WorkItem);
VOID NTAPI WdfWorkItemFlush(WDFWORKITEM WorkItem);
WDFOBJECT NTAPI WdfWorkItemGetParentObject(WDFWORKITEM WorkItem);
NTSTATUS NTAPI WdfDpcCreate(PWDF_DPC_CONFIG Config,
                            PWDF_OBJECT_ATTRIBUTES Attributes, WDFDPC *Dpc);
BOOLEAN NTAPI WdfDpcEnqueue(WDFDPC Dpc);
BOOLEAN NTAPI WdfDpcCancel(WDFDPC Dpc, BOOLEAN Wait);
WDFOBJECT NTAPI WdfDpcGetParentObject(WDFDPC Dpc);

EXTERN_C_END

#endif // WSK_WDK_KMDF_SYNC_H
