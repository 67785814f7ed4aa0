//===- rx.h - Network mini-redirectors ----------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Drivers of the redirected drive buffering subsystem.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_RX_H
#define WSK_WDK_RX_H

#include "ntifs.h"

#include "windef.h"

#include "redirector/objects.h"

#include "redirector/context.h"

#include "redirector/dispatch.h"

#endif // WSK_WDK_RX_H
