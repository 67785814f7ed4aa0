//===- dispatch.h - Registration of a network mini-redirector -----*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The dispatch table and the calls of RDBSS.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_REDIRECTOR_DISPATCH_H
#define WSK_WDK_REDIRECTOR_DISPATCH_H

typedef struct _RDBSS_EXPORTS *PRDBSS_EXPORTS;

typedef NTSTATUS(NTAPI *PMRX_CALLDOWN)(PRX_CONTEXT RxContext);
typedef NTSTATUS(NTAPI *PMRX_CALLDOWN_CTX)(
    PRX_CONTEXT RxContext, PRDBSS_DEVICE_OBJECT RxDeviceObject);
typedef NTSTATUS(NTAPI *PMRX_CHKDIR_CALLDOWN)(PRX_CONTEXT RxContext,
                                              PUNICODE_STRING DirectoryName);
typedef NTSTATUS(NTAPI *PMRX_CREATE_V_NET_ROOT)(
    PMRX_CREATENETROOT_CONTEXT Context);
typedef VOID(NTAPI *PMRX_EXTRACT_NETROOT_NAME)(PUNICODE_STRING FilePathName,
                                               PMRX_SRV_CALL SrvCall,
                                               PUNICODE_STRING NetRootName,
                                               PUNICODE_STRING RestOfName);
typedef NTSTATUS(NTAPI *PMRX_FINALIZE_SRVCALL_CALLDOWN)(PMRX_SRV_CALL SrvCall,
                                                        BOOLEAN Force);
typedef NTSTATUS(NTAPI *PMRX_FINALIZE_V_NET_ROOT_CALLDOWN)(
    PMRX_V_NET_ROOT VirtualNetRoot, PBOOLEAN Force);
typedef NTSTATUS(NTAPI *PMRX_FINALIZE_NET_ROOT_CALLDOWN)(PMRX_NET_ROOT NetRoot,
                                                         PBOOLEAN Force);
typedef NTSTATUS(NTAPI *PMRX_UPDATE_NETROOT_STATE)(PMRX_NET_ROOT NetRoot);
typedef NTSTATUS(NTAPI *PMRX_CREATE_SRVCALL)(
    PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT CallbackContext);
typedef NTSTATUS(NTAPI *PMRX_SRVCALL_WINNER_NOTIFY)(PMRX_SRV_CALL SrvCall,
                                                    BOOLEAN ThisMinirdrIsWinner,
                                                    PVOID RecommunicateContext);
typedef NTSTATUS(NTAPI *PMRX_DEALLOCATE_FOR_FCB)(PMRX_FCB Fcb);
typedef NTSTATUS(NTAPI *PMRX_DEALLOCATE_FOR_FOBX)(PMRX_FOBX Fobx);
typedef NTSTATUS(NTAPI *PMRX_FORCECLOSED_CALLDOWN)(PMRX_SRV_OPEN SrvOpen);
typedef NTSTATUS(NTAPI *PMRX_COMPUTE_NEW_BUFFERING_STATE)(
    PMRX_SRV_OPEN SrvOpen, PVOID Context, PULONG NewBufferingState);
typedef ULONG(NTAPI *PMRX_EXTENDFILE_CALLDOWN)(PRX_CONTEXT RxContext,
                                               PLARGE_INTEGER NewFileSize,
                                               PLARGE_INTEGER NewAllocation);
typedef NTSTATUS(NTAPI *PMRX_CHANGE_BUFFERING_STATE_CALLDOWN)(
    PRX_CONTEXT RxContext, PMRX_SRV_OPEN SrvOpen, PVOID Context);

