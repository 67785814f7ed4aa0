//===- UdeCx.h - USB device emulation -----------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Virtual USB host controllers.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_UDECX_H
#define WSK_WDK_UDECX_H

#include "usb.h"

#include "usbioctl.h"

#include "wdf.h"

#include "usb/emulation.h"

#endif // WSK_WDK_UDECX_H
