//===- Driver.cpp - The framework's driver object -------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// EvtDriverUnload comes before the devices that are left are deleted, and the
/// driver object's own callbacks after them. A DriverEntry that fails gets the
/// latter alone.
//===----------------------------------------------------------------------===//
#include "wdf/Driver.h"
#include "abi/DriverCall.h"
#include "abi/Export.h"
#include "base/Choice.h"
#include "harness/Session.h"
#include "mm/Pool.h"
#include "nt/Status.h"

namespace kernel {
namespace wdf {

namespace {
struct State {
  Object *Driver = nullptr;
  DriverConfig Config;
  nt::UNICODE_STRING Path;
};
run::Local<State> Framework;

void deleteDriver() {
  Object *Gone = Framework->Driver;
  Framework->Driver = nullptr;
  if (Gone)
    remove(*Gone);
}
RunHook EntryFailed(RunHook::EntryFailed, [] {
  if (Framework->Driver)
    self()->Frame->Rip = 0;
  deleteDriver();
});

MSABI void unloadDriver(nt::DRIVER_OBJECT *) {
  calledByKernel();
  if (Framework->Config.Unload)
    callDriver("EvtDriverUnload", Framework->Config.Unload,
               handleOf(*Framework->Driver));
  deleteDriver();
}
const HostRoutine Unload("the framework's unload routine", &unloadDriver,
                         nt::PASSIVE_LEVEL);

MSABI nt::NTSTATUS addDeviceOf(nt::DRIVER_OBJECT *,
                               nt::DEVICE_OBJECT *Physical) {
  calledByKernel();
  return addDevice(Framework->Config.DeviceAdd, Physical);
}
const HostRoutine AddDevice("the framework's AddDevice", &addDeviceOf,
                            nt::PASSIVE_LEVEL);

/// The framework's routines take the place of the driver's.
void takeOver(nt::DRIVER_OBJECT *Driver, const DriverConfig &Config) {
  for (nt::DispatchRoutine &Slot : Driver->MajorFunction)
    Slot = dispatchRoutine();
  bool OfDevices = !(Config.Flags & NonPnp);
  if (OfDevices && Config.DeviceAdd)
    Driver->DriverExtension->AddDevice = AddDevice.stub();
  // Without EvtDriverUnload a driver that is not Plug and Play is never
  // unloaded.
  Driver->DriverUnload = OfDevices || Config.Unload ? Unload.stub() : nullptr;
}
} // namespace

Object *driver() { return Framework->Driver; }

} // namespace wdf

namespace {
using namespace nt;
using namespace wdf;

MSABI NTSTATUS WdfDriverCreate(DRIVER_OBJECT *Driver,
                               const UNICODE_STRING *Path,
                               const ObjectAttributes *Attributes,
                               const DriverConfig *Config, void **Out) {
  if (Config->Size != sizeof(DriverConfig))
    return STATUS_INFO_LENGTH_MISMATCH;
  if (wdf::driver())
    return STATUS_DRIVER_INTERNAL_ERROR;
  if ((Config->Flags & NonPnp) && Config->DeviceAdd)
    return STATUS_INVALID_PARAMETER;
  if (chooseFault())
    return STATUS_INSUFFICIENT_RESOURCES;
  Framework->Config = *Config;
  Framework->Path = *Path;
  Framework->Driver = wdf::create(Kind::Driver, Attributes, nullptr);
  if (!(Config->Flags & NoDispatchOverride))
    takeOver(Driver, *Config);
  if (Out)
    *Out = handleOf(*Framework->Driver);
  reached("framework drivers");
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(WdfDriverCreate, PASSIVE_LEVEL)

MSABI void *WdfGetDriver() {
  return wdf::driver() ? handleOf(*wdf::driver()) : nullptr;
}
KERNEL_EXPORT(WdfGetDriver, DISPATCH_LEVEL)

MSABI void WdfDriverMiniportUnload(void *Handle) {
  get(Handle, Kind::Driver, "WdfDriverMiniportUnload");
  if (Framework->Config.Unload)
    callDriver("EvtDriverUnload", Framework->Config.Unload, Handle);
  deleteDriver();
}
KERNEL_EXPORT(WdfDriverMiniportUnload, DISPATCH_LEVEL)

MSABI DRIVER_OBJECT *WdfDriverWdmGetDriverObject(void *Handle) {
  get(Handle, Kind::Driver, "WdfDriverWdmGetDriverObject");
  return driverObject();
}
KERNEL_EXPORT(WdfDriverWdmGetDriverObject, DISPATCH_LEVEL)

MSABI WCHAR *WdfDriverGetRegistryPath(void *Handle) {
  get(Handle, Kind::Driver, "WdfDriverGetRegistryPath");
  return Framework->Path.Buffer;
}
KERNEL_EXPORT(WdfDriverGetRegistryPath, PASSIVE_LEVEL)
} // namespace
} // namespace kernel
