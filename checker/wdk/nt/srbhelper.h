//===- srbhelper.h - Accessors of storage requests ----------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// For plain requests.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_SRBHELPER_H
#define WSK_WDK_SRBHELPER_H

#include "storport.h"

#include "storage/access.h"

#endif // WSK_WDK_SRBHELPER_H
