//===- ntstrsafe.h - String functions that know the size of the buffer -*- C
//-*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Plain declarations; an analyzer models them by name.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_NTSTRSAFE_H
#define WSK_WDK_NTSTRSAFE_H

#include "ntdef.h"

#include "ntstatus.h"

#define NTSTRSAFE_MAX_CCH 2147483647
#define NTSTRSAFE_UNICODE_STRING_MAX_CCH (0xffff / sizeof(wchar_t))
#define NTSTRSAFE_MAX_LENGTH (NTSTRSAFE_MAX_CCH - 1)
#define STRSAFE_MAX_CCH NTSTRSAFE_MAX_CCH
#define NTSTRSAFEDDI NTSTATUS __stdcall
#define NTSTRSAFE_PSTR char *
#define NTSTRSAFE_PCSTR const char *
#define NTSTRSAFE_PWSTR wchar_t *
#define NTSTRSAFE_PCWSTR const wchar_t *
#define STRSAFE_IGNORE_NULLS 0x00000100
#define STRSAFE_FILL_BEHIND_NULL 0x00000200
#define STRSAFE_FILL_ON_FAILURE 0x00000400
#define STRSAFE_NULL_ON_FAILURE 0x00000800
#define STRSAFE_NO_TRUNCATION 0x00001000
#define STRSAFE_FILL_BEHIND 0x00000200
#define STRSAFE_ZERO_LENGTH_ON_FAILURE 0x00000800

EXTERN_C_START

// Strings of char, sizes in bytes.
NTSTATUS RtlStringCbCopyA(char *Destination, SIZE_T Bytes, const char *Source);
NTSTATUS RtlStringCbCopyExA(char *Destination, SIZE_T Bytes, const char *Source,
                            char **End, SIZE_T *Remaining, ULONG Flags);
NTSTATUS RtlStringCbCopyNA(char *Destination, SIZE_T Bytes, const char *Source,
                           SIZE_T Count);
NTSTATUS RtlStringCbCopyNExA(char *Destination, SIZE_T Bytes,
                             const char *Source, SIZE_T Count, char **End,
                             SIZE_T *Remaining, ULONG Flags);
NTSTATUS RtlStringCbCatA(char *Destination, SIZE_T Bytes, const char *Source);
NTSTATUS RtlStringCbCatExA(char *Destination, SIZE_T Bytes, const char *Source,
                           char **End, SIZE_T *Remaining, ULONG Flags);
NTSTATUS RtlStringCbCatNA(char *Destination, SIZE_T Bytes, const char *Source,
                          SIZE_T Count);
NTSTATUS RtlStringCbCatNExA(char *Destination, SIZE_T Bytes, const char *Source,
                            SIZE_T Count, char **End, SIZE_T *Remaining,
                            ULONG Flags);
NTSTATUS RtlStringCbPrintfA(char *Destination, SIZE_T Bytes, const char *Format,
                            ...);
NTSTATUS RtlStringCbPrintfExA(char *Destination, SIZE_T Bytes, char **End,
                              SIZE_T *Remaining, ULONG Flags,
                              const char *Format, ...);
NTSTATUS RtlStringCbVPrintfA(char *Destination, SIZE_T Bytes,
                             const char *Format, va_list Arguments);
NTSTATUS RtlStringCbVPrintfExA(char *Destination, SIZE_T Bytes, char **End,
                               SIZE_T *Remaining, ULONG Flags,
                               const char *Format, va_list Arguments);
NTSTATUS RtlStringCbLengthA(const char *String, SIZE_T Maximum, SIZE_T *Length);

// Strings of wchar_t, sizes in bytes.
NTSTATUS RtlStringCbCopyW(wchar_t *Destination, SIZE_T Bytes,
                          const wchar_t *Source);
NTSTATUS RtlStringCbCopyExW(wchar_t *Destination, SIZE_T Bytes,
                            const wchar_t *Source, wchar_t **End,
                            SIZE_T *Remaining, ULONG Flags);
NTSTATUS RtlStringCbCopyNW(wchar_t *Destination, SIZE_T Bytes,
                           const wchar_t *Source, SIZE_T Count);
NTSTATUS RtlStringCbCopyNExW(wchar_t *Destination, SIZE_T Bytes,
                             const wchar_t *Source, SIZE_T Count, wchar_t **End,
                             SIZE_T *Remaining, ULONG Flags);
NTSTATUS RtlStringCbCatW(wchar_t *Destination, SIZE_T Bytes,
                         const wchar_t *Source);
NTSTATUS RtlStringCbCatExW(wchar_t *Destination, SIZE_T Bytes,
                           const wchar_t *Source, wchar_t **End,
                           SIZE_T *Remaining, ULONG Flags);
NTSTATUS RtlStringCbCatNW(wchar_t *Destination, SIZE_T Bytes,
                          const wchar_t *Source, SIZE_T Count);
NTSTATUS RtlStringCbCatNExW(wchar_t *Destination, SIZE_T Bytes,
                            const wchar_t *Source, SIZE_T Count, wchar_t **End,
                            SIZE_T *Remaining, ULONG Flags);
