//===- rtl.h - Run-time library -----------------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Memory and string helpers, integers, registry queries, bit maps and tables.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_KM_RTL_H
#define WSK_WDK_KM_RTL_H

#include "../string.h"

#define RtlZeroMemory(Destination, Length) memset((Destination), 0, (Length))
#define RtlFillMemory(Destination, Length, Fill)                               \
  memset((Destination), (Fill), (Length))
#define RtlCopyMemory(Destination, Source, Length)                             \
  memcpy((Destination), (Source), (Length))
#define RtlMoveMemory(Destination, Source, Length)                             \
  memmove((Destination), (Source), (Length))
#define RtlCopyBytes RtlCopyMemory
#define RtlZeroBytes RtlZeroMemory
#define RtlFillBytes RtlFillMemory
#define RtlEqualMemory(A, B, Length) (!memcmp((A), (B), (Length)))
#define RtlCopyMemoryNonTemporal RtlCopyMemory
#define RtlCopyDeviceMemory RtlCopyMemory
#define RtlZeroDeviceMemory RtlZeroMemory
#define RtlSecureZeroMemory(Destination, Length)                               \
  memset((Destination), 0, (Length))
#define RtlSecureZeroMemory2 RtlSecureZeroMemory

#define RtlUshortByteSwap(Value) _byteswap_ushort((USHORT)(Value))
#define RtlUlongByteSwap(Value) _byteswap_ulong((ULONG)(Value))
#define RtlUlonglongByteSwap(Value) _byteswap_uint64((ULONGLONG)(Value))

#define HASH_STRING_ALGORITHM_DEFAULT 0
#define HASH_STRING_ALGORITHM_X65599 1
#define HASH_STRING_ALGORITHM_INVALID 0xffffffff

#define RTL_REGISTRY_ABSOLUTE 0
#define RTL_REGISTRY_SERVICES 1
#define RTL_REGISTRY_CONTROL 2
#define RTL_REGISTRY_WINDOWS_NT 3
#define RTL_REGISTRY_DEVICEMAP 4
#define RTL_REGISTRY_USER 5
#define RTL_REGISTRY_MAXIMUM 6
#define RTL_REGISTRY_HANDLE 0x40000000
#define RTL_REGISTRY_OPTIONAL 0x80000000
#define RTL_QUERY_REGISTRY_SUBKEY 0x00000001
#define RTL_QUERY_REGISTRY_TOPKEY 0x00000002
#define RTL_QUERY_REGISTRY_REQUIRED 0x00000004
#define RTL_QUERY_REGISTRY_NOVALUE 0x00000008
#define RTL_QUERY_REGISTRY_NOEXPAND 0x00000010
#define RTL_QUERY_REGISTRY_DIRECT 0x00000020
#define RTL_QUERY_REGISTRY_DELETE 0x00000040
#define RTL_QUERY_REGISTRY_TYPECHECK 0x00000100
#define RTL_QUERY_REGISTRY_TYPECHECK_SHIFT 24

typedef NTSTATUS NTAPI RTL_QUERY_REGISTRY_ROUTINE(
    PWSTR ValueName, ULONG ValueType, PVOID ValueData, ULONG ValueLength,
    PVOID Context, PVOID EntryContext);
typedef RTL_QUERY_REGISTRY_ROUTINE *PRTL_QUERY_REGISTRY_ROUTINE;
typedef struct _RTL_QUERY_REGISTRY_TABLE {
  PRTL_QUERY_REGISTRY_ROUTINE QueryRoutine;
  ULONG Flags;
  PWSTR Name;
  PVOID EntryContext;
  ULONG DefaultType;
  PVOID DefaultData;
  ULONG DefaultLength;
} RTL_QUERY_REGISTRY_TABLE, *PRTL_QUERY_REGISTRY_TABLE;

typedef struct _RTL_BITMAP {
  ULONG SizeOfBitMap;
  PULONG Buffer;
} RTL_BITMAP, *PRTL_BITMAP;

