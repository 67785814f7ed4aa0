//===- TraceLoggingProvider.h - Self-describing events --------------------*- C
//-*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Events evaluate the values they are given and write nothing.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_TRACELOGGINGPROVIDER_H
#define WSK_WDK_TRACELOGGINGPROVIDER_H

#include "evntrace.h"

typedef struct _tlgProvider_t const *TraceLoggingHProvider;
typedef VOID(NTAPI *TLG_PENABLECALLBACK)(const GUID *Source, ULONG Control,
                                         UCHAR Level, ULONGLONG Any,
                                         ULONGLONG All, PVOID Filter,
                                         PVOID Context);

EXTERN_C_START
NTSTATUS NTAPI TraceLoggingRegister(TraceLoggingHProvider Provider);
NTSTATUS NTAPI TraceLoggingRegisterEx(TraceLoggingHProvider Provider,
                                      TLG_PENABLECALLBACK Callback,
                                      PVOID Context);
VOID NTAPI TraceLoggingUnregister(TraceLoggingHProvider Provider);
BOOLEAN NTAPI TraceLoggingProviderEnabled(TraceLoggingHProvider Provider,
                                          UCHAR Level, ULONGLONG Keyword);
EXTERN_C_END

// The identifier and the options of a provider are words of the macro alone.
#define TRACELOGGING_DECLARE_PROVIDER(Provider)                                \
  EXTERN_C_START extern const TraceLoggingHProvider Provider;                  \
  EXTERN_C_END
#define TRACELOGGING_DEFINE_PROVIDER(Provider, Name, ...)                      \
  TRACELOGGING_DECLARE_PROVIDER(Provider)                                      \
  const TraceLoggingHProvider Provider = (TraceLoggingHProvider)(Name)
#define TRACELOGGING_DEFINE_PROVIDER_STORAGE(Storage, Name, ...)               \
  static const char *const Storage = (Name)

#define TraceLoggingWrite(Provider, Name, ...)                                 \
  ((void)((void)(Provider), (void)(Name)__VA_OPT__(, ) __VA_ARGS__))
#define TraceLoggingWriteEx(Provider, Name, Filter, Flags, Activity, Related,  \
                            ...)                                               \
  ((void)((void)(Provider), (void)(Name), (void)(Filter), (void)(Flags),       \
          (void)(Activity), (void)(Related)__VA_OPT__(, ) __VA_ARGS__))
#define TraceLoggingWriteActivity(Provider, Name, Activity, Related, ...)      \
  ((void)((void)(Provider), (void)(Name), (void)(Activity),                    \
          (void)(Related)__VA_OPT__(, ) __VA_ARGS__))

#define TraceLoggingLevel(Level) ((void)(Level))
#define TraceLoggingOpcode(Opcode) ((void)(Opcode))
#define TraceLoggingKeyword(Keyword) ((void)(Keyword))
#define TraceLoggingEventTag(Tag) ((void)(Tag))
#define TraceLoggingChannel(Channel) ((void)(Channel))
#define TraceLoggingDescription(Text) ((void)(Text))
#define TraceLoggingCustomAttribute(Key, Value) ((void)(Key), (void)(Value))
#define TraceLoggingStruct(Count, ...) ((void)(Count))
#define TraceLoggingOptionGroup(...)
#define TraceLoggingOptionMicrosoftTelemetry()

