//===- storport.h - Storage port miniports ------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// What a virtual miniport that keeps its disk behind a socket needs:
/// registration, request blocks, completion. Command formats are absent.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_STORPORT_H
#define WSK_WDK_STORPORT_H

#include "wdm.h"

#include "windef.h"

#include "storage/srb.h"

#include "storage/cdb.h"

#include "storage/pages.h"

#include "storage/miniport.h"

#include "storage/config.h"

#endif // WSK_WDK_STORPORT_H
