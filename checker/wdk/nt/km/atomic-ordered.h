//===- atomic-ordered.h - Interlocked operations by ordering ------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Sizes and orderings beyond the first interlocked operations; also laid over
/// header sets that lack them.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_KM_ATOMIC_ORDERED_H
#define WSK_WDK_KM_ATOMIC_ORDERED_H

EXTERN_C_START

// Interlocked operations of every size and ordering.
LONG InterlockedIncrementAcquire(LONG volatile *Target);
LONG InterlockedDecrementAcquire(LONG volatile *Target);
LONG InterlockedExchangeAcquire(LONG volatile *Target, LONG Value);
LONG InterlockedExchangeAddAcquire(LONG volatile *Target, LONG Value);
LONG InterlockedAddAcquire(LONG volatile *Target, LONG Value);
LONG InterlockedAndAcquire(LONG volatile *Target, LONG Value);
LONG InterlockedOrAcquire(LONG volatile *Target, LONG Value);
LONG InterlockedXorAcquire(LONG volatile *Target, LONG Value);
LONG InterlockedCompareExchangeAcquire(LONG volatile *Target, LONG Exchange,
                                       LONG Comparand);
LONG InterlockedIncrementRelease(LONG volatile *Target);
LONG InterlockedDecrementRelease(LONG volatile *Target);
LONG InterlockedExchangeRelease(LONG volatile *Target, LONG Value);
LONG InterlockedExchangeAddRelease(LONG volatile *Target, LONG Value);
LONG InterlockedAddRelease(LONG volatile *Target, LONG Value);
LONG InterlockedAndRelease(LONG volatile *Target, LONG Value);
LONG InterlockedOrRelease(LONG volatile *Target, LONG Value);
LONG InterlockedXorRelease(LONG volatile *Target, LONG Value);
LONG InterlockedCompareExchangeRelease(LONG volatile *Target, LONG Exchange,
                                       LONG Comparand);
LONG InterlockedIncrementNoFence(LONG volatile *Target);
LONG InterlockedDecrementNoFence(LONG volatile *Target);
LONG InterlockedExchangeNoFence(LONG volatile *Target, LONG Value);
LONG InterlockedExchangeAddNoFence(LONG volatile *Target, LONG Value);
LONG InterlockedAddNoFence(LONG volatile *Target, LONG Value);
LONG InterlockedAndNoFence(LONG volatile *Target, LONG Value);
LONG InterlockedOrNoFence(LONG volatile *Target, LONG Value);
LONG InterlockedXorNoFence(LONG volatile *Target, LONG Value);
LONG InterlockedCompareExchangeNoFence(LONG volatile *Target, LONG Exchange,
                                       LONG Comparand);
BOOLEAN InterlockedBitTestAndSetAcquire(LONG volatile *Base, LONG Bit);
BOOLEAN InterlockedBitTestAndSetRelease(LONG volatile *Base, LONG Bit);
BOOLEAN InterlockedBitTestAndSetNoFence(LONG volatile *Base, LONG Bit);
BOOLEAN InterlockedBitTestAndResetAcquire(LONG volatile *Base, LONG Bit);
BOOLEAN InterlockedBitTestAndResetRelease(LONG volatile *Base, LONG Bit);
BOOLEAN InterlockedBitTestAndResetNoFence(LONG volatile *Base, LONG Bit);
LONG64 InterlockedIncrementAcquire64(LONG64 volatile *Target);
LONG64 InterlockedDecrementAcquire64(LONG64 volatile *Target);
LONG64 InterlockedExchangeAcquire64(LONG64 volatile *Target, LONG64 Value);
LONG64 InterlockedExchangeAddAcquire64(LONG64 volatile *Target, LONG64 Value);
LONG64 InterlockedAddAcquire64(LONG64 volatile *Target, LONG64 Value);
LONG64 InterlockedAndAcquire64(LONG64 volatile *Target, LONG64 Value);
LONG64 InterlockedOrAcquire64(LONG64 volatile *Target, LONG64 Value);
LONG64 InterlockedXorAcquire64(LONG64 volatile *Target, LONG64 Value);
LONG64 InterlockedCompareExchangeAcquire64(LONG64 volatile *Target,
                                           LONG64 Exchange, LONG64 Comparand);