typedef struct _TIME_FIELDS {
  CSHORT Year;
  CSHORT Month;
  CSHORT Day;
  CSHORT Hour;
  CSHORT Minute;
  CSHORT Second;
  CSHORT Milliseconds;
  CSHORT Weekday;
} TIME_FIELDS, *PTIME_FIELDS;

typedef struct _OSVERSIONINFOA {
  ULONG dwOSVersionInfoSize;
  ULONG dwMajorVersion;
  ULONG dwMinorVersion;
  ULONG dwBuildNumber;
  ULONG dwPlatformId;
  CHAR szCSDVersion[128];
} OSVERSIONINFOA, *POSVERSIONINFOA, *LPOSVERSIONINFOA;

typedef struct _OSVERSIONINFOW {
  ULONG dwOSVersionInfoSize;
  ULONG dwMajorVersion;
  ULONG dwMinorVersion;
  ULONG dwBuildNumber;
  ULONG dwPlatformId;
  WCHAR szCSDVersion[128];
} OSVERSIONINFOW, *POSVERSIONINFOW, *LPOSVERSIONINFOW, RTL_OSVERSIONINFOW,
    *PRTL_OSVERSIONINFOW;

typedef struct _OSVERSIONINFOEXW {
  ULONG dwOSVersionInfoSize;
  ULONG dwMajorVersion;
  ULONG dwMinorVersion;
  ULONG dwBuildNumber;
  ULONG dwPlatformId;
  WCHAR szCSDVersion[128];
  USHORT wServicePackMajor;
  USHORT wServicePackMinor;
  USHORT wSuiteMask;
  UCHAR wProductType;
  UCHAR wReserved;
} OSVERSIONINFOEXW, *POSVERSIONINFOEXW, *LPOSVERSIONINFOEXW,
    RTL_OSVERSIONINFOEXW, *PRTL_OSVERSIONINFOEXW;

typedef union _RTL_RUN_ONCE {
  PVOID Ptr;
  ULONG_PTR Value;
  ULONG_PTR State : 2;
} RTL_RUN_ONCE, *PRTL_RUN_ONCE;
#define RTL_RUN_ONCE_INIT {0}
#define RTL_RUN_ONCE_CHECK_ONLY 0x00000001UL
#define RTL_RUN_ONCE_ASYNC 0x00000002UL
#define RTL_RUN_ONCE_INIT_FAILED 0x00000004UL
typedef ULONG NTAPI RTL_RUN_ONCE_INIT_FN(PRTL_RUN_ONCE RunOnce, PVOID Parameter,
                                         PVOID *Context);
typedef RTL_RUN_ONCE_INIT_FN *PRTL_RUN_ONCE_INIT_FN;

EXTERN_C_START

USHORT __cdecl _byteswap_ushort(USHORT Value);
ULONG __cdecl _byteswap_ulong(ULONG Value);
unsigned long long __cdecl _byteswap_uint64(unsigned long long Value);

NTSYSAPI SIZE_T NTAPI RtlCompareMemory(const VOID *Source1, const VOID *Source2,
                                       SIZE_T Length);
NTSYSAPI BOOLEAN NTAPI RtlIsZeroMemory(PVOID Buffer, SIZE_T Length);
NTSYSAPI VOID NTAPI RtlGetCallersAddress(PVOID *Address, PVOID *Caller);
NTSYSAPI USHORT NTAPI RtlCaptureStackBackTrace(ULONG FramesToSkip,
                                               ULONG FramesToCapture,
                                               PVOID *BackTrace, PULONG Hash);

// Strings.
NTSYSAPI VOID NTAPI RtlInitString(PSTRING Destination, PCSZ Source);
NTSYSAPI VOID NTAPI RtlInitAnsiString(PANSI_STRING Destination, PCSZ Source);
NTSYSAPI NTSTATUS NTAPI RtlInitAnsiStringEx(PANSI_STRING Destination,
                                            PCSZ Source);
