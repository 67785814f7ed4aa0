//===- context.h - Contexts of a network mini-redirector ----------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The request at hand, its low-level I/O, and the calldowns of RDBSS.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_REDIRECTOR_CONTEXT_H
#define WSK_WDK_REDIRECTOR_CONTEXT_H

typedef struct _NT_CREATE_PARAMETERS {
  ACCESS_MASK DesiredAccess;
  LARGE_INTEGER AllocationSize;
  ULONG FileAttributes;
  ULONG ShareAccess;
  ULONG Disposition;
  ULONG CreateOptions;
  PIO_SECURITY_CONTEXT SecurityContext;
  PVOID DfsContext;
  PVOID DfsNameContext;
} NT_CREATE_PARAMETERS, *PNT_CREATE_PARAMETERS;

typedef enum _RX_LOWIO_OPERATION {
  LOWIO_OP_READ = 0,
  LOWIO_OP_WRITE,
  LOWIO_OP_SHAREDLOCK,
  LOWIO_OP_EXCLUSIVELOCK,
  LOWIO_OP_UNLOCK,
  LOWIO_OP_UNLOCK_MULTIPLE,
  LOWIO_OP_FSCTL,
  LOWIO_OP_IOCTL,
  LOWIO_OP_NOTIFY_CHANGE_DIRECTORY,
  LOWIO_OP_CLEAROUT,
  LOWIO_OP_MAXIMUM
} LOWIO_OPS;

typedef struct _LOWIO_LOCK_LIST {
  struct _LOWIO_LOCK_LIST *Next;
  ULONG LockNumber;
  RXVBO ByteOffset;
  LONGLONG Length;
  BOOLEAN ExclusiveLock;
} LOWIO_LOCK_LIST, *PLOWIO_LOCK_LIST;

typedef NTSTATUS (*PLOWIO_COMPLETION_ROUTINE)(PRX_CONTEXT RxContext);

typedef struct _XXCTL_LOWIO_COMPONENT {
  ULONG Flags;
  union {
    ULONG FsControlCode;
    ULONG IoControlCode;
  };
  ULONG InputBufferLength;
  PVOID pInputBuffer;
  ULONG OutputBufferLength;
  PVOID pOutputBuffer;
  UCHAR MinorFunction;
} XXCTL_LOWIO_COMPONENT;

typedef struct _LOWIO_CONTEXT {
  USHORT Operation;
  USHORT Flags;
  PLOWIO_COMPLETION_ROUTINE CompletionRoutine;
  PERESOURCE Resource;
  ERESOURCE_THREAD ResourceThreadId;
  union {
    struct {
      ULONG Flags;
      PMDL Buffer;
      RXVBO ByteOffset;
      ULONG ByteCount;
      ULONG Key;
      PVOID NonPagedFcb;
    } ReadWrite;
    struct {
      union {
        PLOWIO_LOCK_LIST LockList;
        LONGLONG Length;
      };
      ULONG Flags;
      RXVBO ByteOffset;
      ULONG Key;
    } Locks;
    XXCTL_LOWIO_COMPONENT FsCtl;
    XXCTL_LOWIO_COMPONENT IoCtl;
    struct {
      BOOLEAN WatchTree;
      ULONG CompletionFilter;
      ULONG NotificationBufferLength;
      PVOID pNotificationBuffer;
    } NotifyChangeDirectory;
  } ParamsFor;
} LOWIO_CONTEXT, *PLOWIO_CONTEXT;

