//===- wchar.h - Wide strings -------------------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The wide string functions a kernel driver may link.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_WCHAR_H
#define WSK_WDK_WCHAR_H

#include "crtdefs.h"
#include <stdarg.h>
#include <stddef.h>

typedef unsigned short wint_t;
typedef unsigned short wctype_t;
#ifndef WEOF
#define WEOF ((wint_t)0xFFFF)
#endif

#ifdef __cplusplus
extern "C" {
#endif

size_t __cdecl wcslen(const wchar_t *String);
size_t __cdecl wcsnlen(const wchar_t *String, size_t Maximum);
wchar_t *__cdecl wcscpy(wchar_t *Destination, const wchar_t *Source);
wchar_t *__cdecl wcsncpy(wchar_t *Destination, const wchar_t *Source,
                         size_t Count);
wchar_t *__cdecl wcscat(wchar_t *Destination, const wchar_t *Source);
wchar_t *__cdecl wcsncat(wchar_t *Destination, const wchar_t *Source,
                         size_t Count);
int __cdecl wcscmp(const wchar_t *A, const wchar_t *B);
int __cdecl wcsncmp(const wchar_t *A, const wchar_t *B, size_t Count);
int __cdecl _wcsicmp(const wchar_t *A, const wchar_t *B);
int __cdecl _wcsnicmp(const wchar_t *A, const wchar_t *B, size_t Count);
wchar_t *__cdecl _wcslwr(wchar_t *String);
wchar_t *__cdecl _wcsupr(wchar_t *String);
size_t __cdecl wcsspn(const wchar_t *String, const wchar_t *Set);
size_t __cdecl wcscspn(const wchar_t *String, const wchar_t *Set);
unsigned long __cdecl wcstoul(const wchar_t *String, wchar_t **End, int Base);
long __cdecl wcstol(const wchar_t *String, wchar_t **End, int Base);
int __cdecl _wtoi(const wchar_t *String);
int __cdecl wcscpy_s(wchar_t *Destination, size_t Count, const wchar_t *Source);
int __cdecl wcsncpy_s(wchar_t *Destination, size_t Size, const wchar_t *Source,
                      size_t Count);
int __cdecl wcscat_s(wchar_t *Destination, size_t Count, const wchar_t *Source);
int __cdecl swprintf(wchar_t *Buffer, size_t Count, const wchar_t *Format, ...);
int __cdecl _snwprintf(wchar_t *Buffer, size_t Count, const wchar_t *Format,
                       ...);
int __cdecl swprintf_s(wchar_t *Buffer, size_t Count, const wchar_t *Format,
                       ...);
int __cdecl _vsnwprintf(wchar_t *Buffer, size_t Count, const wchar_t *Format,
                        va_list Arguments);

#ifdef __cplusplus
}
extern "C++" {
const wchar_t *__cdecl wcschr(const wchar_t *String, wchar_t Character);
const wchar_t *__cdecl wcsrchr(const wchar_t *String, wchar_t Character);
const wchar_t *__cdecl wcsstr(const wchar_t *String, const wchar_t *Text);
inline wchar_t *wcschr(wchar_t *String, wchar_t Character) {
  return const_cast<wchar_t *>(
      wcschr(static_cast<const wchar_t *>(String), Character));
}
inline wchar_t *wcsrchr(wchar_t *String, wchar_t Character) {
  return const_cast<wchar_t *>(
      wcsrchr(static_cast<const wchar_t *>(String), Character));
}
inline wchar_t *wcsstr(wchar_t *String, const wchar_t *Text) {
  return const_cast<wchar_t *>(
      wcsstr(static_cast<const wchar_t *>(String), Text));
}
}
#else
wchar_t *__cdecl wcschr(const wchar_t *String, wchar_t Character);
wchar_t *__cdecl wcsrchr(const wchar_t *String, wchar_t Character);
wchar_t *__cdecl wcsstr(const wchar_t *String, const wchar_t *Text);
#endif

#endif // WSK_WDK_WCHAR_H
