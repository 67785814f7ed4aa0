//===- wdmguid.h - GUIDs of device and power events ---------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Declarations, or definitions after initguid.h.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_WDMGUID_H
#define WSK_WDK_WDMGUID_H

#include "ntdef.h"

#include "guiddef.h"

DEFINE_GUID(GUID_DEVICE_INTERFACE_ARRIVAL, 0xcb3a4004L, 0x46f0, 0x11d0, 0xb0,
            0x8f, 0x00, 0x60, 0x97, 0x13, 0x05, 0x3f);
DEFINE_GUID(GUID_DEVICE_INTERFACE_REMOVAL, 0xcb3a4005L, 0x46f0, 0x11d0, 0xb0,
            0x8f, 0x00, 0x60, 0x97, 0x13, 0x05, 0x3f);
DEFINE_GUID(GUID_TARGET_DEVICE_QUERY_REMOVE, 0xcb3a4006L, 0x46f0, 0x11d0, 0xb0,
            0x8f, 0x00, 0x60, 0x97, 0x13, 0x05, 0x3f);
DEFINE_GUID(GUID_TARGET_DEVICE_REMOVE_CANCELLED, 0xcb3a4007L, 0x46f0, 0x11d0,
            0xb0, 0x8f, 0x00, 0x60, 0x97, 0x13, 0x05, 0x3f);
DEFINE_GUID(GUID_TARGET_DEVICE_REMOVE_COMPLETE, 0xcb3a4008L, 0x46f0, 0x11d0,
            0xb0, 0x8f, 0x00, 0x60, 0x97, 0x13, 0x05, 0x3f);
DEFINE_GUID(GUID_BUS_TYPE_INTERNAL, 0x1530ea73L, 0x086b, 0x11d1, 0xa0, 0x9f,
            0x00, 0xc0, 0x4f, 0xc3, 0x40, 0xb1);
DEFINE_GUID(GUID_BUS_TYPE_PCI, 0xc8ebdfb0L, 0xb510, 0x11d0, 0x80, 0xe5, 0x00,
            0xa0, 0xc9, 0x25, 0x42, 0xe3);
DEFINE_GUID(GUID_BUS_TYPE_USB, 0x9d7debbcL, 0xc85d, 0x11d1, 0x9e, 0xb4, 0x00,
            0x60, 0x08, 0xc3, 0xa1, 0x9a);
DEFINE_GUID(GUID_BUS_INTERFACE_STANDARD, 0x496b8280L, 0x6f25, 0x11d0, 0xbe,
            0xaf, 0x08, 0x00, 0x2b, 0xe2, 0x09, 0x2f);

// Their values are in the library.
EXTERN_C const GUID GUID_D3COLD_SUPPORT_INTERFACE;
EXTERN_C const GUID GUID_IOMMU_BUS_INTERFACE;
EXTERN_C const GUID GUID_PNP_EXTENDED_ADDRESS_INTERFACE;
EXTERN_C const GUID GUID_PNP_LOCATION_INTERFACE;
EXTERN_C const GUID GUID_ACPI_INTERFACE_STANDARD;
EXTERN_C const GUID GUID_PCI_BUS_INTERFACE_STANDARD;
EXTERN_C const GUID GUID_REENUMERATE_SELF_INTERFACE_STANDARD;

#endif // WSK_WDK_WDMGUID_H
