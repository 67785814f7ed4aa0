//===- minwindef.h - User mode names of basic types ---------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The type names of windef.h, for drivers that share headers with programs.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_MINWINDEF_H
#define WSK_WDK_MINWINDEF_H

#include "ntdef.h"

typedef unsigned long DWORD, *PDWORD, *LPDWORD;
typedef int BOOL, *PBOOL, *LPBOOL;
typedef unsigned char BYTE, *PBYTE, *LPBYTE;
typedef unsigned short WORD, *PWORD, *LPWORD;
typedef float FLOAT, *PFLOAT;
typedef int *LPINT;
typedef long *LPLONG;
typedef void *LPVOID;
typedef const void *LPCVOID;
typedef UINT_PTR WPARAM;
typedef LONG_PTR LPARAM;
typedef LONG_PTR LRESULT;
typedef WORD ATOM;
typedef HANDLE HGLOBAL, HLOCAL, GLOBALHANDLE, LOCALHANDLE;
DECLARE_HANDLE(HINSTANCE);
DECLARE_HANDLE(HKEY);
typedef HINSTANCE HMODULE;
typedef int(WINAPI *FARPROC)();
typedef int(WINAPI *PROC)();

#ifndef MAX_PATH
#define MAX_PATH 260
#endif
#define far
#define near
#define FAR
#define NEAR
#define PASCAL __stdcall
#define WINAPIV __cdecl
#define MAKEWORD(A, B) ((WORD)(((BYTE)(A)) | ((WORD)((BYTE)(B))) << 8))
#define MAKELONG(A, B) ((LONG)(((WORD)(A)) | ((DWORD)((WORD)(B))) << 16))
#define LOWORD(Value) ((WORD)((DWORD_PTR)(Value) & 0xffff))
#define HIWORD(Value) ((WORD)(((DWORD_PTR)(Value) >> 16) & 0xffff))
#define LOBYTE(Value) ((BYTE)((DWORD_PTR)(Value) & 0xff))
#define HIBYTE(Value) ((BYTE)(((DWORD_PTR)(Value) >> 8) & 0xff))

typedef struct _FILETIME {
  DWORD dwLowDateTime;
  DWORD dwHighDateTime;
} FILETIME, *PFILETIME, *LPFILETIME;

#endif // WSK_WDK_MINWINDEF_H
