//===- data.h - KMDF memory, collections, strings, registry, I/O targets -*- C
//-*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Objects that hold data, and targets that requests are sent to.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_KMDF_DATA_H
#define WSK_WDK_KMDF_DATA_H

typedef enum _WDF_MEMORY_DESCRIPTOR_TYPE {
  WdfMemoryDescriptorTypeInvalid = 0,
  WdfMemoryDescriptorTypeBuffer,
  WdfMemoryDescriptorTypeMdl,
  WdfMemoryDescriptorTypeHandle
} WDF_MEMORY_DESCRIPTOR_TYPE;

typedef struct _WDFMEMORY_OFFSET {
  size_t BufferOffset;
  size_t BufferLength;
} WDFMEMORY_OFFSET, *PWDFMEMORY_OFFSET;

typedef struct _WDF_MEMORY_DESCRIPTOR {
  WDF_MEMORY_DESCRIPTOR_TYPE Type;
  union {
    struct {
      PVOID Buffer;
      ULONG Length;
    } BufferType;
    struct {
      PMDL Mdl;
      ULONG BufferLength;
    } MdlType;
    struct {
      WDFMEMORY Memory;
      PWDFMEMORY_OFFSET Offsets;
    } HandleType;
  } u;
} WDF_MEMORY_DESCRIPTOR, *PWDF_MEMORY_DESCRIPTOR;

FORCEINLINE VOID WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(
    PWDF_MEMORY_DESCRIPTOR Descriptor, PVOID Buffer, ULONG BufferLength) {
  RtlZeroMemory(Descriptor, sizeof(WDF_MEMORY_DESCRIPTOR));
  Descriptor->Type = WdfMemoryDescriptorTypeBuffer;
  Descriptor->u.BufferType.Buffer = Buffer;
  Descriptor->u.BufferType.Length = BufferLength;
}

typedef enum _WDF_IO_TARGET_OPEN_TYPE {
  WdfIoTargetOpenUndefined = 0,
  WdfIoTargetOpenUseExistingDevice = 1,
  WdfIoTargetOpenByName = 2,
  WdfIoTargetOpenReopen = 3,
  WdfIoTargetOpenLocalTargetByFile = 4
} WDF_IO_TARGET_OPEN_TYPE;

typedef struct _WDF_IO_TARGET_OPEN_PARAMS {
  ULONG Size;
  WDF_IO_TARGET_OPEN_TYPE Type;
  PVOID EvtIoTargetQueryRemove;
  PVOID EvtIoTargetRemoveCanceled;
  PVOID EvtIoTargetRemoveComplete;
  PDEVICE_OBJECT TargetDeviceObject;
  PFILE_OBJECT TargetFileObject;
  UNICODE_STRING TargetDeviceName;
  ACCESS_MASK DesiredAccess;
  ULONG ShareAccess;
  ULONG FileAttributes;
  ULONG CreateDisposition;
  ULONG CreateOptions;
  PVOID EaBuffer;
  ULONG EaBufferLength;
  PLONGLONG AllocationSize;
  ULONG FileInformation;
  UNICODE_STRING FileName;
} WDF_IO_TARGET_OPEN_PARAMS, *PWDF_IO_TARGET_OPEN_PARAMS;

FORCEINLINE VOID WDF_IO_TARGET_OPEN_PARAMS_INIT_OPEN_BY_NAME(
    PWDF_IO_TARGET_OPEN_PARAMS Params, PCUNICODE_STRING TargetDeviceName,
    ACCESS_MASK DesiredAccess) {
  RtlZeroMemory(Params, sizeof(WDF_IO_TARGET_OPEN_PARAMS));
  Params->Size = sizeof(WDF_IO_TARGET_OPEN_PARAMS);
  Params->Type = WdfIoTargetOpenByName;
  Params->TargetDeviceName = *TargetDeviceName;
  Params->DesiredAccess = DesiredAccess;
  Params->CreateOptions = FILE_NON_DIRECTORY_FILE;
}

