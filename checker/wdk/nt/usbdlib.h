//===- usbdlib.h - USB client library -----------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Calls of client drivers.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_USBDLIB_H
#define WSK_WDK_USBDLIB_H

#include "usb.h"

#include "guiddef.h"

#include "usb/client.h"

#endif // WSK_WDK_USBDLIB_H