NTSYSAPI VOID NTAPI RtlInitUTF8String(PUTF8_STRING Destination, PCSZ Source);
NTSYSAPI VOID NTAPI RtlInitUnicodeString(PUNICODE_STRING Destination,
                                         PCWSTR Source);
NTSYSAPI NTSTATUS NTAPI RtlInitUnicodeStringEx(PUNICODE_STRING Destination,
                                               PCWSTR Source);
NTSYSAPI BOOLEAN NTAPI RtlCreateUnicodeString(PUNICODE_STRING Destination,
                                              PCWSTR Source);
NTSYSAPI VOID NTAPI RtlFreeUnicodeString(PUNICODE_STRING String);
NTSYSAPI VOID NTAPI RtlFreeAnsiString(PANSI_STRING String);
NTSYSAPI VOID NTAPI RtlFreeUTF8String(PUTF8_STRING String);
NTSYSAPI VOID NTAPI RtlFreeOemString(POEM_STRING String);
NTSYSAPI VOID NTAPI RtlCopyString(PSTRING Destination, const STRING *Source);
NTSYSAPI VOID NTAPI RtlCopyUnicodeString(PUNICODE_STRING Destination,
                                         PCUNICODE_STRING Source);
NTSYSAPI NTSTATUS NTAPI RtlAppendUnicodeStringToString(
    PUNICODE_STRING Destination, PCUNICODE_STRING Source);
NTSYSAPI NTSTATUS NTAPI RtlAppendUnicodeToString(PUNICODE_STRING Destination,
                                                 PCWSTR Source);
NTSYSAPI LONG NTAPI RtlCompareString(const STRING *String1,
                                     const STRING *String2,
                                     BOOLEAN CaseInSensitive);
NTSYSAPI LONG NTAPI RtlCompareUnicodeString(PCUNICODE_STRING String1,
                                            PCUNICODE_STRING String2,
                                            BOOLEAN CaseInSensitive);
NTSYSAPI LONG NTAPI RtlCompareUnicodeStrings(PCWCH String1, SIZE_T Length1,
                                             PCWCH String2, SIZE_T Length2,
                                             BOOLEAN CaseInSensitive);
NTSYSAPI BOOLEAN NTAPI RtlEqualString(const STRING *String1,
                                      const STRING *String2,
                                      BOOLEAN CaseInSensitive);
NTSYSAPI BOOLEAN NTAPI RtlEqualUnicodeString(PCUNICODE_STRING String1,
                                             PCUNICODE_STRING String2,
                                             BOOLEAN CaseInSensitive);
NTSYSAPI BOOLEAN NTAPI RtlPrefixUnicodeString(PCUNICODE_STRING String1,
                                              PCUNICODE_STRING String2,
                                              BOOLEAN CaseInSensitive);
NTSYSAPI BOOLEAN NTAPI RtlSuffixUnicodeString(PUNICODE_STRING String1,
                                              PUNICODE_STRING String2,
                                              BOOLEAN CaseInSensitive);
NTSYSAPI NTSTATUS NTAPI RtlHashUnicodeString(PCUNICODE_STRING String,
                                             BOOLEAN CaseInSensitive,
                                             ULONG HashAlgorithm,
                                             PULONG HashValue);
NTSYSAPI NTSTATUS NTAPI RtlDuplicateUnicodeString(ULONG Flags,
                                                  PCUNICODE_STRING Source,
                                                  PUNICODE_STRING Destination);
NTSYSAPI CHAR NTAPI RtlUpperChar(CHAR Character);
NTSYSAPI VOID NTAPI RtlUpperString(PSTRING Destination, const STRING *Source);
NTSYSAPI WCHAR NTAPI RtlUpcaseUnicodeChar(WCHAR Character);
NTSYSAPI WCHAR NTAPI RtlDowncaseUnicodeChar(WCHAR Character);
NTSYSAPI NTSTATUS NTAPI RtlUpcaseUnicodeString(PUNICODE_STRING Destination,
                                               PCUNICODE_STRING Source,
                                               BOOLEAN AllocateDestination);