NTSTATUS RtlStringCbPrintfW(wchar_t *Destination, SIZE_T Bytes,
                            const wchar_t *Format, ...);
NTSTATUS RtlStringCbPrintfExW(wchar_t *Destination, SIZE_T Bytes, wchar_t **End,
                              SIZE_T *Remaining, ULONG Flags,
                              const wchar_t *Format, ...);
NTSTATUS RtlStringCbVPrintfW(wchar_t *Destination, SIZE_T Bytes,
                             const wchar_t *Format, va_list Arguments);
NTSTATUS RtlStringCbVPrintfExW(wchar_t *Destination, SIZE_T Bytes,
                               wchar_t **End, SIZE_T *Remaining, ULONG Flags,
                               const wchar_t *Format, va_list Arguments);
NTSTATUS RtlStringCbLengthW(const wchar_t *String, SIZE_T Maximum,
                            SIZE_T *Length);

// Strings of char, sizes in characters.
NTSTATUS RtlStringCchCopyA(char *Destination, SIZE_T Chars, const char *Source);
NTSTATUS RtlStringCchCopyExA(char *Destination, SIZE_T Chars,
                             const char *Source, char **End, SIZE_T *Remaining,
                             ULONG Flags);
NTSTATUS RtlStringCchCopyNA(char *Destination, SIZE_T Chars, const char *Source,
                            SIZE_T Count);
NTSTATUS RtlStringCchCopyNExA(char *Destination, SIZE_T Chars,
                              const char *Source, SIZE_T Count, char **End,
                              SIZE_T *Remaining, ULONG Flags);
NTSTATUS RtlStringCchCatA(char *Destination, SIZE_T Chars, const char *Source);
NTSTATUS RtlStringCchCatExA(char *Destination, SIZE_T Chars, const char *Source,
                            char **End, SIZE_T *Remaining, ULONG Flags);
NTSTATUS RtlStringCchCatNA(char *Destination, SIZE_T Chars, const char *Source,
                           SIZE_T Count);
NTSTATUS RtlStringCchCatNExA(char *Destination, SIZE_T Chars,
                             const char *Source, SIZE_T Count, char **End,
                             SIZE_T *Remaining, ULONG Flags);
NTSTATUS RtlStringCchPrintfA(char *Destination, SIZE_T Chars,
                             const char *Format, ...);
NTSTATUS RtlStringCchPrintfExA(char *Destination, SIZE_T Chars, char **End,
                               SIZE_T *Remaining, ULONG Flags,
                               const char *Format, ...);
NTSTATUS RtlStringCchVPrintfA(char *Destination, SIZE_T Chars,
                              const char *Format, va_list Arguments);
NTSTATUS RtlStringCchVPrintfExA(char *Destination, SIZE_T Chars, char **End,
                                SIZE_T *Remaining, ULONG Flags,
                                const char *Format, va_list Arguments);
NTSTATUS RtlStringCchLengthA(const char *String, SIZE_T Maximum,
                             SIZE_T *Length);

// Strings of wchar_t, sizes in characters.
NTSTATUS RtlStringCchCopyW(wchar_t *Destination, SIZE_T Chars,
                           const wchar_t *Source);
NTSTATUS RtlStringCchCopyExW(wchar_t *Destination, SIZE_T Chars,
                             const wchar_t *Source, wchar_t **End,
                             SIZE_T *Remaining, ULONG Flags);
NTSTATUS RtlStringCchCopyNW(wchar_t *Destination, SIZE_T Chars,
                            const wchar_t *Source, SIZE_T Count);
NTSTATUS RtlStringCchCopyNExW(wchar_t *Destination, SIZE_T Chars,
                              const wchar_t *Source, SIZE_T Count,
                              wchar_t **End, SIZE_T *Remaining, ULONG Flags);
NTSTATUS RtlStringCchCatW(wchar_t *Destination, SIZE_T Chars,
                          const wchar_t *Source);
NTSTATUS RtlStringCchCatExW(wchar_t *Destination, SIZE_T Chars,
                            const wchar_t *Source, wchar_t **End,
                            SIZE_T *Remaining, ULONG Flags);
NTSTATUS RtlStringCchCatNW(wchar_t *Destination, SIZE_T Chars,
                           const wchar_t *Source, SIZE_T Count);
NTSTATUS RtlStringCchCatNExW(wchar_t *Destination, SIZE_T Chars,
                             const wchar_t *Source, SIZE_T Count, wchar_t **End,
                             SIZE_T *Remaining, ULONG Flags);
NTSTATUS RtlStringCchPrintfW(wchar_t *Destination, SIZE_T Chars,
                             const wchar_t *Format, ...);
NTSTATUS RtlStringCchPrintfExW(wchar_t *Destination, SIZE_T Chars,
                               wchar_t **End, SIZE_T *Remaining, ULONG Flags,
                               const wchar_t *Format, ...);
