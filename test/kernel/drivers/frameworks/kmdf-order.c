// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
// RUN: %wsk-kernel run %s | FileCheck %s
// RUN: %explore %s
// RUN: %wsk-kernel run %s -- -DFAIL | FileCheck %s --check-prefix=FAIL
// The order in which the framework calls a driver of one device back, from
// DriverEntry to the end; when preparing the hardware fails it is released all
// the same, and the device goes.
// CHECK: add
// CHECK-NEXT: prepare
// CHECK-NEXT: D0 entry
// CHECK-NEXT: self-managed init
// CHECK-NEXT: query remove
// CHECK-NEXT: self-managed suspend
// CHECK-NEXT: D0 exit
// CHECK-NEXT: release
// CHECK-NEXT: self-managed cleanup
// CHECK-NEXT: child cleanup
// CHECK-NEXT: device cleanup
// CHECK-NEXT: child destroy
// CHECK-NEXT: device destroy
// CHECK-NEXT: unload
// CHECK-NEXT: driver cleanup
// CHECK-NEXT: driver destroy
// CHECK-NEXT: no violation
// FAIL: prepare
// FAIL-NEXT: release
// FAIL-NEXT: child cleanup
// FAIL-NEXT: device cleanup
#include <ntddk.h>
#include <wdf.h>

DRIVER_INITIALIZE DriverEntry;

typedef struct {
  PCSTR Name;
} NAME;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(NAME, nameOf)

static VOID NTAPI cleanup(WDFOBJECT Object) {
  DbgPrint("%s cleanup\n", nameOf(Object)->Name);
}
static VOID NTAPI destroy(WDFOBJECT Object) {
  DbgPrint("%s destroy\n", nameOf(Object)->Name);
}
static NTSTATUS NTAPI prepare(WDFDEVICE Device, WDFCMRESLIST Raw,
                              WDFCMRESLIST Translated) {
  DbgPrint("prepare\n");
#ifdef FAIL
  return STATUS_UNSUCCESSFUL;
#endif
  return STATUS_SUCCESS;
}
static NTSTATUS NTAPI release(WDFDEVICE Device, WDFCMRESLIST Translated) {
  DbgPrint("release\n");
  return STATUS_SUCCESS;
}
static NTSTATUS NTAPI d0Entry(WDFDEVICE Device, WDF_POWER_DEVICE_STATE State) {
  DbgPrint("D0 entry\n");
  return STATUS_SUCCESS;
}
static NTSTATUS NTAPI d0Exit(WDFDEVICE Device, WDF_POWER_DEVICE_STATE State) {
  DbgPrint("D0 exit\n");
  return STATUS_SUCCESS;
}
static NTSTATUS NTAPI init(WDFDEVICE Device) {
  DbgPrint("self-managed init\n");
  return STATUS_SUCCESS;
}
static NTSTATUS NTAPI suspend(WDFDEVICE Device) {
  DbgPrint("self-managed suspend\n");
  return STATUS_SUCCESS;
}
static VOID NTAPI finish(WDFDEVICE Device) {
  DbgPrint("self-managed cleanup\n");
}
static NTSTATUS NTAPI queryRemove(WDFDEVICE Device) {
  DbgPrint("query remove\n");
  return STATUS_SUCCESS;
}

static VOID attributesOf(PWDF_OBJECT_ATTRIBUTES Attributes) {
  WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(Attributes, NAME);
  Attributes->EvtCleanupCallback = cleanup;
  Attributes->EvtDestroyCallback = destroy;
}

static NTSTATUS NTAPI add(WDFDRIVER Driver, PWDFDEVICE_INIT Init) {
  WDF_PNPPOWER_EVENT_CALLBACKS Callbacks;
  WDF_OBJECT_ATTRIBUTES Attributes;
  WDFOBJECT Child;
  WDFDEVICE Device;
  NTSTATUS Status;

  DbgPrint("add\n");
  WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&Callbacks);
  Callbacks.EvtDevicePrepareHardware = prepare;
  Callbacks.EvtDeviceReleaseHardware = release;
  Callbacks.EvtDeviceD0Entry = d0Entry;
  Callbacks.EvtDeviceD0Exit = d0Exit;
  Callbacks.EvtDeviceSelfManagedIoInit = init;
  Callbacks.EvtDeviceSelfManagedIoSuspend = suspend;
  Callbacks.EvtDeviceSelfManagedIoCleanup = finish;
  Callbacks.EvtDeviceQueryRemove = queryRemove;
  WdfDeviceInitSetPnpPowerEventCallbacks(Init, &Callbacks);
  attributesOf(&Attributes);
  Status = WdfDeviceCreate(&Init, &Attributes, &Device);
  if (!NT_SUCCESS(Status))
    return Status;
  nameOf(Device)->Name = "device";
  attributesOf(&Attributes);
  Attributes.ParentObject = Device;
  Status = WdfObjectCreate(&Attributes, &Child);
  if (NT_SUCCESS(Status))
    nameOf(Child)->Name = "child";
  return Status;
}

static VOID NTAPI unload(WDFDRIVER Driver) { DbgPrint("unload\n"); }

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  WDF_OBJECT_ATTRIBUTES Attributes;
  WDF_DRIVER_CONFIG Config;
  WDFDRIVER Made;
  NTSTATUS Status;

  WDF_DRIVER_CONFIG_INIT(&Config, add);
  Config.EvtDriverUnload = unload;
  attributesOf(&Attributes);
  Status = WdfDriverCreate(Driver, Path, &Attributes, &Config, &Made);
  if (NT_SUCCESS(Status))
    nameOf(Made)->Name = "driver";
  return Status;
}
