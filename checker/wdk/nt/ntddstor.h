//===- ntddstor.h - Control codes of storage devices --------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Codes and buffers.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_NTDDSTOR_H
#define WSK_WDK_NTDDSTOR_H

#include "wdm.h"

#include "guiddef.h"

#include "storage/codes.h"

#endif // WSK_WDK_NTDDSTOR_H
