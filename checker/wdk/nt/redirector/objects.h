//===- objects.h - Objects of a network mini-redirector -----------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Server calls, net roots, files and opens, as RDBSS shows them to a driver.
/// The documented members; what lies between them is not declared, so offsets
/// are not those of the kit.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_REDIRECTOR_OBJECTS_H
#define WSK_WDK_REDIRECTOR_OBJECTS_H

typedef SHORT NODE_TYPE_CODE;
typedef SHORT NODE_BYTE_SIZE;
typedef USHORT NET_ROOT_TYPE;
typedef LONGLONG RXVBO;

typedef struct _RX_CONTEXT *PRX_CONTEXT;
typedef struct _RDBSS_DEVICE_OBJECT *PRDBSS_DEVICE_OBJECT;
typedef struct _MRX_SRV_CALL_ *PMRX_SRV_CALL;
typedef struct _MRX_NET_ROOT_ *PMRX_NET_ROOT;
typedef struct _MRX_V_NET_ROOT_ *PMRX_V_NET_ROOT;
typedef struct _MRX_FCB_ *PMRX_FCB;
typedef struct _MRX_SRV_OPEN_ *PMRX_SRV_OPEN;
typedef struct _MRX_FOBX_ *PMRX_FOBX;

#define NET_ROOT_DISK ((NET_ROOT_TYPE)0)
#define NET_ROOT_PIPE ((NET_ROOT_TYPE)1)
#define NET_ROOT_COMM ((NET_ROOT_TYPE)2)
#define NET_ROOT_PRINT ((NET_ROOT_TYPE)3)
#define NET_ROOT_WILD ((NET_ROOT_TYPE)4)
#define NET_ROOT_MAILSLOT ((NET_ROOT_TYPE)5)
#define MRX_NET_ROOT_STATE_GOOD 0
#define MRX_NET_ROOT_STATE_DISCONNECTED 1
#define MRX_NET_ROOT_STATE_RECONN 2
#define MRX_NET_ROOT_STATE_ERROR 3

