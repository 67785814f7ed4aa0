//===- request.h - KMDF requests and I/O targets ------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Request buffers, completion, forwarding and cancellation.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_KMDF_REQUEST_H
#define WSK_WDK_KMDF_REQUEST_H

// C++ drivers declare it ahead with this type, which cl accepts of any enum.
typedef enum _WDF_REQUEST_TYPE
#ifdef __cplusplus
    : int
#endif
{
  WdfRequestTypeCreate = 0x0,
  WdfRequestTypeCreateNamedPipe = 0x1,
  WdfRequestTypeClose = 0x2,
  WdfRequestTypeRead = 0x3,
  WdfRequestTypeWrite = 0x4,
  WdfRequestTypeFlushBuffers = 0x9,
  WdfRequestTypeDeviceControl = 0xE,
  WdfRequestTypeDeviceControlInternal = 0xF,
  WdfRequestTypeShutdown = 0x10,
  WdfRequestTypeCleanup = 0x12,
  WdfRequestTypePnp = 0x1b,
  WdfRequestTypeMax = 0x100
} WDF_REQUEST_TYPE;

typedef enum _WDF_REQUEST_REUSE_FLAGS {
  WDF_REQUEST_REUSE_NO_FLAGS = 0x0,
  WDF_REQUEST_REUSE_SET_NEW_IRP = 0x1
} WDF_REQUEST_REUSE_FLAGS;

typedef enum _WDF_REQUEST_SEND_OPTIONS_FLAGS {
  WDF_REQUEST_SEND_OPTION_TIMEOUT = 0x1,
  WDF_REQUEST_SEND_OPTION_SYNCHRONOUS = 0x2,
  WDF_REQUEST_SEND_OPTION_IGNORE_TARGET_STATE = 0x4,
  WDF_REQUEST_SEND_OPTION_SEND_AND_FORGET = 0x8
} WDF_REQUEST_SEND_OPTIONS_FLAGS;

typedef struct _WDF_REQUEST_PARAMETERS {
  USHORT Size;
  UCHAR MinorFunction;
  WDF_REQUEST_TYPE Type;
  union {
    struct {
      size_t Length;
      ULONG POINTER_ALIGNMENT Key;
      LONGLONG DeviceOffset;
    } Read;
    struct {
      size_t Length;
      ULONG POINTER_ALIGNMENT Key;
      LONGLONG DeviceOffset;
    } Write;
    struct {
      size_t OutputBufferLength;
      size_t POINTER_ALIGNMENT InputBufferLength;
      ULONG POINTER_ALIGNMENT IoControlCode;
      PVOID Type3InputBuffer;
    } DeviceIoControl;
    struct {
      PVOID Arg1;
      PVOID Arg2;
      ULONG POINTER_ALIGNMENT IoControlCode;
      PVOID Arg4;
    } Others;
  } Parameters;
} WDF_REQUEST_PARAMETERS, *PWDF_REQUEST_PARAMETERS;

typedef struct _WDF_REQUEST_SEND_OPTIONS {
  ULONG Size;
  ULONG Flags;
  LONGLONG Timeout;
} WDF_REQUEST_SEND_OPTIONS, *PWDF_REQUEST_SEND_OPTIONS;

typedef struct _WDF_REQUEST_REUSE_PARAMS {
  ULONG Size;
  ULONG Flags;
  NTSTATUS Status;
  PIRP NewIrp;
} WDF_REQUEST_REUSE_PARAMS, *PWDF_REQUEST_REUSE_PARAMS;

FORCEINLINE VOID WDF_REQUEST_PARAMETERS_INIT(PWDF_REQUEST_PARAMETERS P) {
  RtlZeroMemory(P, sizeof(WDF_REQUEST_PARAMETERS));
  P->Size = sizeof(WDF_REQUEST_PARAMETERS);
}

FORCEINLINE VOID WDF_REQUEST_SEND_OPTIONS_INIT(PWDF_REQUEST_SEND_OPTIONS O,
                                               ULONG Flags) {
  RtlZeroMemory(O, sizeof(WDF_REQUEST_SEND_OPTIONS));
  O->Size = sizeof(WDF_REQUEST_SEND_OPTIONS);
  O->Flags = Flags;
}

FORCEINLINE VOID WDF_REQUEST_SEND_OPTIONS_SET_TIMEOUT(
    PWDF_REQUEST_SEND_OPTIONS O, LONGLONG Timeout) {
  O->Flags |= WDF_REQUEST_SEND_OPTION_TIMEOUT;
  O->Timeout = Timeout;
}

FORCEINLINE VOID WDF_REQUEST_REUSE_PARAMS_INIT(PWDF_REQUEST_REUSE_PARAMS P,
                                               ULONG Flags, NTSTATUS Status) {
  RtlZeroMemory(P, sizeof(WDF_REQUEST_REUSE_PARAMS));
  P->Size = sizeof(WDF_REQUEST_REUSE_PARAMS);
  P->Flags = Flags;
  P->Status = Status;
}

FORCEINLINE VOID
WDF_REQUEST_REUSE_PARAMS_SET_NEW_IRP(PWDF_REQUEST_REUSE_PARAMS P, PIRP NewIrp) {
  P->Flags |= WDF_REQUEST_REUSE_SET_NEW_IRP;
  P->NewIrp = NewIrp;
}

