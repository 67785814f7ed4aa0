//===- initguid.h - Make DEFINE_GUID define -----------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Included before the header whose GUIDs one translation unit must define.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_INITGUID_H
#define WSK_WDK_INITGUID_H

#ifndef INITGUID
#define INITGUID
#endif
#include "guiddef.h"

#undef DEFINE_GUID
#define DEFINE_GUID(Name, L, W1, W2, B1, B2, B3, B4, B5, B6, B7, B8)           \
  WDK_DEFINE_GUID(Name, L, W1, W2, {B1, B2, B3, B4, B5, B6, B7, B8})

#endif // WSK_WDK_INITGUID_H