// Their values are not documented.
EXTERN_C_START
extern const ULONG RDBSS_NTC_MINIRDR_DISPATCH;
extern const ULONG RDBSS_NTC_SRVCALL;
extern const ULONG RDBSS_NTC_NETROOT;
extern const ULONG RDBSS_NTC_V_NETROOT;
extern const ULONG RDBSS_NTC_FOBX;
extern const ULONG RDBSS_NTC_SRVOPEN;
extern const ULONG FCB_STATE_DELETE_ON_CLOSE;
extern const ULONG FCB_STATE_ORPHANED;
extern const ULONG FCB_STATE_TEMPORARY;
extern const ULONG FCB_STATE_PAGING_FILE;
extern const ULONG FCB_STATE_DISABLE_LOCAL_BUFFERING;
extern const ULONG FCB_STATE_BUFFERING_STATE_WITH_NO_SHARES;
extern const ULONG FCB_STATE_FILESIZECACHEING_ENABLED;
extern const ULONG FCB_STATE_FILETIMECACHEING_ENABLED;
extern const ULONG FCB_STATE_COLLAPSING_ENABLED;
extern const ULONG FCB_STATE_LOCK_BUFFERING_ENABLED;
extern const ULONG FCB_STATE_READCACHEING_ENABLED;
extern const ULONG FCB_STATE_READBUFFERING_ENABLED;
extern const ULONG FCB_STATE_WRITECACHEING_ENABLED;
extern const ULONG FCB_STATE_WRITEBUFFERING_ENABLED;
extern const ULONG SRVOPEN_FLAG_DONTUSE_READ_CACHING;
extern const ULONG SRVOPEN_FLAG_DONTUSE_WRITE_CACHING;
extern const ULONG SRVOPEN_FLAG_CLOSED;
extern const ULONG SRVOPEN_FLAG_CLOSE_DELAYED;
extern const ULONG SRVOPEN_FLAG_FILE_RENAMED;
extern const ULONG SRVOPEN_FLAG_FILE_DELETED;
extern const ULONG SRVOPEN_FLAG_COLLAPSING_DISABLED;
extern const ULONG RX_CONTEXT_FLAG_FROM_POOL;
extern const ULONG RX_CONTEXT_FLAG_WAIT;
extern const ULONG RX_CONTEXT_FLAG_IN_FSP;
extern const ULONG RX_CONTEXT_FLAG_ASYNC_OPERATION;
extern const ULONG RX_CONTEXT_CREATE_FLAG_STRIPPED_TRAILING_BACKSLASH;
extern const ULONG LOWIO_LOCKSFLAG_FAIL_IMMEDIATELY;
extern const ULONG LOWIO_LOCKSFLAG_EXCLUSIVELOCK;
extern const ULONG RDBSS_NTC_STORAGE;
extern const ULONG RX_REGISTERMINI_FLAG_DONT_PROVIDE_UNCS;
extern const ULONG RX_REGISTERMINI_FLAG_DONT_PROVIDE_MAILSLOTS;
extern const ULONG RX_REGISTERMINI_FLAG_DONT_INIT_DRIVER_DISPATCH;
extern const ULONG RX_REGISTERMINI_FLAG_DONT_INIT_PREFIX_N_SCAVENGER;
extern const ULONG RDBSS_MANAGE_SRV_CALL_EXTENSION;
extern const ULONG RDBSS_MANAGE_NET_ROOT_EXTENSION;
extern const ULONG RDBSS_MANAGE_V_NET_ROOT_EXTENSION;
extern const ULONG RDBSS_MANAGE_FCB_EXTENSION;
extern const ULONG RDBSS_MANAGE_SRV_OPEN_EXTENSION;
extern const ULONG RDBSS_MANAGE_FOBX_EXTENSION;
EXTERN_C_END
#define RDBSS_STORAGE_NTC(Type) ((USHORT)(RDBSS_NTC_STORAGE + (Type)))

typedef enum _RX_FILE_TYPE {
  FileTypeNotYetKnown = 0,
  FileTypeFile,
  FileTypeDirectory,
  FileTypePipe,
  FileTypeSpool,
  FileTypeMailSlot
} RX_FILE_TYPE;

#define MRX_COMMON_HEADER                                                      \
  NODE_TYPE_CODE NodeTypeCode;                                                 \
  NODE_BYTE_SIZE NodeByteSize;                                                 \
  ULONG NodeReferenceCount;

typedef struct _MRX_NORMAL_NODE_HEADER {
  MRX_COMMON_HEADER
} MRX_NORMAL_NODE_HEADER, *PMRX_NORMAL_NODE_HEADER;

#define ZeroAndInitializeNodeType(Node, Type, Size)                            \
  (RtlZeroMemory((Node), (Size)),                                              \
   ((PMRX_NORMAL_NODE_HEADER)(Node))->NodeTypeCode = (NODE_TYPE_CODE)(Type),   \
   ((PMRX_NORMAL_NODE_HEADER)(Node))->NodeByteSize = (NODE_BYTE_SIZE)(Size))

typedef struct _MRX_SRV_CALL_ {
  MRX_COMMON_HEADER
  PVOID Context;
  PVOID Context2;
  PRDBSS_DEVICE_OBJECT RxDeviceObject;
  PUNICODE_STRING pSrvCallName;
  PUNICODE_STRING pPrincipalName;
  PUNICODE_STRING pDomainName;
  ULONG Flags;
  LONG MaximumNumberOfCloseDelayedFiles;
  NTSTATUS Status;
} MRX_SRV_CALL, SRV_CALL, *PSRV_CALL;