NTSYSAPI NTSTATUS NTAPI RtlDowncaseUnicodeString(PUNICODE_STRING Destination,
                                                 PCUNICODE_STRING Source,
                                                 BOOLEAN AllocateDestination);
NTSYSAPI NTSTATUS NTAPI
RtlAnsiStringToUnicodeString(PUNICODE_STRING Destination, PCANSI_STRING Source,
                             BOOLEAN AllocateDestination);
NTSYSAPI NTSTATUS NTAPI
RtlUnicodeStringToAnsiString(PANSI_STRING Destination, PCUNICODE_STRING Source,
                             BOOLEAN AllocateDestination);
NTSYSAPI NTSTATUS NTAPI
RtlUTF8StringToUnicodeString(PUNICODE_STRING Destination, PUTF8_STRING Source,
                             BOOLEAN AllocateDestination);
NTSYSAPI NTSTATUS NTAPI
RtlUnicodeStringToUTF8String(PUTF8_STRING Destination, PCUNICODE_STRING Source,
                             BOOLEAN AllocateDestination);
NTSYSAPI ULONG NTAPI RtlxAnsiStringToUnicodeSize(PCANSI_STRING String);
NTSYSAPI ULONG NTAPI RtlxUnicodeStringToAnsiSize(PCUNICODE_STRING String);
#define RtlAnsiStringToUnicodeSize(String) RtlxAnsiStringToUnicodeSize(String)
#define RtlUnicodeStringToAnsiSize(String) RtlxUnicodeStringToAnsiSize(String)
NTSYSAPI NTSTATUS NTAPI RtlUnicodeStringToInteger(PCUNICODE_STRING String,
                                                  ULONG Base, PULONG Value);
NTSYSAPI NTSTATUS NTAPI RtlUnicodeStringToInt64(PCUNICODE_STRING String,
                                                ULONG Base, PLONG64 Number,
                                                PWSTR *EndPointer);
NTSYSAPI NTSTATUS NTAPI RtlIntegerToUnicodeString(ULONG Value, ULONG Base,
                                                  PUNICODE_STRING String);
NTSYSAPI NTSTATUS NTAPI RtlInt64ToUnicodeString(ULONGLONG Value, ULONG Base,
                                                PUNICODE_STRING String);
#define RtlIntPtrToUnicodeString(Value, Base, String)                          \
  RtlInt64ToUnicodeString((Value), (Base), (String))
NTSYSAPI NTSTATUS NTAPI RtlCharToInteger(PCSZ String, ULONG Base, PULONG Value);
NTSYSAPI NTSTATUS NTAPI RtlUTF8ToUnicodeN(PWSTR Destination, ULONG MaxBytes,
                                          PULONG ActualBytes, PCCH Source,
                                          ULONG SourceBytes);
NTSYSAPI NTSTATUS NTAPI RtlUnicodeToUTF8N(PCHAR Destination, ULONG MaxBytes,
                                          PULONG ActualBytes, PCWCH Source,
                                          ULONG SourceBytes);
NTSYSAPI NTSTATUS NTAPI RtlStringFromGUID(REFGUID Guid,
                                          PUNICODE_STRING GuidString);
NTSYSAPI NTSTATUS NTAPI RtlGUIDFromString(PCUNICODE_STRING GuidString,
                                          GUID *Guid);
VOID NTAPI RtlInitEmptyUnicodeString(PUNICODE_STRING Destination, PWCHAR Buffer,
                                     USHORT BufferSize);
VOID NTAPI RtlInitEmptyAnsiString(PANSI_STRING Destination, PCHAR Buffer,
                                  USHORT BufferSize);

EXTERN_C_END

#include "rtl2.h"

#endif // WSK_WDK_KM_RTL_H
