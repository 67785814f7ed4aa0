//===- fltKernel.h - File system minifilters ----------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Registration, callbacks, contexts and communication ports of the filter
/// manager.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_FLTKERNEL_H
#define WSK_WDK_FLTKERNEL_H

#include "ntifs.h"

#include "km/flt-types.h"

#include "km/flt.h"

#endif // WSK_WDK_FLTKERNEL_H
