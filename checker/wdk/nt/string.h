//===- string.h - Memory and string functions ---------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The C functions a kernel driver may link.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_STRING_H
#define WSK_WDK_STRING_H

#include "crtdefs.h"
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

void *__cdecl memcpy(void *Destination, const void *Source, size_t Size);
void *__cdecl memmove(void *Destination, const void *Source, size_t Size);
void *__cdecl memset(void *Destination, int Value, size_t Size);
int __cdecl memcmp(const void *A, const void *B, size_t Size);
int __cdecl _memicmp(const void *A, const void *B, size_t Size);

size_t __cdecl strlen(const char *String);
size_t __cdecl strnlen(const char *String, size_t Maximum);
char *__cdecl strcpy(char *Destination, const char *Source);
char *__cdecl strncpy(char *Destination, const char *Source, size_t Count);
char *__cdecl strcat(char *Destination, const char *Source);
char *__cdecl strncat(char *Destination, const char *Source, size_t Count);
int __cdecl strcmp(const char *A, const char *B);
int __cdecl strncmp(const char *A, const char *B, size_t Count);
int __cdecl _stricmp(const char *A, const char *B);
int __cdecl _strnicmp(const char *A, const char *B, size_t Count);
size_t __cdecl strspn(const char *String, const char *Set);
size_t __cdecl strcspn(const char *String, const char *Set);
char *__cdecl strtok(char *String, const char *Delimiters);
char *__cdecl _strlwr(char *String);
char *__cdecl _strupr(char *String);
char *__cdecl _strrev(char *String);
char *__cdecl _strset(char *String, int Value);
int __cdecl strcpy_s(char *Destination, size_t Size, const char *Source);
int __cdecl strncpy_s(char *Destination, size_t Size, const char *Source,
                      size_t Count);
int __cdecl strcat_s(char *Destination, size_t Size, const char *Source);
int __cdecl strncat_s(char *Destination, size_t Size, const char *Source,
                      size_t Count);
char *__cdecl strtok_s(char *String, const char *Delimiters, char **Context);
int __cdecl memcpy_s(void *Destination, size_t Size, const void *Source,
                     size_t Count);
int __cdecl memmove_s(void *Destination, size_t Size, const void *Source,
                      size_t Count);

#ifdef __cplusplus
}
// C++ has one search function for each constness of the text.
extern "C++" {
const void *__cdecl memchr(const void *Buffer, int Value, size_t Size);
const char *__cdecl strchr(const char *String, int Character);
const char *__cdecl strrchr(const char *String, int Character);
const char *__cdecl strstr(const char *String, const char *Text);
const char *__cdecl strpbrk(const char *String, const char *Set);
inline void *memchr(void *Buffer, int Value, size_t Size) {
  return const_cast<void *>(
      memchr(static_cast<const void *>(Buffer), Value, Size));
}
inline char *strchr(char *String, int Character) {
  return const_cast<char *>(
      strchr(static_cast<const char *>(String), Character));
}
inline char *strrchr(char *String, int Character) {
  return const_cast<char *>(
      strrchr(static_cast<const char *>(String), Character));
}
inline char *strstr(char *String, const char *Text) {
  return const_cast<char *>(strstr(static_cast<const char *>(String), Text));
}
inline char *strpbrk(char *String, const char *Set) {
  return const_cast<char *>(strpbrk(static_cast<const char *>(String), Set));
}
}
#else
void *__cdecl memchr(const void *Buffer, int Value, size_t Size);
char *__cdecl strchr(const char *String, int Character);
char *__cdecl strrchr(const char *String, int Character);
char *__cdecl strstr(const char *String, const char *Text);
char *__cdecl strpbrk(const char *String, const char *Set);
#endif

#include "wchar.h"

#endif // WSK_WDK_STRING_H