// One value, then its name, description and tags.
#define TraceLoggingValue(Value, ...) ((void)(Value))
#define TraceLoggingInt8(Value, ...) ((void)(Value))
#define TraceLoggingUInt8(Value, ...) ((void)(Value))
#define TraceLoggingInt16(Value, ...) ((void)(Value))
#define TraceLoggingUInt16(Value, ...) ((void)(Value))
#define TraceLoggingInt32(Value, ...) ((void)(Value))
#define TraceLoggingUInt32(Value, ...) ((void)(Value))
#define TraceLoggingInt64(Value, ...) ((void)(Value))
#define TraceLoggingUInt64(Value, ...) ((void)(Value))
#define TraceLoggingIntPtr(Value, ...) ((void)(Value))
#define TraceLoggingUIntPtr(Value, ...) ((void)(Value))
#define TraceLoggingLong(Value, ...) ((void)(Value))
#define TraceLoggingULong(Value, ...) ((void)(Value))
#define TraceLoggingHexInt8(Value, ...) ((void)(Value))
#define TraceLoggingHexUInt8(Value, ...) ((void)(Value))
#define TraceLoggingHexInt16(Value, ...) ((void)(Value))
#define TraceLoggingHexUInt16(Value, ...) ((void)(Value))
#define TraceLoggingHexInt32(Value, ...) ((void)(Value))
#define TraceLoggingHexUInt32(Value, ...) ((void)(Value))
#define TraceLoggingHexInt64(Value, ...) ((void)(Value))
#define TraceLoggingHexUInt64(Value, ...) ((void)(Value))
#define TraceLoggingHexIntPtr(Value, ...) ((void)(Value))
#define TraceLoggingHexUIntPtr(Value, ...) ((void)(Value))
#define TraceLoggingHexLong(Value, ...) ((void)(Value))
#define TraceLoggingHexULong(Value, ...) ((void)(Value))
#define TraceLoggingFloat32(Value, ...) ((void)(Value))
#define TraceLoggingFloat64(Value, ...) ((void)(Value))
#define TraceLoggingBoolean(Value, ...) ((void)(Value))
#define TraceLoggingBool(Value, ...) ((void)(Value))
#define TraceLoggingChar(Value, ...) ((void)(Value))
#define TraceLoggingUChar(Value, ...) ((void)(Value))
#define TraceLoggingWChar(Value, ...) ((void)(Value))
#define TraceLoggingChar16(Value, ...) ((void)(Value))
#define TraceLoggingPointer(Value, ...) ((void)(Value))
#define TraceLoggingCodePointer(Value, ...) ((void)(Value))
#define TraceLoggingPid(Value, ...) ((void)(Value))
#define TraceLoggingTid(Value, ...) ((void)(Value))
#define TraceLoggingPort(Value, ...) ((void)(Value))
#define TraceLoggingIPv4Address(Value, ...) ((void)(Value))
#define TraceLoggingIPv6Address(Value, ...) ((void)(Value))
#define TraceLoggingFileTime(Value, ...) ((void)(Value))
#define TraceLoggingFileTimeUtc(Value, ...) ((void)(Value))
#define TraceLoggingSystemTime(Value, ...) ((void)(Value))
#define TraceLoggingSystemTimeUtc(Value, ...) ((void)(Value))
#define TraceLoggingNTStatus(Value, ...) ((void)(Value))
#define TraceLoggingHResult(Value, ...) ((void)(Value))
#define TraceLoggingWinError(Value, ...) ((void)(Value))
#define TraceLoggingWin32Error(Value, ...) ((void)(Value))
#define TraceLoggingErrnoError(Value, ...) ((void)(Value))
#define TraceLoggingSizeT(Value, ...) ((void)(Value))
#define TraceLoggingGuid(Value, ...) ((void)(Value))
#define TraceLoggingSid(Value, ...) ((void)(Value))
#define TraceLoggingString(Value, ...) ((void)(Value))
#define TraceLoggingWideString(Value, ...) ((void)(Value))
#define TraceLoggingAnsiString(Value, ...) ((void)(Value))
#define TraceLoggingUtf8String(Value, ...) ((void)(Value))
#define TraceLoggingString16(Value, ...) ((void)(Value))
#define TraceLoggingUnicodeString(Value, ...) ((void)(Value))

// A value and its size or count.
#define TraceLoggingCountedString(Value, Size, ...)                            \
  ((void)(Value), (void)(Size))
#define TraceLoggingCountedWideString(Value, Size, ...)                        \
  ((void)(Value), (void)(Size))
#define TraceLoggingCountedAnsiString(Value, Size, ...)                        \
  ((void)(Value), (void)(Size))
#define TraceLoggingCountedUtf8String(Value, Size, ...)                        \
  ((void)(Value), (void)(Size))
#define TraceLoggingCountedString16(Value, Size, ...)                          \
  ((void)(Value), (void)(Size))
#define TraceLoggingBinary(Value, Size, ...) ((void)(Value), (void)(Size))
#define TraceLoggingBinaryEx(Value, Size, ...) ((void)(Value), (void)(Size))
#define TraceLoggingSocketAddress(Value, Size, ...)                            \
  ((void)(Value), (void)(Size))
#define TraceLoggingChar8Array(Value, Size, ...) ((void)(Value), (void)(Size))
#define TraceLoggingWCharArray(Value, Size, ...) ((void)(Value), (void)(Size))
#define TraceLoggingInt8Array(Value, Size, ...) ((void)(Value), (void)(Size))
#define TraceLoggingUInt8Array(Value, Size, ...) ((void)(Value), (void)(Size))
#define TraceLoggingInt16Array(Value, Size, ...) ((void)(Value), (void)(Size))
#define TraceLoggingUInt16Array(Value, Size, ...) ((void)(Value), (void)(Size))
#define TraceLoggingInt32Array(Value, Size, ...) ((void)(Value), (void)(Size))
#define TraceLoggingUInt32Array(Value, Size, ...) ((void)(Value), (void)(Size))
#define TraceLoggingInt64Array(Value, Size, ...) ((void)(Value), (void)(Size))
#define TraceLoggingUInt64Array(Value, Size, ...) ((void)(Value), (void)(Size))
#define TraceLoggingUInt8FixedArray(Value, Size, ...)                          \
  ((void)(Value), (void)(Size))
#define TraceLoggingUInt16FixedArray(Value, Size, ...)                         \
  ((void)(Value), (void)(Size))
#define TraceLoggingUInt32FixedArray(Value, Size, ...)                         \
  ((void)(Value), (void)(Size))
#define TraceLoggingUInt64FixedArray(Value, Size, ...)                         \
  ((void)(Value), (void)(Size))
#define TraceLoggingPackedData(Value, Size, ...) ((void)(Value), (void)(Size))

#endif // WSK_WDK_TRACELOGGINGPROVIDER_H
