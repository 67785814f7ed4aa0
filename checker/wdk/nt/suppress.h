//===- suppress.h - Names of code-analysis warnings -----------------------*- C
//-*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Drivers include it for pragmas that change nothing here.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_SUPPRESS_H
#define WSK_WDK_SUPPRESS_H

#endif // WSK_WDK_SUPPRESS_H
