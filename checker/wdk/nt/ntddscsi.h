//===- ntddscsi.h - Addresses of storage units --------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The address a control code returns.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_NTDDSCSI_H
#define WSK_WDK_NTDDSCSI_H

#include "wdm.h"

#include "storage/firmware.h"

typedef struct _SCSI_ADDRESS {
  ULONG Length;
  UCHAR PortNumber;
  UCHAR PathId;
  UCHAR TargetId;
  UCHAR Lun;
} SCSI_ADDRESS, *PSCSI_ADDRESS;

#endif // WSK_WDK_NTDDSCSI_H
