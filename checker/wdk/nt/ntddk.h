//===- ntddk.h - Kernel drivers outside the driver model ----------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// wdm.h plus notification routines, bus and hardware access of older drivers.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_NTDDK_H
#define WSK_WDK_NTDDK_H

#define _NTDDK_
#include "wdm.h"

#include "km/psnotify.h"

#endif // WSK_WDK_NTDDK_H
