//===- _mingw.h - Basics of mingw-w64, mended ---------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// mingw's forced inlining is an external inline function, which no static
/// function can be.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_MINGW_MINGW_H
#define WSK_WDK_MINGW_MINGW_H

#include_next <_mingw.h>

#undef __forceinline
#define __forceinline __inline __attribute__((__always_inline__))

#ifndef EXTERN_C_START
#ifdef __cplusplus
#define EXTERN_C_START extern "C" {
#define EXTERN_C_END }
#else
#define EXTERN_C_START
#define EXTERN_C_END
#endif
#endif

#endif // WSK_WDK_MINGW_MINGW_H
