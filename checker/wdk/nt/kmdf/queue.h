//===- queue.h - KMDF I/O queues ----------------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Queue configuration, dispatch callbacks, purge and drain.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_KMDF_QUEUE_H
#define WSK_WDK_KMDF_QUEUE_H

typedef enum _WDF_IO_QUEUE_DISPATCH_TYPE {
  WdfIoQueueDispatchInvalid = 0,
  WdfIoQueueDispatchSequential,
  WdfIoQueueDispatchParallel,
  WdfIoQueueDispatchManual,
  WdfIoQueueDispatchMax
} WDF_IO_QUEUE_DISPATCH_TYPE;

typedef VOID NTAPI EVT_WDF_IO_QUEUE_IO_DEFAULT(WDFQUEUE Queue,
                                               WDFREQUEST Request);
typedef EVT_WDF_IO_QUEUE_IO_DEFAULT *PFN_WDF_IO_QUEUE_IO_DEFAULT;
typedef VOID NTAPI EVT_WDF_IO_QUEUE_IO_READ(WDFQUEUE Queue, WDFREQUEST Request,
                                            size_t Length);
typedef EVT_WDF_IO_QUEUE_IO_READ *PFN_WDF_IO_QUEUE_IO_READ;
typedef EVT_WDF_IO_QUEUE_IO_READ EVT_WDF_IO_QUEUE_IO_WRITE,
    *PFN_WDF_IO_QUEUE_IO_WRITE;
typedef VOID NTAPI EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL(WDFQUEUE Queue,
                                                      WDFREQUEST Request,
                                                      size_t OutputBufferLength,
                                                      size_t InputBufferLength,
                                                      ULONG IoControlCode);
typedef EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL *PFN_WDF_IO_QUEUE_IO_DEVICE_CONTROL;
typedef EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL
    EVT_WDF_IO_QUEUE_IO_INTERNAL_DEVICE_CONTROL,
    *PFN_WDF_IO_QUEUE_IO_INTERNAL_DEVICE_CONTROL;
typedef VOID NTAPI EVT_WDF_IO_QUEUE_IO_STOP(WDFQUEUE Queue, WDFREQUEST Request,
                                            ULONG ActionFlags);
typedef EVT_WDF_IO_QUEUE_IO_STOP *PFN_WDF_IO_QUEUE_IO_STOP;
typedef EVT_WDF_IO_QUEUE_IO_DEFAULT EVT_WDF_IO_QUEUE_IO_RESUME,
    *PFN_WDF_IO_QUEUE_IO_RESUME;
typedef EVT_WDF_IO_QUEUE_IO_DEFAULT EVT_WDF_IO_QUEUE_IO_CANCELED_ON_QUEUE,
    *PFN_WDF_IO_QUEUE_IO_CANCELED_ON_QUEUE;
typedef VOID NTAPI EVT_WDF_IO_QUEUE_STATE(WDFQUEUE Queue, WDFCONTEXT Context);
typedef EVT_WDF_IO_QUEUE_STATE *PFN_WDF_IO_QUEUE_STATE;

typedef struct _WDF_IO_QUEUE_CONFIG {
  ULONG Size;
  WDF_IO_QUEUE_DISPATCH_TYPE DispatchType;
  WDF_TRI_STATE PowerManaged;
  BOOLEAN AllowZeroLengthRequests;
  BOOLEAN DefaultQueue;
  PFN_WDF_IO_QUEUE_IO_DEFAULT EvtIoDefault;
  PFN_WDF_IO_QUEUE_IO_READ EvtIoRead;
  PFN_WDF_IO_QUEUE_IO_WRITE EvtIoWrite;
  PFN_WDF_IO_QUEUE_IO_DEVICE_CONTROL EvtIoDeviceControl;
  PFN_WDF_IO_QUEUE_IO_INTERNAL_DEVICE_CONTROL EvtIoInternalDeviceControl;
  PFN_WDF_IO_QUEUE_IO_STOP EvtIoStop;
  PFN_WDF_IO_QUEUE_IO_RESUME EvtIoResume;
  PFN_WDF_IO_QUEUE_IO_CANCELED_ON_QUEUE EvtIoCanceledOnQueue;
  union {
    struct {
      ULONG NumberOfPresentedRequests;
    } Parallel;
  } Settings;
  WDFDRIVER Driver;
} WDF_IO_QUEUE_CONFIG, *PWDF_IO_QUEUE_CONFIG;

