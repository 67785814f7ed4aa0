//===- fwpvi.h - Names without a version ----------------------------------*- C
//-*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The names without a version are those of fwpsk.h and fwpmk.h.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_FWPVI_H
#define WSK_WDK_FWPVI_H

#include "fwpsk.h"

#include "fwpmk.h"

#endif // WSK_WDK_FWPVI_H
