//===- scsi.h - SCSI commands and answers -------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Command blocks, sense data, pages.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_SCSI_H
#define WSK_WDK_SCSI_H

#include "wdm.h"

#include "storage/srb.h"

#include "storage/cdb.h"

#include "storage/pages.h"

#endif // WSK_WDK_SCSI_H
