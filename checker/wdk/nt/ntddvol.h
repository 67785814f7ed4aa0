//===- ntddvol.h - Control codes of volumes -----------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Codes and buffers.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_NTDDVOL_H
#define WSK_WDK_NTDDVOL_H

#include "ntddstor.h"

#endif // WSK_WDK_NTDDVOL_H
