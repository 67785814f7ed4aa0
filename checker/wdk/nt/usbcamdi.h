//===- usbcamdi.h - USB camera minidrivers ------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The interface identifier; the rest is not declared.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_USBCAMDI_H
#define WSK_WDK_USBCAMDI_H

#include "ntdef.h"

#include "guiddef.h"

EXTERN_C const GUID GUID_USBCAMD_INTERFACE;

#endif // WSK_WDK_USBCAMDI_H
