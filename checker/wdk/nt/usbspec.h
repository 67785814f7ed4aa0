//===- usbspec.h - The USB specification's tables -----------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Descriptors and requests.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_USBSPEC_H
#define WSK_WDK_USBSPEC_H

#include "ntdef.h"

#include "usb/descriptors.h"

#endif // WSK_WDK_USBSPEC_H