FORCEINLINE VOID WDF_IO_QUEUE_CONFIG_INIT(PWDF_IO_QUEUE_CONFIG Config,
                                          WDF_IO_QUEUE_DISPATCH_TYPE Type) {
  RtlZeroMemory(Config, sizeof(WDF_IO_QUEUE_CONFIG));
  Config->Size = sizeof(WDF_IO_QUEUE_CONFIG);
  Config->PowerManaged = WdfUseDefault;
  Config->DispatchType = Type;
  if (Type == WdfIoQueueDispatchParallel)
    Config->Settings.Parallel.NumberOfPresentedRequests = (ULONG)-1;
}

FORCEINLINE VOID WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(
    PWDF_IO_QUEUE_CONFIG Config, WDF_IO_QUEUE_DISPATCH_TYPE Type) {
  WDF_IO_QUEUE_CONFIG_INIT(Config, Type);
  Config->DefaultQueue = TRUE;
}

EXTERN_C_START

NTSTATUS NTAPI WdfIoQueueCreate(WDFDEVICE Device, PWDF_IO_QUEUE_CONFIG Config,
                                PWDF_OBJECT_ATTRIBUTES QueueAttributes,
                                WDFQUEUE *Queue);
NTSTATUS NTAPI WdfDeviceConfigureRequestDispatching(
    WDFDEVICE Device, WDFQUEUE Queue, WDF_REQUEST_TYPE RequestType);
WDFDEVICE NTAPI WdfIoQueueGetDevice(WDFQUEUE Queue);
VOID NTAPI WdfIoQueueStart(WDFQUEUE Queue);
VOID NTAPI WdfIoQueueStop(WDFQUEUE Queue, PFN_WDF_IO_QUEUE_STATE StopComplete,
                          WDFCONTEXT Context);
VOID NTAPI WdfIoQueueStopSynchronously(WDFQUEUE Queue);
VOID NTAPI WdfIoQueueDrain(WDFQUEUE Queue, PFN_WDF_IO_QUEUE_STATE DrainComplete,
                           WDFCONTEXT Context);
VOID NTAPI WdfIoQueueDrainSynchronously(WDFQUEUE Queue);
VOID NTAPI WdfIoQueuePurge(WDFQUEUE Queue, PFN_WDF_IO_QUEUE_STATE PurgeComplete,
                           WDFCONTEXT Context);
VOID NTAPI WdfIoQueuePurgeSynchronously(WDFQUEUE Queue);
NTSTATUS NTAPI WdfIoQueueRetrieveNextRequest(WDFQUEUE Queue,
                                             WDFREQUEST *OutRequest);
NTSTATUS NTAPI WdfIoQueueRetrieveRequestByFileObject(WDFQUEUE Queue,
                                                     WDFFILEOBJECT FileObject,
                                                     WDFREQUEST *OutRequest);
NTSTATUS NTAPI WdfIoQueueFindRequest(WDFQUEUE Queue, WDFREQUEST FoundRequest,
                                     WDFFILEOBJECT FileObject,
                                     PWDF_REQUEST_PARAMETERS Parameters,
                                     WDFREQUEST *OutRequest);
NTSTATUS NTAPI WdfIoQueueRetrieveFoundRequest(WDFQUEUE Queue,
                                              WDFREQUEST FoundRequest,
                                              WDFREQUEST *OutRequest);
NTSTATUS NTAPI WdfIoQueueReadyNotify(WDFQUEUE Queue,
                                     PFN_WDF_IO_QUEUE_STATE QueueReady,
                                     WDFCONTEXT Context);

EXTERN_C_END

#endif // WSK_WDK_KMDF_QUEUE_H
