//===- access.h - Accessors of storage requests -------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Drivers that did not ask for extended requests get plain ones only; these accessors know no other.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_STORAGE_ACCESS_H
#define WSK_WDK_STORAGE_ACCESS_H

FORCEINLINE PVOID SrbGetDataBuffer(PVOID Srb) {
  return ((PSCSI_REQUEST_BLOCK)Srb)->DataBuffer;
}
FORCEINLINE VOID SrbSetDataBuffer(PVOID Srb, PVOID Buffer) {
  ((PSCSI_REQUEST_BLOCK)Srb)->DataBuffer = Buffer;
}
FORCEINLINE ULONG SrbGetDataTransferLength(PVOID Srb) {
  return ((PSCSI_REQUEST_BLOCK)Srb)->DataTransferLength;
}
FORCEINLINE VOID SrbSetDataTransferLength(PVOID Srb, ULONG Length) {
  ((PSCSI_REQUEST_BLOCK)Srb)->DataTransferLength = Length;
}
FORCEINLINE ULONG SrbGetSrbFunction(PVOID Srb) {
  return ((PSCSI_REQUEST_BLOCK)Srb)->Function;
}
FORCEINLINE ULONG SrbGetSrbFlags(PVOID Srb) {
  return ((PSCSI_REQUEST_BLOCK)Srb)->SrbFlags;
}
FORCEINLINE VOID SrbSetSrbFlags(PVOID Srb, ULONG Flags) {
  ((PSCSI_REQUEST_BLOCK)Srb)->SrbFlags |= Flags;
}
FORCEINLINE VOID SrbClearSrbFlags(PVOID Srb, ULONG Flags) {
  ((PSCSI_REQUEST_BLOCK)Srb)->SrbFlags &= ~Flags;
}
FORCEINLINE ULONG SrbGetTimeOutValue(PVOID Srb) {
  return ((PSCSI_REQUEST_BLOCK)Srb)->TimeOutValue;
}
FORCEINLINE PVOID SrbGetSenseInfoBuffer(PVOID Srb) {
  return ((PSCSI_REQUEST_BLOCK)Srb)->SenseInfoBuffer;
}
FORCEINLINE UCHAR SrbGetSenseInfoBufferLength(PVOID Srb) {
  return ((PSCSI_REQUEST_BLOCK)Srb)->SenseInfoBufferLength;
}
FORCEINLINE UCHAR SrbGetCdbLength(PVOID Srb) {
  return ((PSCSI_REQUEST_BLOCK)Srb)->CdbLength;
}
FORCEINLINE PCDB SrbGetCdb(PVOID Srb) {
  return (PCDB)((PSCSI_REQUEST_BLOCK)Srb)->Cdb;
}
FORCEINLINE UCHAR SrbGetScsiStatus(PVOID Srb) {
  return ((PSCSI_REQUEST_BLOCK)Srb)->ScsiStatus;
}
FORCEINLINE VOID SrbSetScsiStatus(PVOID Srb, UCHAR Status) {
  ((PSCSI_REQUEST_BLOCK)Srb)->ScsiStatus = Status;
}
FORCEINLINE PVOID SrbGetOriginalRequest(PVOID Srb) {
  return ((PSCSI_REQUEST_BLOCK)Srb)->OriginalRequest;
}
FORCEINLINE PVOID SrbGetMiniportContext(PVOID Srb) {
  return ((PSCSI_REQUEST_BLOCK)Srb)->SrbExtension;
}
FORCEINLINE VOID SrbGetPathTargetLun(PVOID Srb, PUCHAR PathId, PUCHAR TargetId,
                                     PUCHAR Lun) {
  PSCSI_REQUEST_BLOCK Request = (PSCSI_REQUEST_BLOCK)Srb;
  if (PathId)
    *PathId = Request->PathId;
  if (TargetId)
    *TargetId = Request->TargetId;
  if (Lun)
    *Lun = Request->Lun;
}

#endif // WSK_WDK_STORAGE_ACCESS_H
