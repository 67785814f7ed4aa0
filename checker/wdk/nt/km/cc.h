//===- cc.h - Cache manager ---------------------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Cached reads, writes and flushes of a file system.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_KM_CC_H
#define WSK_WDK_KM_CC_H

typedef struct _CC_FILE_SIZES {
  LARGE_INTEGER AllocationSize;
  LARGE_INTEGER FileSize;
  LARGE_INTEGER ValidDataLength;
} CC_FILE_SIZES, *PCC_FILE_SIZES;

typedef BOOLEAN NTAPI ACQUIRE_FOR_LAZY_WRITE_ROUTINE(PVOID Context,
                                                     BOOLEAN Wait);
typedef ACQUIRE_FOR_LAZY_WRITE_ROUTINE *PACQUIRE_FOR_LAZY_WRITE;
typedef VOID NTAPI RELEASE_FROM_LAZY_WRITE_ROUTINE(PVOID Context);
typedef RELEASE_FROM_LAZY_WRITE_ROUTINE *PRELEASE_FROM_LAZY_WRITE;
typedef ACQUIRE_FOR_LAZY_WRITE_ROUTINE *PACQUIRE_FOR_READ_AHEAD;
typedef RELEASE_FROM_LAZY_WRITE_ROUTINE *PRELEASE_FROM_READ_AHEAD;

typedef struct _CACHE_MANAGER_CALLBACKS {
  PACQUIRE_FOR_LAZY_WRITE AcquireForLazyWrite;
  PRELEASE_FROM_LAZY_WRITE ReleaseFromLazyWrite;
  PACQUIRE_FOR_READ_AHEAD AcquireForReadAhead;
  PRELEASE_FROM_READ_AHEAD ReleaseFromReadAhead;
} CACHE_MANAGER_CALLBACKS, *PCACHE_MANAGER_CALLBACKS;

typedef struct _CACHE_UNINITIALIZE_EVENT {
  struct _CACHE_UNINITIALIZE_EVENT *Next;
  KEVENT Event;
} CACHE_UNINITIALIZE_EVENT, *PCACHE_UNINITIALIZE_EVENT;

typedef enum _MMFLUSH_TYPE { MmFlushForDelete, MmFlushForWrite } MMFLUSH_TYPE;

EXTERN_C_START

#define CcIsFileCached(FileObject)                                             \
  ((FileObject)->SectionObjectPointer != NULL &&                               \
   ((PSECTION_OBJECT_POINTERS)(FileObject)->SectionObjectPointer)              \
           ->SharedCacheMap != NULL)
NTKERNELAPI VOID NTAPI CcInitializeCacheMap(PFILE_OBJECT FileObject,
                                            PCC_FILE_SIZES FileSizes,
                                            BOOLEAN PinAccess,
                                            PCACHE_MANAGER_CALLBACKS Callbacks,
                                            PVOID LazyWriteContext);
NTKERNELAPI BOOLEAN NTAPI
CcUninitializeCacheMap(PFILE_OBJECT FileObject, PLARGE_INTEGER TruncateSize,
                       PCACHE_UNINITIALIZE_EVENT UninitializeEvent);
NTKERNELAPI VOID NTAPI CcSetFileSizes(PFILE_OBJECT FileObject,
                                      PCC_FILE_SIZES FileSizes);
NTKERNELAPI BOOLEAN NTAPI CcCopyRead(PFILE_OBJECT FileObject,
                                     PLARGE_INTEGER FileOffset, ULONG Length,
                                     BOOLEAN Wait, PVOID Buffer,
                                     PIO_STATUS_BLOCK IoStatus);
NTKERNELAPI BOOLEAN NTAPI CcCopyReadEx(PFILE_OBJECT FileObject,
                                       PLARGE_INTEGER FileOffset, ULONG Length,
                                       BOOLEAN Wait, PVOID Buffer,
                                       PIO_STATUS_BLOCK IoStatus,
                                       PETHREAD IoIssuerThread);
NTKERNELAPI BOOLEAN NTAPI CcCopyWrite(PFILE_OBJECT FileObject,
                                      PLARGE_INTEGER FileOffset, ULONG Length,
                                      BOOLEAN Wait, PVOID Buffer);
NTKERNELAPI VOID NTAPI CcMdlRead(PFILE_OBJECT FileObject,
                                 PLARGE_INTEGER FileOffset, ULONG Length,
                                 PMDL *MdlChain, PIO_STATUS_BLOCK IoStatus);
NTKERNELAPI VOID NTAPI CcMdlReadComplete(PFILE_OBJECT FileObject,
                                         PMDL MdlChain);
NTKERNELAPI VOID NTAPI CcPrepareMdlWrite(PFILE_OBJECT FileObject,
                                         PLARGE_INTEGER FileOffset,
                                         ULONG Length, PMDL *MdlChain,
                                         PIO_STATUS_BLOCK IoStatus);
NTKERNELAPI VOID NTAPI CcMdlWriteComplete(PFILE_OBJECT FileObject,
                                          PLARGE_INTEGER FileOffset,
                                          PMDL MdlChain);
NTKERNELAPI VOID NTAPI CcFlushCache(PSECTION_OBJECT_POINTERS SectionPointers,
                                    PLARGE_INTEGER FileOffset, ULONG Length,
                                    PIO_STATUS_BLOCK IoStatus);
NTKERNELAPI BOOLEAN NTAPI
CcPurgeCacheSection(PSECTION_OBJECT_POINTERS SectionPointers,
                    PLARGE_INTEGER FileOffset, ULONG Length, ULONG Flags);
NTKERNELAPI VOID NTAPI CcSetReadAheadGranularity(PFILE_OBJECT FileObject,
                                                 ULONG Granularity);
NTKERNELAPI BOOLEAN NTAPI CcZeroData(PFILE_OBJECT FileObject,
                                     PLARGE_INTEGER StartOffset,
                                     PLARGE_INTEGER EndOffset, BOOLEAN Wait);
NTKERNELAPI VOID NTAPI CcWaitForCurrentLazyWriterActivity(VOID);
NTKERNELAPI BOOLEAN NTAPI MmFlushImageSection(
    PSECTION_OBJECT_POINTERS SectionPointer, MMFLUSH_TYPE FlushType);
NTKERNELAPI BOOLEAN NTAPI MmCanFileBeTruncated(
    PSECTION_OBJECT_POINTERS SectionPointer, PLARGE_INTEGER NewFileSize);
NTKERNELAPI BOOLEAN NTAPI
MmDoesFileHaveUserWritableReferences(PSECTION_OBJECT_POINTERS SectionPointer);

EXTERN_C_END

#endif // WSK_WDK_KM_CC_H
