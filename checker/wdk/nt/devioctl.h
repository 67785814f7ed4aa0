//===- devioctl.h - Control codes ---------------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The kernel has them in wdm.h.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_DEVIOCTL_H
#define WSK_WDK_DEVIOCTL_H

#include "wdm.h"

#endif // WSK_WDK_DEVIOCTL_H
