//===- usbioctl.h - Control codes of USB --------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Control codes and interface classes.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_USBIOCTL_H
#define WSK_WDK_USBIOCTL_H

#include "usbiodef.h"

#include "usb.h"

#endif // WSK_WDK_USBIOCTL_H
