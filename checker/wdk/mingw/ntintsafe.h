//===- ntintsafe.h - Safe arithmetic over mingw-w64 ---------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// mingw-w64 has none.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_MINGW_NTINTSAFE_H
#define WSK_WDK_MINGW_NTINTSAFE_H

#include <ntdef.h>

#define WSK_WDK_NTDEF_H
#define WSK_WDK_NTSTATUS_H
#include "../nt/ntintsafe.h"

#endif // WSK_WDK_MINGW_NTINTSAFE_H