LONG64 InterlockedIncrementRelease64(LONG64 volatile *Target);
LONG64 InterlockedDecrementRelease64(LONG64 volatile *Target);
LONG64 InterlockedExchangeRelease64(LONG64 volatile *Target, LONG64 Value);
LONG64 InterlockedExchangeAddRelease64(LONG64 volatile *Target, LONG64 Value);
LONG64 InterlockedAddRelease64(LONG64 volatile *Target, LONG64 Value);
LONG64 InterlockedAndRelease64(LONG64 volatile *Target, LONG64 Value);
LONG64 InterlockedOrRelease64(LONG64 volatile *Target, LONG64 Value);
LONG64 InterlockedXorRelease64(LONG64 volatile *Target, LONG64 Value);
LONG64 InterlockedCompareExchangeRelease64(LONG64 volatile *Target,
                                           LONG64 Exchange, LONG64 Comparand);
LONG64 InterlockedIncrementNoFence64(LONG64 volatile *Target);
LONG64 InterlockedDecrementNoFence64(LONG64 volatile *Target);
LONG64 InterlockedExchangeNoFence64(LONG64 volatile *Target, LONG64 Value);
LONG64 InterlockedExchangeAddNoFence64(LONG64 volatile *Target, LONG64 Value);
LONG64 InterlockedAddNoFence64(LONG64 volatile *Target, LONG64 Value);
LONG64 InterlockedAndNoFence64(LONG64 volatile *Target, LONG64 Value);
LONG64 InterlockedOrNoFence64(LONG64 volatile *Target, LONG64 Value);
LONG64 InterlockedXorNoFence64(LONG64 volatile *Target, LONG64 Value);
LONG64 InterlockedCompareExchangeNoFence64(LONG64 volatile *Target,
                                           LONG64 Exchange, LONG64 Comparand);
SHORT InterlockedIncrement16(SHORT volatile *Target);
SHORT InterlockedDecrement16(SHORT volatile *Target);
SHORT InterlockedCompareExchange16(SHORT volatile *Target, SHORT Exchange,
                                   SHORT Comparand);
SHORT InterlockedIncrementAcquire16(SHORT volatile *Target);
SHORT InterlockedDecrementAcquire16(SHORT volatile *Target);
SHORT InterlockedCompareExchangeAcquire16(SHORT volatile *Target,
                                          SHORT Exchange, SHORT Comparand);
SHORT InterlockedIncrementRelease16(SHORT volatile *Target);
SHORT InterlockedDecrementRelease16(SHORT volatile *Target);
SHORT InterlockedCompareExchangeRelease16(SHORT volatile *Target,
                                          SHORT Exchange, SHORT Comparand);
SHORT InterlockedIncrementNoFence16(SHORT volatile *Target);
SHORT InterlockedDecrementNoFence16(SHORT volatile *Target);
SHORT InterlockedCompareExchangeNoFence16(SHORT volatile *Target,
                                          SHORT Exchange, SHORT Comparand);
SHORT InterlockedExchange16(SHORT volatile *Target, SHORT Value);
SHORT InterlockedExchangeAdd16(SHORT volatile *Target, SHORT Value);
SHORT InterlockedAnd16(SHORT volatile *Target, SHORT Value);
SHORT InterlockedOr16(SHORT volatile *Target, SHORT Value);
SHORT InterlockedXor16(SHORT volatile *Target, SHORT Value);
CHAR InterlockedCompareExchange8(CHAR volatile *Target, CHAR Exchange,
                                 CHAR Comparand);
