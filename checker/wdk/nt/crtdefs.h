//===- crtdefs.h - Pointer-sized integers of the C library --------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Defined by every C header of the compiler that drivers are built with.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_CRTDEFS_H
#define WSK_WDK_CRTDEFS_H

#include <stddef.h>

typedef long long intptr_t;
typedef unsigned long long uintptr_t;
typedef int errno_t;
typedef size_t rsize_t;

#endif // WSK_WDK_CRTDEFS_H
