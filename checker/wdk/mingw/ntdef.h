//===- ntdef.h - Fundamental NT types of mingw-w64, mended --------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// mingw's macro for unused parameters assigns to them.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_MINGW_NTDEF_H
#define WSK_WDK_MINGW_NTDEF_H

#include <_mingw.h>

#include_next <ntdef.h>

#undef UNREFERENCED_PARAMETER
#define UNREFERENCED_PARAMETER(P) ((void)(P))
#undef DBG_UNREFERENCED_PARAMETER
#define DBG_UNREFERENCED_PARAMETER(P) ((void)(P))
#undef DBG_UNREFERENCED_LOCAL_VARIABLE
#define DBG_UNREFERENCED_LOCAL_VARIABLE(V) ((void)(V))

typedef unsigned int UINT;
typedef unsigned int *PUINT;
typedef STRING UTF8_STRING;
typedef PSTRING PUTF8_STRING;

#endif // WSK_WDK_MINGW_NTDEF_H
