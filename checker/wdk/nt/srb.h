//===- srb.h - SCSI request blocks --------------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Requests of storage class and port drivers.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_SRB_H
#define WSK_WDK_SRB_H

#include "wdm.h"

#include "storage/srb.h"

#endif // WSK_WDK_SRB_H
