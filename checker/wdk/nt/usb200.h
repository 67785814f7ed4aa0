//===- usb200.h - USB 2.0 descriptors -----------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Descriptors and requests.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_USB200_H
#define WSK_WDK_USB200_H

#include "usbspec.h"

#endif // WSK_WDK_USB200_H
