//===- ctype.h - Character classes --------------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The C functions a kernel driver may link.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_CTYPE_H
#define WSK_WDK_CTYPE_H

#ifdef __cplusplus
extern "C" {
#endif

int __cdecl isalpha(int Character);
int __cdecl isupper(int Character);
int __cdecl islower(int Character);
int __cdecl isdigit(int Character);
int __cdecl isxdigit(int Character);
int __cdecl isspace(int Character);
int __cdecl ispunct(int Character);
int __cdecl isalnum(int Character);
int __cdecl isprint(int Character);
int __cdecl iscntrl(int Character);
int __cdecl toupper(int Character);
int __cdecl tolower(int Character);
int __cdecl iswdigit(unsigned short Character);
int __cdecl iswspace(unsigned short Character);
int __cdecl iswalpha(unsigned short Character);
int __cdecl iswxdigit(unsigned short Character);
unsigned short __cdecl towupper(unsigned short Character);
unsigned short __cdecl towlower(unsigned short Character);

#ifdef __cplusplus
}
#endif

#endif // WSK_WDK_CTYPE_H
