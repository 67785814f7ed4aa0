//===- devpropdef.h - Types of device properties ------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The kernel has them in wdm.h.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_DEVPROPDEF_H
#define WSK_WDK_DEVPROPDEF_H

#include "wdm.h"

#endif // WSK_WDK_DEVPROPDEF_H
