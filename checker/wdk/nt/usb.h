//===- usb.h - Requests to USB devices ----------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// URBs and status codes.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_USB_H
#define WSK_WDK_USB_H

#include "usbspec.h"

#include "wdm.h"

#include "usb/status.h"

#include "usb/urb.h"

#endif // WSK_WDK_USB_H