typedef struct _WDF_REQUEST_COMPLETION_PARAMS {
  ULONG Size;
  WDF_REQUEST_TYPE Type;
  IO_STATUS_BLOCK IoStatus;
  union {
    struct {
      WDFMEMORY Buffer;
      size_t Length;
      size_t Offset;
    } Write;
    struct {
      WDFMEMORY Buffer;
      size_t Length;
      size_t Offset;
    } Read;
    struct {
      ULONG IoControlCode;
      struct {
        WDFMEMORY Buffer;
        size_t Offset;
      } Input;
      struct {
        WDFMEMORY Buffer;
        size_t Offset;
        size_t Length;
      } Output;
    } Ioctl;
  } Parameters;
} WDF_REQUEST_COMPLETION_PARAMS, *PWDF_REQUEST_COMPLETION_PARAMS;

typedef VOID NTAPI EVT_WDF_REQUEST_CANCEL(WDFREQUEST Request);
typedef EVT_WDF_REQUEST_CANCEL *PFN_WDF_REQUEST_CANCEL;
typedef VOID NTAPI EVT_WDF_REQUEST_COMPLETION_ROUTINE(
    WDFREQUEST Request, WDFIOTARGET Target,
    PWDF_REQUEST_COMPLETION_PARAMS Params, WDFCONTEXT Context);
typedef EVT_WDF_REQUEST_COMPLETION_ROUTINE *PFN_WDF_REQUEST_COMPLETION_ROUTINE;

EXTERN_C_START

NTSTATUS NTAPI WdfRequestCreate(PWDF_OBJECT_ATTRIBUTES Attributes,
                                WDFIOTARGET IoTarget, WDFREQUEST *Request);
NTSTATUS NTAPI WdfRequestCreateFromIrp(PWDF_OBJECT_ATTRIBUTES Attributes,
                                       PIRP Irp, BOOLEAN RequestFreesIrp,
                                       WDFREQUEST *Request);
NTSTATUS NTAPI WdfRequestReuse(WDFREQUEST Request,
                               PWDF_REQUEST_REUSE_PARAMS ReuseParams);
BOOLEAN NTAPI WdfRequestSend(WDFREQUEST Request, WDFIOTARGET Target,
                             PWDF_REQUEST_SEND_OPTIONS Options);
NTSTATUS NTAPI WdfRequestGetStatus(WDFREQUEST Request);
NTSTATUS NTAPI WdfRequestMarkCancelableEx(WDFREQUEST Request,
                                          PFN_WDF_REQUEST_CANCEL Cancel);
VOID NTAPI WdfRequestMarkCancelable(WDFREQUEST Request,
                                    PFN_WDF_REQUEST_CANCEL EvtRequestCancel);
NTSTATUS NTAPI WdfRequestUnmarkCancelable(WDFREQUEST Request);
BOOLEAN NTAPI WdfRequestIsCanceled(WDFREQUEST Request);
BOOLEAN NTAPI WdfRequestCancelSentRequest(WDFREQUEST Request);
VOID NTAPI WdfRequestSetCompletionRoutine(
    WDFREQUEST Request, PFN_WDF_REQUEST_COMPLETION_ROUTINE CompletionRoutine,
    WDFCONTEXT CompletionContext);
VOID NTAPI WdfRequestFormatRequestUsingCurrentType(WDFREQUEST Request);
VOID NTAPI WdfRequestComplete(WDFREQUEST Request, NTSTATUS Status);
VOID NTAPI WdfRequestCompleteWithInformation(WDFREQUEST Request,
                                             NTSTATUS Status,
                                             ULONG_PTR Information);
VOID NTAPI WdfRequestCompleteWithPriorityBoost(WDFREQUEST Request,
                                               NTSTATUS Status,
                                               CCHAR PriorityBoost);
VOID NTAPI WdfRequestSetInformation(WDFREQUEST Request, ULONG_PTR Information);
ULONG_PTR NTAPI WdfRequestGetInformation(WDFREQUEST Request);
VOID NTAPI WdfRequestGetParameters(WDFREQUEST Request,
                                   PWDF_REQUEST_PARAMETERS Parameters);
NTSTATUS NTAPI WdfRequestRetrieveInputBuffer(WDFREQUEST Request,
                                             size_t MinimumRequiredLength,
                                             PVOID *Buffer, size_t *Length);
NTSTATUS NTAPI WdfRequestRetrieveOutputBuffer(WDFREQUEST Request,
                                              size_t MinimumRequiredSize,
                                              PVOID *Buffer, size_t *Length);
NTSTATUS NTAPI WdfRequestRetrieveInputMemory(WDFREQUEST Request,
                                             WDFMEMORY *Memory);
NTSTATUS NTAPI WdfRequestRetrieveOutputMemory(WDFREQUEST Request,
                                              WDFMEMORY *Memory);
NTSTATUS NTAPI WdfRequestRetrieveInputWdmMdl(WDFREQUEST Request, PMDL *Mdl);
NTSTATUS NTAPI WdfRequestRetrieveOutputWdmMdl(WDFREQUEST Request, PMDL *Mdl);
PIRP NTAPI WdfRequestWdmGetIrp(WDFREQUEST Request);
NTSTATUS NTAPI WdfRequestForwardToIoQueue(WDFREQUEST Request,
                                          WDFQUEUE DestinationQueue);
WDFQUEUE NTAPI WdfRequestGetIoQueue(WDFREQUEST Request);
WDFFILEOBJECT NTAPI WdfRequestGetFileObject(WDFREQUEST Request);
KPROCESSOR_MODE NTAPI WdfRequestGetRequestorMode(WDFREQUEST Request);
VOID NTAPI WdfRequestStopAcknowledge(WDFREQUEST Request, BOOLEAN Requeue);
NTSTATUS NTAPI WdfRequestRequeue(WDFREQUEST Request);

EXTERN_C_END

#endif // WSK_WDK_KMDF_REQUEST_H
