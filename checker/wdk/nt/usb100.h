//===- usb100.h - USB 1.1 descriptors -----------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Descriptors and requests.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_USB100_H
#define WSK_WDK_USB100_H

#include "usbspec.h"

#endif // WSK_WDK_USB100_H
