//===- mountmgr.h - Mount manager ---------------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// For its clients.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_MOUNTMGR_H
#define WSK_WDK_MOUNTMGR_H

#include "mountdev.h"

#endif // WSK_WDK_MOUNTMGR_H
