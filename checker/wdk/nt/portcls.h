//===- portcls.h - Audio port class drivers -----------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// What the files of an audio driver need that do not touch the port interfaces
/// themselves: COM macros, IUnknown, the port class functions, GUID structures.
/// The streaming interfaces are absent.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_PORTCLS_H
#define WSK_WDK_PORTCLS_H

#include "ntddk.h"

#include "windef.h"

#include "audio/unknown.h"

#include "ks.h"

#include "audio/pctables.h"

#include "audio/interfaces.h"

#include "audio/pcfunctions.h"

#endif // WSK_WDK_PORTCLS_H
