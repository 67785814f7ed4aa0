//===- usbbusif.h - Interface of a USB bus driver -----------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Calls that need no request.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_USBBUSIF_H
#define WSK_WDK_USBBUSIF_H

#include "usb.h"

#include "guiddef.h"

#include "usb/businterface.h"

#endif // WSK_WDK_USBBUSIF_H
