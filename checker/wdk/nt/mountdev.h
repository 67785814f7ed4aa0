//===- mountdev.h - Mount manager ---------------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// For volume drivers.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_MOUNTDEV_H
#define WSK_WDK_MOUNTDEV_H

#include "wdm.h"

#include "guiddef.h"

#include "storage/mount.h"

#endif // WSK_WDK_MOUNTDEV_H
