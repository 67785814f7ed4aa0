//===- stdio.h - Formatting into memory ---------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The C functions a kernel driver may link; there are no streams.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_STDIO_H
#define WSK_WDK_STDIO_H

#include "crtdefs.h"
#include "wchar.h"
#include <stdarg.h>
#include <stddef.h>

#define _TRUNCATE ((size_t)-1)

#ifdef __cplusplus
extern "C" {
#endif

int __cdecl sprintf(char *Buffer, const char *Format, ...);
int __cdecl sprintf_s(char *Buffer, size_t Size, const char *Format, ...);
int __cdecl snprintf(char *Buffer, size_t Size, const char *Format, ...);
int __cdecl _snprintf(char *Buffer, size_t Size, const char *Format, ...);
int __cdecl _snprintf_s(char *Buffer, size_t Size, size_t Count,
                        const char *Format, ...);
int __cdecl vsprintf(char *Buffer, const char *Format, va_list Arguments);
int __cdecl vsprintf_s(char *Buffer, size_t Size, const char *Format,
                       va_list Arguments);
int __cdecl vsnprintf(char *Buffer, size_t Size, const char *Format,
                      va_list Arguments);
int __cdecl _vsnprintf(char *Buffer, size_t Size, const char *Format,
                       va_list Arguments);
int __cdecl _vsnprintf_s(char *Buffer, size_t Size, size_t Count,
                         const char *Format, va_list Arguments);
int __cdecl _snwprintf_s(wchar_t *Buffer, size_t Size, size_t Count,
                         const wchar_t *Format, ...);
int __cdecl _vsnwprintf_s(wchar_t *Buffer, size_t Size, size_t Count,
                          const wchar_t *Format, va_list Arguments);
int __cdecl sscanf_s(const char *Buffer, const char *Format, ...);
int __cdecl sscanf(const char *Buffer, const char *Format, ...);

#ifdef __cplusplus
}
#endif

#endif // WSK_WDK_STDIO_H
