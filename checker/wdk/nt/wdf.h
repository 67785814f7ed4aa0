//===- wdf.h - Kernel-Mode Driver Framework -----------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The framework's objects as plain functions: an analyzer models them by name.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_WDF_H
#define WSK_WDK_WDF_H

#include "wdm.h"

#include "wdmsec.h"

#include "kmdf/types.h"

#include "kmdf/object.h"

#include "kmdf/driver.h"

#include "kmdf/device.h"

#include "kmdf/request.h"

#include "kmdf/queue.h"

#include "kmdf/sync.h"

#include "kmdf/data.h"

#include "kmdf/status.h"

#include "kmdf/power.h"

#endif // WSK_WDK_WDF_H
