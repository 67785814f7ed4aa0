//===- ksdebug.h - Debug output of streaming drivers --------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Levels; the output itself is nothing, as in a free build.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_KSDEBUG_H
#define WSK_WDK_KSDEBUG_H

#define DEBUGLVL_BLAB 3
#define DEBUGLVL_VERBOSE 2
#define DEBUGLVL_TERSE 1
#define DEBUGLVL_ERROR 0
#define _DbgPrintF(Level, Text) ((void)0)
#define _DbgPrintFEx(Component, Level, Text) ((void)0)

#endif // WSK_WDK_KSDEBUG_H
