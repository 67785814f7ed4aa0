//===- ks.h - Kernel streaming ------------------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Formats and properties; streaming classes are not declared.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_KS_H
#define WSK_WDK_KS_H

#include "ntddk.h"

#include "windef.h"

#include "guiddef.h"

#include "audio/ksformat.h"

#include "audio/ksproperty.h"

#endif // WSK_WDK_KS_H
