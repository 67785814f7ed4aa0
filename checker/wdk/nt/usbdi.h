//===- usbdi.h - Requests to USB devices --------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// URBs and status codes.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_USBDI_H
#define WSK_WDK_USBDI_H

#include "usb.h"

#endif // WSK_WDK_USBDI_H
