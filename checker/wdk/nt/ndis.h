//===- ndis.h - Network Driver Interface Specification 6 ----------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Registration of miniports, filters and protocols, and the buffers they
/// exchange.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_NDIS_H
#define WSK_WDK_NDIS_H

#include "ntddk.h"

#include "nd/types.h"

#include "nd/buffers.h"

#include "nd/drivers.h"

#include "nd/functions.h"

#endif // WSK_WDK_NDIS_H
