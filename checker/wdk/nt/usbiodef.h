//===- usbiodef.h - Control codes of USB --------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Control codes and interface classes.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_USBIODEF_H
#define WSK_WDK_USBIODEF_H

#include "guiddef.h"

#include "devioctl.h"

#include "usb/codes.h"

#endif // WSK_WDK_USBIODEF_H