NTSTATUS RtlStringCchVPrintfW(wchar_t *Destination, SIZE_T Chars,
                              const wchar_t *Format, va_list Arguments);
NTSTATUS RtlStringCchVPrintfExW(wchar_t *Destination, SIZE_T Chars,
                                wchar_t **End, SIZE_T *Remaining, ULONG Flags,
                                const wchar_t *Format, va_list Arguments);
NTSTATUS RtlStringCchLengthW(const wchar_t *String, SIZE_T Maximum,
                             SIZE_T *Length);

// Counted strings.
NTSTATUS RtlUnicodeStringInit(PUNICODE_STRING Destination,
                              const wchar_t *Source);
NTSTATUS RtlUnicodeStringInitEx(PUNICODE_STRING Destination,
                                const wchar_t *Source, ULONG Flags);
NTSTATUS RtlUnicodeStringValidate(PCUNICODE_STRING Source);
NTSTATUS RtlUnicodeStringValidateEx(PCUNICODE_STRING Source, ULONG Flags);
NTSTATUS RtlUnicodeStringCopy(PUNICODE_STRING Destination,
                              PCUNICODE_STRING Source);
NTSTATUS RtlUnicodeStringCopyEx(PUNICODE_STRING Destination,
                                PCUNICODE_STRING Source,
                                PUNICODE_STRING Remaining, ULONG Flags);
NTSTATUS RtlUnicodeStringCopyString(PUNICODE_STRING Destination,
                                    const wchar_t *Source);
NTSTATUS RtlUnicodeStringCopyStringEx(PUNICODE_STRING Destination,
                                      const wchar_t *Source,
                                      PUNICODE_STRING Remaining, ULONG Flags);
NTSTATUS RtlUnicodeStringCbCopyN(PUNICODE_STRING Destination,
                                 PCUNICODE_STRING Source, SIZE_T Bytes);
NTSTATUS RtlUnicodeStringCchCopyN(PUNICODE_STRING Destination,
                                  PCUNICODE_STRING Source, SIZE_T Chars);
NTSTATUS RtlUnicodeStringCbCopyStringN(PUNICODE_STRING Destination,
                                       const wchar_t *Source, SIZE_T Bytes);
NTSTATUS RtlUnicodeStringCchCopyStringN(PUNICODE_STRING Destination,
                                        const wchar_t *Source, SIZE_T Chars);
NTSTATUS RtlStringCbCopyUnicodeString(wchar_t *Destination, SIZE_T Bytes,
                                      PCUNICODE_STRING Source);
NTSTATUS RtlStringCchCopyUnicodeString(wchar_t *Destination, SIZE_T Chars,
                                       PCUNICODE_STRING Source);
NTSTATUS RtlUnicodeStringCat(PUNICODE_STRING Destination,
                             PCUNICODE_STRING Source);
NTSTATUS RtlUnicodeStringCatEx(PUNICODE_STRING Destination,
                               PCUNICODE_STRING Source,
                               PUNICODE_STRING Remaining, ULONG Flags);
NTSTATUS RtlUnicodeStringCatString(PUNICODE_STRING Destination,
                                   const wchar_t *Source);
NTSTATUS RtlUnicodeStringCatStringEx(PUNICODE_STRING Destination,
                                     const wchar_t *Source,
                                     PUNICODE_STRING Remaining, ULONG Flags);
NTSTATUS RtlUnicodeStringCbCatN(PUNICODE_STRING Destination,
                                PCUNICODE_STRING Source, SIZE_T Bytes);
NTSTATUS RtlUnicodeStringCchCatN(PUNICODE_STRING Destination,
                                 PCUNICODE_STRING Source, SIZE_T Chars);
NTSTATUS RtlUnicodeStringCbCatStringN(PUNICODE_STRING Destination,
                                      const wchar_t *Source, SIZE_T Bytes);
NTSTATUS RtlUnicodeStringCchCatStringN(PUNICODE_STRING Destination,
                                       const wchar_t *Source, SIZE_T Chars);
NTSTATUS RtlStringCbCatUnicodeString(wchar_t *Destination, SIZE_T Bytes,
                                     PCUNICODE_STRING Source);
NTSTATUS RtlStringCchCatUnicodeString(wchar_t *Destination, SIZE_T Chars,
                                      PCUNICODE_STRING Source);
NTSTATUS RtlUnicodeStringPrintf(PUNICODE_STRING Destination,
                                const wchar_t *Format, ...);
NTSTATUS RtlUnicodeStringPrintfEx(PUNICODE_STRING Destination,
                                  PUNICODE_STRING Remaining, ULONG Flags,
                                  const wchar_t *Format, ...);
NTSTATUS RtlUnicodeStringVPrintf(PUNICODE_STRING Destination,
                                 const wchar_t *Format, va_list Arguments);
NTSTATUS RtlUnicodeStringVPrintfEx(PUNICODE_STRING Destination,
                                   PUNICODE_STRING Remaining, ULONG Flags,
                                   const wchar_t *Format, va_list Arguments);

EXTERN_C_END

#endif // WSK_WDK_NTSTRSAFE_H
