//===- dontuse.h - Functions the kit deprecates ---------------------------*- C
//-*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Drivers include it to be warned; nothing is deprecated here.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_DONTUSE_H
#define WSK_WDK_DONTUSE_H

#endif // WSK_WDK_DONTUSE_H
