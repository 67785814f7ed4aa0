//===- types.h - KMDF handles and small types ---------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Every handle is a type of its own, so that a wrong one is an error.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_KMDF_TYPES_H
#define WSK_WDK_KMDF_TYPES_H

#define WDFAPI
#ifndef KMDF_VERSION_MAJOR
#define KMDF_VERSION_MAJOR 1
#endif
#ifndef KMDF_VERSION_MINOR
#define KMDF_VERSION_MINOR 31
#endif

typedef HANDLE WDFOBJECT, *PWDFOBJECT;
#define WDK_WDF_HANDLE(Name) typedef struct Name##__ *Name
WDK_WDF_HANDLE(WDFDRIVER);
WDK_WDF_HANDLE(WDFDEVICE);
WDK_WDF_HANDLE(WDFWMIPROVIDER);
WDK_WDF_HANDLE(WDFWMIINSTANCE);
WDK_WDF_HANDLE(WDFQUEUE);
WDK_WDF_HANDLE(WDFREQUEST);
WDK_WDF_HANDLE(WDFFILEOBJECT);
WDK_WDF_HANDLE(WDFDPC);
WDK_WDF_HANDLE(WDFTIMER);
WDK_WDF_HANDLE(WDFWORKITEM);
WDK_WDF_HANDLE(WDFINTERRUPT);
WDK_WDF_HANDLE(WDFWAITLOCK);
WDK_WDF_HANDLE(WDFSPINLOCK);
WDK_WDF_HANDLE(WDFMEMORY);
WDK_WDF_HANDLE(WDFLOOKASIDE);
WDK_WDF_HANDLE(WDFIOTARGET);
WDK_WDF_HANDLE(WDFUSBDEVICE);
WDK_WDF_HANDLE(WDFUSBINTERFACE);
WDK_WDF_HANDLE(WDFUSBPIPE);
WDK_WDF_HANDLE(WDFDMAENABLER);
WDK_WDF_HANDLE(WDFDMATRANSACTION);
WDK_WDF_HANDLE(WDFCOMMONBUFFER);
WDK_WDF_HANDLE(WDFKEY);
WDK_WDF_HANDLE(WDFSTRING);
WDK_WDF_HANDLE(WDFCOLLECTION);
WDK_WDF_HANDLE(WDFCHILDLIST);
WDK_WDF_HANDLE(WDFIORESREQLIST);
WDK_WDF_HANDLE(WDFIORESLIST);
WDK_WDF_HANDLE(WDFCMRESLIST);
#undef WDK_WDF_HANDLE
typedef PVOID WDFCONTEXT;
typedef struct WDFDEVICE_INIT *PWDFDEVICE_INIT;

typedef enum _WDF_TRI_STATE {
  WdfFalse = FALSE,
  WdfTrue = TRUE,
  WdfUseDefault = 2
} WDF_TRI_STATE,
    *PWDF_TRI_STATE;

typedef enum _WDF_EXECUTION_LEVEL {
  WdfExecutionLevelInvalid = 0,
  WdfExecutionLevelInheritFromParent,
  WdfExecutionLevelPassive,
  WdfExecutionLevelDispatch
} WDF_EXECUTION_LEVEL;

typedef enum _WDF_SYNCHRONIZATION_SCOPE {
  WdfSynchronizationScopeInvalid = 0,
  WdfSynchronizationScopeInheritFromParent,
  WdfSynchronizationScopeDevice,
  WdfSynchronizationScopeQueue,
  WdfSynchronizationScopeNone
} WDF_SYNCHRONIZATION_SCOPE;

#define WDF_NO_EVENT_CALLBACK NULL
#define WDF_NO_HANDLE NULL
#define WDF_NO_CONTEXT NULL
#define WDF_NO_OBJECT_ATTRIBUTES NULL
#define WDF_NO_SEND_OPTIONS NULL
#define WDF_TIMEOUT_TO_SEC ((LONGLONG)1 * 10 * 1000 * 1000)
#define WDF_TIMEOUT_TO_MS ((LONGLONG)1 * 10 * 1000)
#define WDF_TIMEOUT_TO_US ((LONGLONG)1 * 10)
#define WDF_REL_TIMEOUT_IN_SEC(Time) ((Time) * -1 * WDF_TIMEOUT_TO_SEC)
#define WDF_REL_TIMEOUT_IN_MS(Time) ((Time) * -1 * WDF_TIMEOUT_TO_MS)
#define WDF_REL_TIMEOUT_IN_US(Time) ((Time) * -1 * WDF_TIMEOUT_TO_US)
#define WDF_ABS_TIMEOUT_IN_MS(Time) ((Time) * WDF_TIMEOUT_TO_MS)

#endif // WSK_WDK_KMDF_TYPES_H