typedef struct _RX_CONTEXT {
  MRX_COMMON_HEADER
  LIST_ENTRY ContextListEntry;
  UCHAR MajorFunction;
  UCHAR MinorFunction;
  BOOLEAN PendingReturned;
  BOOLEAN PostRequest;
  PDEVICE_OBJECT RealDevice;
  PIRP CurrentIrp;
  PIO_STACK_LOCATION CurrentIrpSp;
  PMRX_FCB pFcb;
  PMRX_FOBX pFobx;
  PMRX_SRV_OPEN pRelevantSrvOpen;
  PRDBSS_DEVICE_OBJECT RxDeviceObject;
  PETHREAD OriginalThread;
  PETHREAD LastExecutionThread;
  PVOID LockManagerContext;
  KEVENT SyncEvent;
  ULONG Flags;
  PVOID MRxContext[4];
  IO_STATUS_BLOCK IoStatusBlock;
  NTSTATUS StoredStatus;
  LONG_PTR InformationToReturn;
  struct {
    union {
      FS_INFORMATION_CLASS FsInformationClass;
      FILE_INFORMATION_CLASS FileInformationClass;
    };
    PVOID Buffer;
    union {
      LONG Length;
      LONG LengthRemaining;
    };
    BOOLEAN ReplaceIfExists;
    BOOLEAN AdvanceOnly;
  } Info;
  struct {
    ULONG FileIndex;
    BOOLEAN RestartScan;
    BOOLEAN ReturnSingleEntry;
    BOOLEAN IndexSpecified;
    BOOLEAN InitialQuery;
  } QueryDirectory;
  struct {
    PUCHAR UserEaList;
    ULONG UserEaListLength;
    ULONG UserEaIndex;
    BOOLEAN RestartScan;
    BOOLEAN ReturnSingleEntry;
    BOOLEAN IndexSpecified;
  } QueryEa;
  struct {
    SECURITY_INFORMATION SecurityInformation;
    ULONG Length;
  } QuerySecurity;
  struct {
    SECURITY_INFORMATION SecurityInformation;
    PSECURITY_DESCRIPTOR SecurityDescriptor;
  } SetSecurity;
  struct {
    NT_CREATE_PARAMETERS NtCreateParameters;
    ULONG ReturnedCreateInformation;
    PWCH CanonicalNameBuffer;
    PMRX_SRV_CALL pSrvCall;
    PMRX_NET_ROOT pNetRoot;
    PMRX_V_NET_ROOT pVNetRoot;
    PVOID EaBuffer;
    ULONG EaLength;
    ULONG SdLength;
    ULONG PipeType;
    ULONG Flags;
  } Create;
  LOWIO_CONTEXT LowIoContext;
} RX_CONTEXT;

// Macros of RDBSS that name what a request is about.
#define RxCaptureFcb PMRX_FCB __C_Fcb = RxContext->pFcb
#define RxCaptureFobx PMRX_FOBX __C_Fobx = RxContext->pFobx
#define RxCaptureParamBlock                                                    \
  PIO_STACK_LOCATION __C_IrpSp = RxContext->CurrentIrpSp
#define RxCaptureFileObject                                                    \
  PFILE_OBJECT __C_FileObject = __C_IrpSp->FileObject
#define capFcb __C_Fcb
#define capFobx __C_Fobx
#define capPARAMS __C_IrpSp
#define capFileObject __C_FileObject

struct _MRX_SRVCALL_CALLBACK_CONTEXT;
typedef VOID (*PMRX_SRVCALL_CALLBACK)(struct _MRX_SRVCALL_CALLBACK_CONTEXT *);
typedef struct _MRX_SRVCALLDOWN_STRUCTURE {
  KEVENT FinishEvent;
  LIST_ENTRY SrvCalldownList;
  PRX_CONTEXT RxContext;
  PMRX_SRV_CALL SrvCall;
  PMRX_SRVCALL_CALLBACK CallBack;
  BOOLEAN CalldownCancelled;
  ULONG NumberRemaining;
  ULONG NumberToWait;
  ULONG BestFinisherOrdinal;
  PRDBSS_DEVICE_OBJECT BestFinisher;
} MRX_SRVCALLDOWN_STRUCTURE, *PMRX_SRVCALLDOWN_STRUCTURE;

typedef struct _MRX_SRVCALL_CALLBACK_CONTEXT {
  PMRX_SRVCALLDOWN_STRUCTURE SrvCalldownStructure;
  ULONG CallbackContextOrdinal;
  PRDBSS_DEVICE_OBJECT RxDeviceObject;
  NTSTATUS Status;
  PVOID RecommunicateContext;
} MRX_SRVCALL_CALLBACK_CONTEXT, *PMRX_SRVCALL_CALLBACK_CONTEXT;

struct _MRX_CREATENETROOT_CONTEXT;
typedef VOID (*PMRX_NETROOT_CALLBACK)(struct _MRX_CREATENETROOT_CONTEXT *);
typedef struct _MRX_CREATENETROOT_CONTEXT {
  PRX_CONTEXT RxContext;
  PMRX_V_NET_ROOT pVNetRoot;
  KEVENT FinishEvent;
  NTSTATUS VirtualNetRootStatus;
  NTSTATUS NetRootStatus;
  WORK_QUEUE_ITEM WorkQueueItem;
  PMRX_NETROOT_CALLBACK Callback;
} MRX_CREATENETROOT_CONTEXT, *PMRX_CREATENETROOT_CONTEXT;

#endif // WSK_WDK_REDIRECTOR_CONTEXT_H
