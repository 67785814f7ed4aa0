//===- usbuser.h - User requests to a USB host controller ---------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// What a user program may ask.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_USBUSER_H
#define WSK_WDK_USBUSER_H

#include "usbioctl.h"

#include "usb/user.h"

#endif // WSK_WDK_USBUSER_H
