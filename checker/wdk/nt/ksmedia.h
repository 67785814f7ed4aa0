//===- ksmedia.h - Kernel streaming media types -------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Formats and properties.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_KSMEDIA_H
#define WSK_WDK_KSMEDIA_H

#include "ks.h"

#endif // WSK_WDK_KSMEDIA_H
