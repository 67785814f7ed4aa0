//===- Kmdf.h - The frame of a KMDF driver with one device --------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Registers and captures for the life of the driver; adds a device that
/// programs can open. The including driver defines setUp(), which is given the
/// new device, and may define before:
///   PREPARES        it has prepare(), which is given the PWDFDEVICE_INIT
///   CLEANS_UP       it has cleanUp(), the cleanup callback of the device
///   ATTRIBUTES(A)   sets attributes of the device
//===----------------------------------------------------------------------===//
#ifndef WSK_TEST_KERNEL_KMDF_H
#define WSK_TEST_KERNEL_KMDF_H

#include "Driver.h"

#include <wdf.h>

#ifndef ATTRIBUTES
#define ATTRIBUTES(A)
#endif

static NTSTATUS setUp(WDFDEVICE Device);
#ifdef PREPARES
static VOID prepare(PWDFDEVICE_INIT Init);
#endif
#ifdef CLEANS_UP
static VOID NTAPI cleanUp(WDFOBJECT Device);
#endif

static NTSTATUS NTAPI deviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT Init) {
  WDF_OBJECT_ATTRIBUTES Attributes;
  WDFDEVICE Device;
  NTSTATUS Status;
#ifdef PREPARES
  prepare(Init);
#endif
  WDF_OBJECT_ATTRIBUTES_INIT(&Attributes);
#ifdef CLEANS_UP
  Attributes.EvtCleanupCallback = cleanUp;
#endif
  ATTRIBUTES(&Attributes);
  Status = WdfDeviceCreate(&Init, &Attributes, &Device);
  return NT_SUCCESS(Status) ? setUp(Device) : Status;
}

static VOID NTAPI driverGone(WDFOBJECT Driver) { stopWsk(); }

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  WDF_OBJECT_ATTRIBUTES Attributes;
  WDF_DRIVER_CONFIG Config;
  NTSTATUS Status = startWsk();
  if (!NT_SUCCESS(Status))
    return Status;
  WDF_DRIVER_CONFIG_INIT(&Config, deviceAdd);
  WDF_OBJECT_ATTRIBUTES_INIT(&Attributes);
  Attributes.EvtCleanupCallback = driverGone;
  Status = WdfDriverCreate(Driver, Path, &Attributes, &Config, WDF_NO_HANDLE);
  if (!NT_SUCCESS(Status))
    stopWsk();
  return Status;
}

#endif // WSK_TEST_KERNEL_KMDF_H
