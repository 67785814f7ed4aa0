//===- excpt.h - Structured exception keywords --------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// mingw-w64 lacks the short spellings of C.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_MINGW_EXCPT_H
#define WSK_WDK_MINGW_EXCPT_H

#include_next <excpt.h>

#ifndef __cplusplus
#define try __try
#define except __except
#define finally __finally
#define leave __leave
#endif

#endif // WSK_WDK_MINGW_EXCPT_H
