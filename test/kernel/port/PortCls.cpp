//===- PortCls.cpp - The port class driver for audio ----------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// One adapter is started, and its subdevices are held until it goes. No sound
/// is played.
//===----------------------------------------------------------------------===//
#include "abi/DriverCall.h"
#include "abi/Export.h"
#include "base/Choice.h"
#include "mm/Pool.h"
#include "nt/Status.h"
#include "port/Stack.h"

namespace kernel {
namespace {
using namespace nt;

using StartRoutine = MSABI NTSTATUS (*)(DEVICE_OBJECT *, IRP *, void *);
using CountRoutine = MSABI uint32_t (*)(void *);

/// How an object of the driver begins: IUnknown.
struct Unknown {
  struct Methods {
    void *QueryInterface;
    CountRoutine AddRef, Release;
  };
  const Methods *Table;
};

struct Audio {
  StartRoutine Start = nullptr;
  run::vector<Unknown *> Subdevices; ///< each with a reference
};
run::Local<Audio> State;

/// An object whose methods end the run: nobody knows what they would say.
void *resourceList() {
  constexpr unsigned Methods = 32;
  static const Export *Unmodelled = makeUnmodelled("a method of IResourceList");
  static void *Stub = stubFor(*Unmodelled);
  auto **Object = static_cast<void **>(
      pool::allocateInternal((1 + Methods) * sizeof(void *)));
  Object[0] = Object + 1;
  for (unsigned I = 0; I != Methods; ++I)
    Object[1 + I] = Stub;
  return Object;
}

void stop(DEVICE_OBJECT *) {
  run::vector<Unknown *> Held;
  std::swap(Held, State->Subdevices);
  for (Unknown *Subdevice : Held)
    callDriver("IUnknown::Release", Subdevice->Table->Release,
               static_cast<void *>(Subdevice));
}

NTSTATUS start(DEVICE_OBJECT *Device, IRP *Irp) {
  void *Resources = resourceList();
  NTSTATUS Status =
      callDriver("StartDevice", State->Start, Device, Irp, Resources);
  pool::free(Resources, 0, "the port class driver");
  if (!succeeded(Status))
    stop(Device);
  else
    reached("audio adapters started");
  return Status;
}

MSABI void unload(DRIVER_OBJECT *) { calledByKernel(); }
const HostRoutine Unload("the port class driver's unload routine", &unload,
                         PASSIVE_LEVEL);

MSABI NTSTATUS PcInitializeAdapterDriver(DRIVER_OBJECT *Driver,
                                         UNICODE_STRING *,
                                         AddDeviceRoutine AddDevice) {
  if (chooseFault())
    return STATUS_INSUFFICIENT_RESOURCES;
  port::takeOver(Driver, {start, stop});
  Driver->DriverExtension->AddDevice = AddDevice;
  Driver->DriverUnload = Unload.stub();
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(PcInitializeAdapterDriver, PASSIVE_LEVEL)

MSABI NTSTATUS PcAddAdapterDevice(DRIVER_OBJECT *, DEVICE_OBJECT *Physical,
                                  StartRoutine Start, uint32_t Subdevices,
                                  uint32_t ExtensionSize) {
  constexpr uint32_t OwnExtension = 512; // PORT_CLASS_DEVICE_EXTENSION_SIZE
  if (!Subdevices || (ExtensionSize && ExtensionSize < OwnExtension))
    return STATUS_INVALID_PARAMETER;
  State->Start = Start;
  return port::addDevice(Physical,
                         ExtensionSize ? ExtensionSize : OwnExtension);
}
KERNEL_EXPORT(PcAddAdapterDevice, PASSIVE_LEVEL)

MSABI NTSTATUS PcRegisterSubdevice(DEVICE_OBJECT *, const WCHAR *,
                                   Unknown *Subdevice) {
  if (chooseFault())
    return STATUS_INSUFFICIENT_RESOURCES;
  callDriver("IUnknown::AddRef", Subdevice->Table->AddRef,
             static_cast<void *>(Subdevice));
  State->Subdevices.push_back(Subdevice);
  reached("subdevices registered");
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(PcRegisterSubdevice, PASSIVE_LEVEL)

MSABI NTSTATUS PcDispatchIrp(DEVICE_OBJECT *Device, IRP *Irp) {
  return port::dispatch(Device, Irp);
}
KERNEL_EXPORT(PcDispatchIrp, DISPATCH_LEVEL)
} // namespace
} // namespace kernel