FORCEINLINE VOID WDF_IO_TARGET_OPEN_PARAMS_INIT_EXISTING_DEVICE(
    PWDF_IO_TARGET_OPEN_PARAMS Params, PDEVICE_OBJECT DeviceObject) {
  RtlZeroMemory(Params, sizeof(WDF_IO_TARGET_OPEN_PARAMS));
  Params->Size = sizeof(WDF_IO_TARGET_OPEN_PARAMS);
  Params->Type = WdfIoTargetOpenUseExistingDevice;
  Params->TargetDeviceObject = DeviceObject;
}

FORCEINLINE VOID
WDF_IO_TARGET_OPEN_PARAMS_INIT_REOPEN(PWDF_IO_TARGET_OPEN_PARAMS Params) {
  RtlZeroMemory(Params, sizeof(WDF_IO_TARGET_OPEN_PARAMS));
  Params->Size = sizeof(WDF_IO_TARGET_OPEN_PARAMS);
  Params->Type = WdfIoTargetOpenReopen;
}

FORCEINLINE VOID WDF_MEMORY_DESCRIPTOR_INIT_MDL(
    PWDF_MEMORY_DESCRIPTOR Descriptor, PMDL Mdl, ULONG BufferLength) {
  RtlZeroMemory(Descriptor, sizeof(WDF_MEMORY_DESCRIPTOR));
  Descriptor->Type = WdfMemoryDescriptorTypeMdl;
  Descriptor->u.MdlType.Mdl = Mdl;
  Descriptor->u.MdlType.BufferLength = BufferLength;
}

FORCEINLINE VOID WDF_MEMORY_DESCRIPTOR_INIT_HANDLE(
    PWDF_MEMORY_DESCRIPTOR Descriptor, WDFMEMORY Memory,
    PWDFMEMORY_OFFSET Offsets) {
  RtlZeroMemory(Descriptor, sizeof(WDF_MEMORY_DESCRIPTOR));
  Descriptor->Type = WdfMemoryDescriptorTypeHandle;
  Descriptor->u.HandleType.Memory = Memory;
  Descriptor->u.HandleType.Offsets = Offsets;
}

EXTERN_C_START

NTSTATUS NTAPI WdfMemoryCreate(PWDF_OBJECT_ATTRIBUTES Attributes,
                               POOL_TYPE PoolType, ULONG PoolTag,
                               size_t BufferSize, WDFMEMORY *Memory,
                               PVOID *Buffer);
NTSTATUS NTAPI WdfMemoryCreatePreallocated(PWDF_OBJECT_ATTRIBUTES Attributes,
                                           PVOID Buffer, size_t BufferSize,
                                           WDFMEMORY *Memory);
PVOID NTAPI WdfMemoryGetBuffer(WDFMEMORY Memory, size_t *BufferSize);
NTSTATUS NTAPI WdfMemoryCopyToBuffer(WDFMEMORY SourceMemory,
                                     size_t SourceOffset, PVOID Buffer,
                                     size_t NumBytesToCopyTo);
NTSTATUS NTAPI WdfMemoryCopyFromBuffer(WDFMEMORY DestinationMemory,
                                       size_t DestinationOffset, PVOID Buffer,
                                       size_t NumBytesToCopyFrom);
NTSTATUS NTAPI WdfLookasideListCreate(
    PWDF_OBJECT_ATTRIBUTES LookasideAttributes, size_t BufferSize,
    POOL_TYPE PoolType, PWDF_OBJECT_ATTRIBUTES MemoryAttributes, ULONG PoolTag,
    WDFLOOKASIDE *Lookaside);
NTSTATUS NTAPI WdfMemoryCreateFromLookaside(WDFLOOKASIDE Lookaside,
                                            WDFMEMORY *Memory);

NTSTATUS NTAPI WdfCollectionCreate(PWDF_OBJECT_ATTRIBUTES Attributes,
                                   WDFCOLLECTION *Collection);
ULONG NTAPI WdfCollectionGetCount(WDFCOLLECTION Collection);
NTSTATUS NTAPI WdfCollectionAdd(WDFCOLLECTION Collection, WDFOBJECT Object);
VOID NTAPI WdfCollectionRemove(WDFCOLLECTION Collection, WDFOBJECT Item);
VOID NTAPI WdfCollectionRemoveItem(WDFCOLLECTION Collection, ULONG Index);
WDFOBJECT NTAPI WdfCollectionGetItem(WDFCOLLECTION Collection, ULONG Index);
WDFOBJECT NTAPI WdfCollectionGetFirstItem(WDFCOLLECTION Collection);
WDFOBJECT NTAPI WdfCollectionGetLastItem(WDFCOLLECTION Collection);