CHAR InterlockedExchange8(CHAR volatile *Target, CHAR Value);
CHAR InterlockedExchangeAdd8(CHAR volatile *Target, CHAR Value);
CHAR InterlockedAnd8(CHAR volatile *Target, CHAR Value);
CHAR InterlockedOr8(CHAR volatile *Target, CHAR Value);
CHAR InterlockedXor8(CHAR volatile *Target, CHAR Value);
PVOID InterlockedExchangePointerAcquire(PVOID volatile *Target, PVOID Value);
PVOID InterlockedCompareExchangePointerAcquire(PVOID volatile *Target,
                                               PVOID Exchange, PVOID Comparand);
PVOID InterlockedExchangePointerRelease(PVOID volatile *Target, PVOID Value);
PVOID InterlockedCompareExchangePointerRelease(PVOID volatile *Target,
                                               PVOID Exchange, PVOID Comparand);
PVOID InterlockedExchangePointerNoFence(PVOID volatile *Target, PVOID Value);
PVOID InterlockedCompareExchangePointerNoFence(PVOID volatile *Target,
                                               PVOID Exchange, PVOID Comparand);
BOOLEAN InterlockedCompareExchange128(LONG64 volatile *Target,
                                      LONG64 ExchangeHigh, LONG64 ExchangeLow,
                                      LONG64 *ComparandAndResult);
LONG InterlockedAddLargeStatistic(PLARGE_INTEGER Addend, ULONG Increment);