typedef struct _MRX_NET_ROOT_ {
  MRX_COMMON_HEADER
  PMRX_SRV_CALL pSrvCall;
  PVOID Context;
  PVOID Context2;
  ULONG Flags;
  ULONG NumberOfFcbs;
  ULONG NumberOfSrvOpens;
  ULONG MRxNetRootState;
  NET_ROOT_TYPE Type;
  DEVICE_TYPE DeviceType;
  PUNICODE_STRING pNetRootName;
  UNICODE_STRING InnerNamePrefix;
} MRX_NET_ROOT, NET_ROOT, *PNET_ROOT;

typedef struct _MRX_V_NET_ROOT_ {
  MRX_COMMON_HEADER
  union {
    PMRX_NET_ROOT pNetRoot;
    PMRX_NET_ROOT NetRoot;
  };
  PVOID Context;
  PVOID Context2;
  ULONG Flags;
  ULONG NumberOfOpens;
  ULONG NumberOfFobxs;
  LUID LogonId;
  PUNICODE_STRING pUserDomainName;
  PUNICODE_STRING pUserName;
  PUNICODE_STRING pPassword;
  ULONG SessionId;
  NTSTATUS ConstructionStatus;
  BOOLEAN IsExplicitConnection;
} MRX_V_NET_ROOT, V_NET_ROOT, *PV_NET_ROOT;

typedef struct _MRX_FCB_ {
  FSRTL_ADVANCED_FCB_HEADER Header;
  PMRX_NET_ROOT pNetRoot;
  PVOID Context;
  PVOID Context2;
  ULONG NodeReferenceCount;
  ULONG FcbState;
  CLONG UncleanCount;
  CLONG UncachedUncleanCount;
  CLONG OpenCount;
  ULONG OutstandingLockOperationsCount;
  ULONGLONG ActualAllocationLength;
  ULONG Attributes;
  BOOLEAN IsFileWritten;
  BOOLEAN fShouldBeOrphaned;
  BOOLEAN fMiniInited;
  UCHAR CachedNetRootType;
  LIST_ENTRY SrvOpenList;
  ULONG SrvOpenListVersion;
} MRX_FCB, FCB, *PFCB;

#define FCB_STATE_READCACHING_ENABLED FCB_STATE_READCACHEING_ENABLED
#define FCB_STATE_WRITECACHING_ENABLED FCB_STATE_WRITECACHEING_ENABLED

typedef struct _MRX_SRV_OPEN_ {
  MRX_COMMON_HEADER
  PMRX_FCB pFcb;
  PMRX_V_NET_ROOT pVNetRoot;
  PVOID Context;
  PVOID Context2;
  ULONG Flags;
  PUNICODE_STRING pAlreadyPrefixedName;
  CLONG UncleanFobxCount;
  CLONG OpenCount;
  PVOID Key;
  ACCESS_MASK DesiredAccess;
  ULONG ShareAccess;
  ULONG CreateOptions;
  ULONG BufferingFlags;
  ULONG ulFileSizeVersion;
  LIST_ENTRY SrvOpenQLinks;
} MRX_SRV_OPEN, SRV_OPEN, *PSRV_OPEN;

#define SRVOPEN_FLAG_DONTUSE_READ_CACHEING SRVOPEN_FLAG_DONTUSE_READ_CACHING
#define SRVOPEN_FLAG_DONTUSE_WRITE_CACHEING SRVOPEN_FLAG_DONTUSE_WRITE_CACHING

typedef struct _MRX_FOBX_ {
  MRX_COMMON_HEADER
  PMRX_SRV_OPEN pSrvOpen;
  PFILE_OBJECT AssociatedFileObject;
  PVOID Context;
  PVOID Context2;
  ULONG Flags;
  union {
    struct {
      UNICODE_STRING UnicodeQueryTemplate;
    };
    PVOID pPipeHandleInformation;
  };
  ULONG OffsetOfNextEaToReturn;
} MRX_FOBX, FOBX, *PFOBX;

#endif // WSK_WDK_REDIRECTOR_OBJECTS_H
