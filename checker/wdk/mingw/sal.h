//===- sal.h - Annotations, ours instead of mingw's ---------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// mingw-w64 lacks many annotations; ours are complete.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_MINGW_SAL_H
#define WSK_WDK_MINGW_SAL_H

#include "../nt/sal.h"

#endif // WSK_WDK_MINGW_SAL_H
