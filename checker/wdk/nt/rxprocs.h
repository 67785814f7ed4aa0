//===- rxprocs.h - Network mini-redirectors -----------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// All is in rx.h.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_RXPROCS_H
#define WSK_WDK_RXPROCS_H

#include "rx.h"

#endif // WSK_WDK_RXPROCS_H
