//===- fltKernel.h - Minifilters over mingw-w64 -------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// mingw-w64 has none; ours rest on its file system header.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_MINGW_FLTKERNEL_H
#define WSK_WDK_MINGW_FLTKERNEL_H

#include <ntifs.h>

#include "../nt/km/flt-types.h"

#include "../nt/km/flt.h"

#endif // WSK_WDK_MINGW_FLTKERNEL_H
