//===- ntverp.h - Version numbers of the system -------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// What version resources are made of.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_NTVERP_H
#define WSK_WDK_NTVERP_H

#define VER_PRODUCTMAJORVERSION 10
#define VER_PRODUCTMINORVERSION 0
#define VER_PRODUCTBUILD 19041
#define VER_PRODUCTBUILD_QFE 1
#define VER_PRODUCTVERSION_MAJORMINOR2 "10.0"
#define VER_PRODUCTVERSION_MAJORMINOR1 VER_PRODUCTVERSION_MAJORMINOR2
#define VER_PRODUCTVERSION_STR "10.0.19041.1"
#define VER_PRODUCTVERSION                                                     \
  VER_PRODUCTMAJORVERSION, VER_PRODUCTMINORVERSION, VER_PRODUCTBUILD,          \
      VER_PRODUCTBUILD_QFE
#define VER_PRODUCTNAME_STR "System"

#endif // WSK_WDK_NTVERP_H
