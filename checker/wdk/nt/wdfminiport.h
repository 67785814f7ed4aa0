//===- wdfminiport.h - Framework objects in miniports ---------------------*- C
//-*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// For drivers whose port driver owns the dispatch routines.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_WDFMINIPORT_H
#define WSK_WDK_WDFMINIPORT_H

#include "wdf.h"

EXTERN_C_START

NTSTATUS NTAPI WdfDeviceMiniportCreate(WDFDRIVER Driver,
                                       PWDF_OBJECT_ATTRIBUTES Attributes,
                                       PDEVICE_OBJECT DeviceObject,
                                       PDEVICE_OBJECT AttachedDeviceObject,
                                       PDEVICE_OBJECT Pdo, WDFDEVICE *Device);
VOID NTAPI WdfDriverMiniportUnload(WDFDRIVER Driver);

EXTERN_C_END

#endif // WSK_WDK_WDFMINIPORT_H
