//===- ntifs.h - File systems and filters -------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// ntddk.h plus what file systems and file system filters use.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_NTIFS_H
#define WSK_WDK_NTIFS_H

#define _NTIFS_
#define _NTIFS_INCLUDED_
#include "ntddk.h"

#include "km/ntifs-types.h"

#include "km/fsinfo.h"

#include "km/fsrtl.h"

#include "km/cc.h"

#endif // WSK_WDK_NTIFS_H
