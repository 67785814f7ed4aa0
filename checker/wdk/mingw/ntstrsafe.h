//===- ntstrsafe.h - String functions, ours instead of mingw's ----*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// mingw's have bodies, which would be analysed, and lack the counted strings.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_MINGW_NTSTRSAFE_H
#define WSK_WDK_MINGW_NTSTRSAFE_H

#include <ntdef.h>

#define WSK_WDK_NTDEF_H
#define WSK_WDK_NTSTATUS_H
#include "../nt/ntstrsafe.h"

#endif // WSK_WDK_MINGW_NTSTRSAFE_H