// Single reads and writes that the compiler may not tear.
LONG ReadAcquire(LONG const volatile *Source);
LONG ReadNoFence(LONG const volatile *Source);
LONG ReadRaw(LONG const volatile *Source);
VOID WriteRelease(LONG volatile *Destination, LONG Value);
VOID WriteNoFence(LONG volatile *Destination, LONG Value);
VOID WriteRaw(LONG volatile *Destination, LONG Value);
CHAR ReadAcquire8(CHAR const volatile *Source);
CHAR ReadNoFence8(CHAR const volatile *Source);
CHAR ReadRaw8(CHAR const volatile *Source);
VOID WriteRelease8(CHAR volatile *Destination, CHAR Value);
VOID WriteNoFence8(CHAR volatile *Destination, CHAR Value);
VOID WriteRaw8(CHAR volatile *Destination, CHAR Value);
SHORT ReadAcquire16(SHORT const volatile *Source);
SHORT ReadNoFence16(SHORT const volatile *Source);
SHORT ReadRaw16(SHORT const volatile *Source);
VOID WriteRelease16(SHORT volatile *Destination, SHORT Value);
VOID WriteNoFence16(SHORT volatile *Destination, SHORT Value);
VOID WriteRaw16(SHORT volatile *Destination, SHORT Value);
LONG64 ReadAcquire64(LONG64 const volatile *Source);
LONG64 ReadNoFence64(LONG64 const volatile *Source);
LONG64 ReadRaw64(LONG64 const volatile *Source);
VOID WriteRelease64(LONG64 volatile *Destination, LONG64 Value);
VOID WriteNoFence64(LONG64 volatile *Destination, LONG64 Value);
VOID WriteRaw64(LONG64 volatile *Destination, LONG64 Value);
BOOLEAN ReadBooleanAcquire(BOOLEAN const volatile *Source);
BOOLEAN ReadBooleanNoFence(BOOLEAN const volatile *Source);
BOOLEAN ReadBooleanRaw(BOOLEAN const volatile *Source);
VOID WriteBooleanRelease(BOOLEAN volatile *Destination, BOOLEAN Value);
VOID WriteBooleanNoFence(BOOLEAN volatile *Destination, BOOLEAN Value);
VOID WriteBooleanRaw(BOOLEAN volatile *Destination, BOOLEAN Value);
UCHAR ReadUCharAcquire(UCHAR const volatile *Source);
UCHAR ReadUCharNoFence(UCHAR const volatile *Source);
UCHAR ReadUCharRaw(UCHAR const volatile *Source);
VOID WriteUCharRelease(UCHAR volatile *Destination, UCHAR Value);
VOID WriteUCharNoFence(UCHAR volatile *Destination, UCHAR Value);
VOID WriteUCharRaw(UCHAR volatile *Destination, UCHAR Value);
USHORT ReadUShortAcquire(USHORT const volatile *Source);
USHORT ReadUShortNoFence(USHORT const volatile *Source);
USHORT ReadUShortRaw(USHORT const volatile *Source);
VOID WriteUShortRelease(USHORT volatile *Destination, USHORT Value);
VOID WriteUShortNoFence(USHORT volatile *Destination, USHORT Value);
VOID WriteUShortRaw(USHORT volatile *Destination, USHORT Value);
ULONG ReadULongAcquire(ULONG const volatile *Source);
ULONG ReadULongNoFence(ULONG const volatile *Source);
ULONG ReadULongRaw(ULONG const volatile *Source);
VOID WriteULongRelease(ULONG volatile *Destination, ULONG Value);
VOID WriteULongNoFence(ULONG volatile *Destination, ULONG Value);
VOID WriteULongRaw(ULONG volatile *Destination, ULONG Value);
ULONG64 ReadULong64Acquire(ULONG64 const volatile *Source);
ULONG64 ReadULong64NoFence(ULONG64 const volatile *Source);
ULONG64 ReadULong64Raw(ULONG64 const volatile *Source);
VOID WriteULong64Release(ULONG64 volatile *Destination, ULONG64 Value);
VOID WriteULong64NoFence(ULONG64 volatile *Destination, ULONG64 Value);
VOID WriteULong64Raw(ULONG64 volatile *Destination, ULONG64 Value);
PVOID ReadPointerAcquire(PVOID const volatile *Source);
PVOID ReadPointerNoFence(PVOID const volatile *Source);
PVOID ReadPointerRaw(PVOID const volatile *Source);
VOID WritePointerRelease(PVOID volatile *Destination, PVOID Value);
VOID WritePointerNoFence(PVOID volatile *Destination, PVOID Value);
VOID WritePointerRaw(PVOID volatile *Destination, PVOID Value);
HANDLE ReadHandleAcquire(HANDLE const volatile *Source);
HANDLE ReadHandleNoFence(HANDLE const volatile *Source);
HANDLE ReadHandleRaw(HANDLE const volatile *Source);
VOID WriteHandleRelease(HANDLE volatile *Destination, HANDLE Value);
VOID WriteHandleNoFence(HANDLE volatile *Destination, HANDLE Value);
VOID WriteHandleRaw(HANDLE volatile *Destination, HANDLE Value);
SIZE_T ReadSizeTAcquire(SIZE_T const volatile *Source);
SIZE_T ReadSizeTNoFence(SIZE_T const volatile *Source);
SIZE_T ReadSizeTRaw(SIZE_T const volatile *Source);
VOID WriteSizeTRelease(SIZE_T volatile *Destination, SIZE_T Value);
VOID WriteSizeTNoFence(SIZE_T volatile *Destination, SIZE_T Value);
VOID WriteSizeTRaw(SIZE_T volatile *Destination, SIZE_T Value);
ULONG_PTR ReadULongPtrAcquire(ULONG_PTR const volatile *Source);
ULONG_PTR ReadULongPtrNoFence(ULONG_PTR const volatile *Source);
ULONG_PTR ReadULongPtrRaw(ULONG_PTR const volatile *Source);
VOID WriteULongPtrRelease(ULONG_PTR volatile *Destination, ULONG_PTR Value);
VOID WriteULongPtrNoFence(ULONG_PTR volatile *Destination, ULONG_PTR Value);
VOID WriteULongPtrRaw(ULONG_PTR volatile *Destination, ULONG_PTR Value);

#define InterlockedAndAffinity(Target, Value)                                  \
  InterlockedAnd64((LONG64 volatile *)(Target), (LONG64)(Value))

EXTERN_C_END

#endif // WSK_WDK_KM_ATOMIC_ORDERED_H
