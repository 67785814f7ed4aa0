//===- atomic.h - Interlocked operations --------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Plain declarations: an analyzer gives them meaning by name, and a body in
/// assembly or builtins would only hide that name.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_KM_ATOMIC_H
#define WSK_WDK_KM_ATOMIC_H

EXTERN_C_START

// Operations on 32 bits.
LONG InterlockedIncrement(LONG volatile *Target);
LONG InterlockedDecrement(LONG volatile *Target);
LONG InterlockedExchange(LONG volatile *Target, LONG Value);
LONG InterlockedExchangeAdd(LONG volatile *Target, LONG Value);
LONG InterlockedAdd(LONG volatile *Target, LONG Value);
LONG InterlockedAnd(LONG volatile *Target, LONG Value);
LONG InterlockedOr(LONG volatile *Target, LONG Value);
LONG InterlockedXor(LONG volatile *Target, LONG Value);
LONG InterlockedCompareExchange(LONG volatile *Target, LONG Exchange,
                                LONG Comparand);
BOOLEAN InterlockedBitTestAndSet(LONG volatile *Base, LONG Bit);
BOOLEAN InterlockedBitTestAndReset(LONG volatile *Base, LONG Bit);

// Operations on 64 bits.
LONG64 InterlockedIncrement64(LONG64 volatile *Target);
LONG64 InterlockedDecrement64(LONG64 volatile *Target);
LONG64 InterlockedExchange64(LONG64 volatile *Target, LONG64 Value);
LONG64 InterlockedExchangeAdd64(LONG64 volatile *Target, LONG64 Value);
LONG64 InterlockedAdd64(LONG64 volatile *Target, LONG64 Value);
LONG64 InterlockedAnd64(LONG64 volatile *Target, LONG64 Value);
LONG64 InterlockedOr64(LONG64 volatile *Target, LONG64 Value);
LONG64 InterlockedXor64(LONG64 volatile *Target, LONG64 Value);
LONG64 InterlockedCompareExchange64(LONG64 volatile *Target, LONG64 Exchange,
                                    LONG64 Comparand);
BOOLEAN InterlockedBitTestAndSet64(LONG64 volatile *Base, LONG64 Bit);
BOOLEAN InterlockedBitTestAndReset64(LONG64 volatile *Base, LONG64 Bit);

// Operations on 16 bits.

// Operations on 8 bits.

// Operations on pointers and on 128 bits.
PVOID InterlockedExchangePointer(PVOID volatile *Target, PVOID Value);
PVOID InterlockedCompareExchangePointer(PVOID volatile *Target, PVOID Exchange,
                                        PVOID Comparand);

#define InterlockedIncrementSizeT(Target)                                      \
  InterlockedIncrement64((LONG64 volatile *)(Target))
#define InterlockedDecrementSizeT(Target)                                      \
  InterlockedDecrement64((LONG64 volatile *)(Target))
#define InterlockedExchangeAddSizeT(Target, Value)                             \
  InterlockedExchangeAdd64((LONG64 volatile *)(Target), (LONG64)(Value))

EXTERN_C_END

#include "atomic-ordered.h"

#endif // WSK_WDK_KM_ATOMIC_H
