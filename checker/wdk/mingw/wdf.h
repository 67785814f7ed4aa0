//===- wdf.h - KMDF over mingw-w64 --------------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// mingw-w64 has none.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_MINGW_WDF_H
#define WSK_WDK_MINGW_WDF_H

#include <ntddk.h>

#define WSK_WDK_WDM_H
#include "../nt/wdf.h"

#endif // WSK_WDK_MINGW_WDF_H
