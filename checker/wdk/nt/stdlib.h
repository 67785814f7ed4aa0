//===- stdlib.h - Conversions and sorting -------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The C functions a kernel driver may link.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_STDLIB_H
#define WSK_WDK_STDLIB_H

#include "crtdefs.h"
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

int __cdecl atoi(const char *String);
long __cdecl atol(const char *String);
long long __cdecl _atoi64(const char *String);
long __cdecl strtol(const char *String, char **End, int Base);
unsigned long __cdecl strtoul(const char *String, char **End, int Base);
long long __cdecl _strtoi64(const char *String, char **End, int Base);
unsigned long long __cdecl _strtoui64(const char *String, char **End, int Base);
char *__cdecl _itoa(int Value, char *Buffer, int Radix);
wchar_t *__cdecl _itow(int Value, wchar_t *Buffer, int Radix);
int __cdecl rand(void);
void __cdecl srand(unsigned Seed);
int __cdecl abs(int Value);
long __cdecl labs(long Value);
void __cdecl qsort(void *Base, size_t Count, size_t Size,
                   int(__cdecl *Compare)(const void *, const void *));
void *__cdecl bsearch(const void *Key, const void *Base, size_t Count,
                      size_t Size,
                      int(__cdecl *Compare)(const void *, const void *));
size_t __cdecl mbstowcs(wchar_t *Destination, const char *Source, size_t Count);
size_t __cdecl wcstombs(char *Destination, const wchar_t *Source, size_t Count);

unsigned short __cdecl _byteswap_ushort(unsigned short Value);
unsigned long __cdecl _byteswap_ulong(unsigned long Value);
unsigned long long __cdecl _byteswap_uint64(unsigned long long Value);
unsigned int __cdecl _rotl(unsigned int Value, int Shift);
unsigned int __cdecl _rotr(unsigned int Value, int Shift);
unsigned long long __cdecl _rotl64(unsigned long long Value, int Shift);
unsigned long long __cdecl _rotr64(unsigned long long Value, int Shift);

#ifdef __cplusplus
}
#endif

#ifndef _countof
#define _countof(Array) (sizeof(Array) / sizeof((Array)[0]))
#endif
#ifndef __max
#define __max(A, B) (((A) > (B)) ? (A) : (B))
#define __min(A, B) (((A) < (B)) ? (A) : (B))
#endif

#endif // WSK_WDK_STDLIB_H
