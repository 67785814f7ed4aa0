//===- types.h - Types of the C library ---------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The few that drivers meet.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_SYS_TYPES_H
#define WSK_WDK_SYS_TYPES_H

#include <stddef.h>

typedef unsigned short _ino_t;
typedef unsigned int _dev_t;
typedef long _off_t;
typedef _ino_t ino_t;
typedef _dev_t dev_t;
typedef _off_t off_t;

#endif // WSK_WDK_SYS_TYPES_H
