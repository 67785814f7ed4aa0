//===- ndis.h - NDIS 6 over mingw-w64 -----------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// mingw-w64 has NDIS 5 only.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_MINGW_NDIS_H
#define WSK_WDK_MINGW_NDIS_H

#include <ntddk.h>

#define WSK_WDK_NTDDK_H
#include "../nt/ndis.h"

#endif // WSK_WDK_MINGW_NDIS_H