typedef struct _MINIRDR_DISPATCH {
  MRX_COMMON_HEADER
  ULONG MRxFlags;
  ULONG MRxSrvCallSize;
  ULONG MRxNetRootSize;
  ULONG MRxVNetRootSize;
  ULONG MRxFcbSize;
  ULONG MRxSrvOpenSize;
  ULONG MRxFobxSize;
  PMRX_CALLDOWN_CTX MRxStart;
  PMRX_CALLDOWN_CTX MRxStop;
  PMRX_CALLDOWN MRxCancel;
  PMRX_CALLDOWN MRxCancelCreateSrvCall;
  PMRX_CREATE_SRVCALL MRxCreateSrvCall;
  PMRX_SRVCALL_WINNER_NOTIFY MRxSrvCallWinnerNotify;
  PMRX_CREATE_V_NET_ROOT MRxCreateVNetRoot;
  PMRX_UPDATE_NETROOT_STATE MRxUpdateNetRootState;
  PMRX_EXTRACT_NETROOT_NAME MRxExtractNetRootName;
  PMRX_CALLDOWN MRxCreate;
  PMRX_CALLDOWN MRxShouldTryToCollapseThisOpen;
  PMRX_CALLDOWN MRxCollapseOpen;
  PMRX_EXTENDFILE_CALLDOWN MRxExtendForCache;
  PMRX_EXTENDFILE_CALLDOWN MRxExtendForNonCache;
  PMRX_CALLDOWN MRxTruncate;
  PMRX_CALLDOWN MRxZeroExtend;
  PMRX_CALLDOWN MRxCloseSrvOpen;
  PMRX_CALLDOWN MRxFlush;
  PMRX_FORCECLOSED_CALLDOWN MRxForceClosed;
  PMRX_DEALLOCATE_FOR_FCB MRxDeallocateForFcb;
  PMRX_DEALLOCATE_FOR_FOBX MRxDeallocateForFobx;
  PMRX_CALLDOWN MRxIsLockRealizable;
  PMRX_FINALIZE_SRVCALL_CALLDOWN MRxFinalizeSrvCall;
  PMRX_FINALIZE_V_NET_ROOT_CALLDOWN MRxFinalizeVNetRoot;
  PMRX_FINALIZE_NET_ROOT_CALLDOWN MRxFinalizeNetRoot;
  PMRX_CALLDOWN MRxCleanupFobx;
  PMRX_CALLDOWN MRxClosedSrvOpenTimeOut;
  PMRX_CALLDOWN MRxClosedFcbTimeOut;
  PMRX_CALLDOWN MRxQueryDirectory;
  PMRX_CALLDOWN MRxQueryFileInfo;
  PMRX_CALLDOWN MRxSetFileInfo;
  PMRX_CALLDOWN MRxSetFileInfoAtCleanup;
  PMRX_CALLDOWN MRxQueryEaInfo;
  PMRX_CALLDOWN MRxSetEaInfo;
  PMRX_CALLDOWN MRxQuerySdInfo;
  PMRX_CALLDOWN MRxSetSdInfo;
  PMRX_CALLDOWN MRxQueryQuotaInfo;
  PMRX_CALLDOWN MRxSetQuotaInfo;
  PMRX_CALLDOWN MRxQueryVolumeInfo;
  PMRX_CALLDOWN MRxSetVolumeInfo;
  PMRX_CHKDIR_CALLDOWN MRxIsValidDirectory;
  PMRX_COMPUTE_NEW_BUFFERING_STATE MRxComputeNewBufferingState;
  PMRX_CALLDOWN MRxLowIOSubmit[LOWIO_OP_MAXIMUM + 1];
  PMRX_CHANGE_BUFFERING_STATE_CALLDOWN MRxCompleteBufferingStateChangeRequest;
  PMRX_CALLDOWN MRxDevFcbXXXControlFile;
} MINIRDR_DISPATCH, *PMINIRDR_DISPATCH;

typedef struct _RDBSS_DEVICE_OBJECT {
  DEVICE_OBJECT DeviceObject;
  ULONG RegistrationControls;
  PRDBSS_EXPORTS RdbssExports;
  PDEVICE_OBJECT RDBSSDeviceObject;
  PMINIRDR_DISPATCH Dispatch;
  UNICODE_STRING DeviceName;
  ULONG NetworkProviderPriority;
  HANDLE MupHandle;
  BOOLEAN RegisterUncProvider;
  BOOLEAN RegisterMailSlotProvider;
  BOOLEAN RegisteredAsFileSystem;
  LIST_ENTRY MiniRdrListLinks;
  ULONG NumberOfActiveFcbs;
  ULONG NumberOfActiveContexts;
} RDBSS_DEVICE_OBJECT;

typedef struct _FCB_INIT_PACKET {
  PULONG pAttributes;
  PULONG pNumLinks;
  PLARGE_INTEGER pCreationTime;
  PLARGE_INTEGER pLastAccessTime;
  PLARGE_INTEGER pLastWriteTime;
  PLARGE_INTEGER pLastChangeTime;
  PLARGE_INTEGER pAllocationSize;
  PLARGE_INTEGER pFileSize;
  PLARGE_INTEGER pValidDataLength;
} FCB_INIT_PACKET, *PFCB_INIT_PACKET;

