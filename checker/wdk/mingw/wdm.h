//===- wdm.h - Driver model of mingw-w64, mended ------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// mingw's wdm.h defines two intrinsics a second time in C++, maps MDLs by a
/// macro that takes an enumerator only, and ends at Windows 7.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_MINGW_WDM_H
#define WSK_WDK_MINGW_WDM_H

#include <ntdef.h>

#include <ntstatus.h>

#include <intrin.h>

#define InterlockedBitTestAndSet WdkMingwBitTestAndSet
#define InterlockedBitTestAndReset WdkMingwBitTestAndReset
#include_next <wdm.h>
#undef InterlockedBitTestAndSet
#undef InterlockedBitTestAndReset

#undef MmGetSystemAddressForMdlSafe
EXTERN_C_START
PVOID NTAPI MmGetSystemAddressForMdlSafe(PMDL Mdl, ULONG Priority);
EXTERN_C_END

#define MdlMappingNoWrite 0x80000000
#define MdlMappingNoExecute 0x40000000

// After mingw's own, which are incomplete.
#include "../nt/driverspecs.h"

#include "../nt/km/atomic-ordered.h"

#include "../nt/km/pool2.h"

typedef ULONG_PTR EX_PUSH_LOCK, *PEX_PUSH_LOCK;
#include "../nt/km/exlocks.h"

EXTERN_C_START
typedef enum _DRIVER_REGKEY_TYPE {
  DriverRegKeyParameters,
  DriverRegKeyPersistentState,
  DriverRegKeySharedPersistentState
} DRIVER_REGKEY_TYPE;
NTSTATUS NTAPI IoOpenDriverRegistryKey(PDRIVER_OBJECT DriverObject,
                                       DRIVER_REGKEY_TYPE RegKeyType,
                                       ACCESS_MASK DesiredAccess, ULONG Flags,
                                       PHANDLE DriverRegKey);
VOID NTAPI IoCleanupIrp(PIRP Irp);
ULONG NTAPI KeGetCurrentProcessorIndex(VOID);
VOID NTAPI KeQuerySystemTimePrecise(PLARGE_INTEGER CurrentTime);
ULONGLONG NTAPI KeQueryInterruptTimePrecise(PULONG64 QpcTimeStamp);
VOID NTAPI ExQueryTimerResolution(PULONG MaximumTime, PULONG MinimumTime,
                                  PULONG CurrentTime);
NTSTATUS NTAPI RtlUnicodeStringToUTF8String(PUTF8_STRING Destination,
                                            PCUNICODE_STRING Source,
                                            BOOLEAN AllocateDestination);
NTSTATUS NTAPI RtlUTF8StringToUnicodeString(PUNICODE_STRING Destination,
                                            PUTF8_STRING Source,
                                            BOOLEAN AllocateDestination);
VOID NTAPI RtlInitUTF8String(PUTF8_STRING Destination, PCSZ Source);
VOID NTAPI RtlFreeUTF8String(PUTF8_STRING String);
EXTERN_C_END

#endif // WSK_WDK_MINGW_WDM_H
