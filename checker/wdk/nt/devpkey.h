//===- devpkey.h - Property keys of devices -----------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The keys drivers ask for; their values are in the library.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_DEVPKEY_H
#define WSK_WDK_DEVPKEY_H

#include "wdm.h"

EXTERN_C_START

extern const DEVPROPKEY DEVPKEY_NAME;
extern const DEVPROPKEY DEVPKEY_Device_DeviceDesc;
extern const DEVPROPKEY DEVPKEY_Device_HardwareIds;
extern const DEVPROPKEY DEVPKEY_Device_CompatibleIds;
extern const DEVPROPKEY DEVPKEY_Device_Service;
extern const DEVPROPKEY DEVPKEY_Device_Class;
extern const DEVPROPKEY DEVPKEY_Device_ClassGuid;
extern const DEVPROPKEY DEVPKEY_Device_Driver;
extern const DEVPROPKEY DEVPKEY_Device_Manufacturer;
extern const DEVPROPKEY DEVPKEY_Device_FriendlyName;
extern const DEVPROPKEY DEVPKEY_Device_LocationInfo;
extern const DEVPROPKEY DEVPKEY_Device_PDOName;
extern const DEVPROPKEY DEVPKEY_Device_InstanceId;
extern const DEVPROPKEY DEVPKEY_Device_Parent;
extern const DEVPROPKEY DEVPKEY_Device_ContainerId;
extern const DEVPROPKEY DEVPKEY_Device_BusReportedDeviceDesc;
extern const DEVPROPKEY DEVPKEY_Device_EnumeratorName;
extern const DEVPROPKEY DEVPKEY_DeviceInterface_FriendlyName;
extern const DEVPROPKEY DEVPKEY_DeviceInterface_Enabled;

EXTERN_C_END

#endif // WSK_WDK_DEVPKEY_H
