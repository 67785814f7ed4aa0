//===- intrin.h - Compiler intrinsics -----------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Plain declarations of the intrinsics drivers call; the compiler knows them
/// by name.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_INTRIN_H
#define WSK_WDK_INTRIN_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

void _ReadWriteBarrier(void);
void _ReadBarrier(void);
void _WriteBarrier(void);
void _mm_pause(void);
void _mm_mfence(void);
void _mm_lfence(void);
void __cpuid(int Registers[4], int Leaf);
void __cpuidex(int Registers[4], int Leaf, int Subleaf);
unsigned long long __rdtsc(void);
unsigned long long __readmsr(unsigned long Register);
void __writemsr(unsigned long Register, unsigned long long Value);
unsigned long long __readcr0(void);
void __writecr0(unsigned long long Value);
unsigned long long __readcr3(void);
unsigned long long __readcr4(void);
unsigned long long __readcr8(void);
unsigned char __readgsbyte(unsigned long Offset);
unsigned long __readgsdword(unsigned long Offset);
unsigned long long __readgsqword(unsigned long Offset);
unsigned char __inbyte(unsigned short Port);
void __outbyte(unsigned short Port, unsigned char Value);
void __halt(void);
void __nop(void);
void __debugbreak(void);
void _disable(void);
void _enable(void);
__declspec(noreturn) void __fastfail(unsigned int Code);
void __movsb(unsigned char *Destination, const unsigned char *Source,
             size_t Count);
void __stosb(unsigned char *Destination, unsigned char Value, size_t Count);
void *_ReturnAddress(void);
void *_AddressOfReturnAddress(void);
unsigned char _BitScanForward(unsigned long *Index, unsigned long Mask);
unsigned char _BitScanReverse(unsigned long *Index, unsigned long Mask);
unsigned char _BitScanForward64(unsigned long *Index, unsigned long long Mask);
unsigned char _BitScanReverse64(unsigned long *Index, unsigned long long Mask);
unsigned char _bittest(const long *Base, long Position);
unsigned char _bittest64(const long long *Base, long long Position);
unsigned long long _umul128(unsigned long long A, unsigned long long B,
                            unsigned long long *High);

long _InterlockedIncrement(long volatile *Target);
long _InterlockedDecrement(long volatile *Target);
long _InterlockedExchange(long volatile *Target, long Value);
long _InterlockedExchangeAdd(long volatile *Target, long Value);
long _InterlockedCompareExchange(long volatile *Target, long Exchange,
                                 long Comparand);
long _InterlockedAnd(long volatile *Target, long Value);
long _InterlockedOr(long volatile *Target, long Value);
long _InterlockedXor(long volatile *Target, long Value);
long long _InterlockedIncrement64(long long volatile *Target);
long long _InterlockedDecrement64(long long volatile *Target);
long long _InterlockedExchange64(long long volatile *Target, long long Value);
long long _InterlockedExchangeAdd64(long long volatile *Target,
                                    long long Value);
long long _InterlockedCompareExchange64(long long volatile *Target,
                                        long long Exchange,
                                        long long Comparand);
long long _InterlockedAnd64(long long volatile *Target, long long Value);
long long _InterlockedOr64(long long volatile *Target, long long Value);
void *_InterlockedExchangePointer(void *volatile *Target, void *Value);
void *_InterlockedCompareExchangePointer(void *volatile *Target, void *Exchange,
                                         void *Comparand);
unsigned char _interlockedbittestandset(long volatile *Base, long Position);
unsigned char _interlockedbittestandreset(long volatile *Base, long Position);

#ifdef __cplusplus
}
#endif

#define BitScanForward _BitScanForward
#define BitScanReverse _BitScanReverse
#define BitScanForward64 _BitScanForward64
#define BitScanReverse64 _BitScanReverse64
#define BitTest _bittest
#define BitTest64 _bittest64

#define FAST_FAIL_LEGACY_GS_VIOLATION 0
#define FAST_FAIL_STACK_COOKIE_CHECK_FAILURE 2
#define FAST_FAIL_CORRUPT_LIST_ENTRY 3
#define FAST_FAIL_INVALID_ARG 5
#define FAST_FAIL_FATAL_APP_EXIT 7
#define FAST_FAIL_RANGE_CHECK_FAILURE 8
#define FAST_FAIL_INVALID_REFERENCE_COUNT 14

#endif // WSK_WDK_INTRIN_H