#define RxFormInitPacket(Packet, Attributes, Links, Creation, Access, Write,   \
                         Change, Allocation, Size, ValidLength)                \
  ((Packet).pAttributes = (Attributes), (Packet).pNumLinks = (Links),          \
   (Packet).pCreationTime = (Creation), (Packet).pLastAccessTime = (Access),   \
   (Packet).pLastWriteTime = (Write), (Packet).pLastChangeTime = (Change),     \
   (Packet).pAllocationSize = (Allocation), (Packet).pFileSize = (Size),       \
   (Packet).pValidDataLength = (ValidLength))

typedef VOID(NTAPI *PRX_WORKERTHREAD_ROUTINE)(PVOID Context);

EXTERN_C_START

NTSTATUS NTAPI RxDriverEntry(PDRIVER_OBJECT DriverObject,
                             PUNICODE_STRING RegistryPath);
VOID NTAPI RxUnload(PDRIVER_OBJECT DriverObject);
NTSTATUS NTAPI RxRegisterMinirdr(PRDBSS_DEVICE_OBJECT *DeviceObject,
                                 PDRIVER_OBJECT DriverObject,
                                 PMINIRDR_DISPATCH MrdrDispatch, ULONG Controls,
                                 PUNICODE_STRING DeviceName,
                                 ULONG DeviceExtensionSize,
                                 DEVICE_TYPE DeviceType,
                                 ULONG DeviceCharacteristics);
VOID NTAPI RxUnregisterMinirdr(PRDBSS_DEVICE_OBJECT RxDeviceObject);
NTSTATUS NTAPI RxStartMinirdr(PRX_CONTEXT RxContext, PBOOLEAN PostToFsp);
NTSTATUS NTAPI RxStopMinirdr(PRX_CONTEXT RxContext, PBOOLEAN PostToFsp);
NTSTATUS NTAPI RxFsdDispatch(PRDBSS_DEVICE_OBJECT RxDeviceObject, PIRP Irp);
PRX_CONTEXT NTAPI RxCreateRxContext(PIRP Irp,
                                    PRDBSS_DEVICE_OBJECT RxDeviceObject,
                                    ULONG InitialContextFlags);
VOID NTAPI RxDereferenceAndDeleteRxContext_Real(PRX_CONTEXT RxContext);
NTSTATUS NTAPI RxDispatchToWorkerThread(PRDBSS_DEVICE_OBJECT MRxDeviceObject,
                                        WORK_QUEUE_TYPE WorkQueueType,
                                        PRX_WORKERTHREAD_ROUTINE Routine,
                                        PVOID pContext);
PEPROCESS NTAPI RxGetRDBSSProcess(VOID);
PMRX_FOBX NTAPI RxCreateNetFobx(PRX_CONTEXT RxContext, PMRX_SRV_OPEN MrxSrvOpen);
VOID NTAPI RxFinishFcbInitialization(PMRX_FCB Fcb, USHORT FcbType,
                                     PFCB_INIT_PACKET InitPacket);
VOID NTAPI RxGetFileSizeWithLock(PFCB Fcb, PLONGLONG FileSize);
VOID NTAPI RxSetFileSizeWithLock(PFCB Fcb, PLONGLONG FileSize);
PVOID NTAPI RxLowIoGetBufferAddress(PRX_CONTEXT RxContext);
NTSTATUS NTAPI RxLowIoCompletion(PRX_CONTEXT RxContext);
PVOID NTAPI RxMapSystemBuffer(PRX_CONTEXT RxContext);
BOOLEAN NTAPI RxIsFcbAcquiredExclusive(PMRX_FCB Fcb);
NTSTATUS NTAPI RxAcquireExclusiveFcbResourceInMRx(PMRX_FCB Fcb);
VOID NTAPI RxReleaseFcbResourceInMRx(PMRX_FCB Fcb);
NTSTATUS NTAPI RxFinalizeConnection(PMRX_NET_ROOT NetRoot,
                                    PMRX_V_NET_ROOT VNetRoot, LOGICAL Level);
VOID NTAPI RxIndicateChangeOfBufferingStateForSrvOpen(PMRX_SRV_CALL SrvCall,
                                                      PMRX_SRV_OPEN SrvOpen,
                                                      PVOID SrvOpenKey,
                                                      PVOID Context);

EXTERN_C_END

#define RxDereferenceAndDeleteRxContext(RxContext)                             \
  RxDereferenceAndDeleteRxContext_Real(RxContext)

#endif // WSK_WDK_REDIRECTOR_DISPATCH_H