NTSTATUS NTAPI WdfStringCreate(PCUNICODE_STRING UnicodeString,
                               PWDF_OBJECT_ATTRIBUTES StringAttributes,
                               WDFSTRING *String);
VOID NTAPI WdfStringGetUnicodeString(WDFSTRING String,
                                     PUNICODE_STRING UnicodeString);

NTSTATUS NTAPI WdfRegistryOpenKey(WDFKEY ParentKey, PCUNICODE_STRING KeyName,
                                  ACCESS_MASK DesiredAccess,
                                  PWDF_OBJECT_ATTRIBUTES KeyAttributes,
                                  WDFKEY *Key);
VOID NTAPI WdfRegistryClose(WDFKEY Key);
NTSTATUS NTAPI WdfRegistryQueryValue(WDFKEY Key, PCUNICODE_STRING ValueName,
                                     ULONG ValueLength, PVOID Value,
                                     PULONG ValueLengthQueried,
                                     PULONG ValueType);
NTSTATUS NTAPI WdfRegistryQueryULong(WDFKEY Key, PCUNICODE_STRING ValueName,
                                     PULONG Value);
NTSTATUS NTAPI WdfRegistryQueryString(WDFKEY Key, PCUNICODE_STRING ValueName,
                                      WDFSTRING String);
NTSTATUS NTAPI WdfRegistryQueryUnicodeString(WDFKEY Key,
                                             PCUNICODE_STRING ValueName,
                                             PUSHORT ValueByteLength,
                                             PUNICODE_STRING Value);
NTSTATUS NTAPI WdfRegistryQueryMultiString(
    WDFKEY Key, PCUNICODE_STRING ValueName,
    PWDF_OBJECT_ATTRIBUTES StringsAttributes, WDFCOLLECTION Collection);
NTSTATUS NTAPI WdfRegistryAssignValue(WDFKEY Key, PCUNICODE_STRING ValueName,
                                      ULONG ValueType, ULONG ValueLength,
                                      PVOID Value);
NTSTATUS NTAPI WdfRegistryAssignULong(WDFKEY Key, PCUNICODE_STRING ValueName,
                                      ULONG Value);

NTSTATUS NTAPI WdfIoTargetCreate(WDFDEVICE Device,
                                 PWDF_OBJECT_ATTRIBUTES IoTargetAttributes,
                                 WDFIOTARGET *IoTarget);
NTSTATUS NTAPI WdfIoTargetOpen(WDFIOTARGET IoTarget,
                               PWDF_IO_TARGET_OPEN_PARAMS OpenParams);
VOID NTAPI WdfIoTargetClose(WDFIOTARGET IoTarget);
NTSTATUS NTAPI WdfIoTargetStart(WDFIOTARGET IoTarget);
VOID NTAPI WdfIoTargetStop(WDFIOTARGET IoTarget, ULONG Action);
NTSTATUS NTAPI WdfIoTargetFormatRequestForIoctl(
    WDFIOTARGET IoTarget, WDFREQUEST Request, ULONG Ioctl,
    WDFMEMORY InputBuffer, PWDFMEMORY_OFFSET InputBufferOffsets,
    WDFMEMORY OutputBuffer, PWDFMEMORY_OFFSET OutputBufferOffsets);
NTSTATUS NTAPI WdfIoTargetSendIoctlSynchronously(
    WDFIOTARGET IoTarget, WDFREQUEST Request, ULONG Ioctl,
    PWDF_MEMORY_DESCRIPTOR InputBuffer, PWDF_MEMORY_DESCRIPTOR OutputBuffer,
    PWDF_REQUEST_SEND_OPTIONS RequestOptions, PULONG_PTR BytesReturned);
PDEVICE_OBJECT NTAPI WdfIoTargetWdmGetTargetDeviceObject(WDFIOTARGET IoTarget);

EXTERN_C_END

#endif // WSK_WDK_KMDF_DATA_H
