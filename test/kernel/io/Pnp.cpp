//===- Pnp.cpp - The Plug and Play manager --------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "io/Pnp.h"
#include "abi/DriverCall.h"
#include "abi/Export.h"
#include "base/Choice.h"
#include "harness/Session.h"
#include "io/Device.h"
#include "io/Irp.h"
#include "io/Request.h"
#include "mm/Pool.h"
#include "nt/Status.h"
#include "ob/Object.h"

namespace kernel {
namespace io {

namespace {
struct Plugged {
  nt::DEVICE_OBJECT *Physical = nullptr; ///< null: no device of the driver
  /// A device the driver has made stands in no stack: no IRP takes it down, and
  /// a driver with a device stays.
  bool Stranded = false;
};
run::Local<Plugged> State;

/// The bus agrees to what Plug and Play and power managers ask for; of other
/// requests it knows nothing.
MSABI nt::NTSTATUS busDispatch(nt::DEVICE_OBJECT *, nt::IRP *Irp) {
  uint8_t Function = irp::currentLocation(Irp)->MajorFunction;
  if (Function == MajorPnp || Function == MajorPower)
    Irp->IoStatus.Status = nt::STATUS_SUCCESS;
  nt::NTSTATUS Status = Irp->IoStatus.Status;
  irp::completeAsIs(Irp, "the bus driver");
  return Status;
}
const HostRoutine BusDispatch("the bus driver", &busDispatch,
                              nt::DISPATCH_LEVEL);

nt::DEVICE_OBJECT *makePhysical() {
  auto *Bus = static_cast<nt::DRIVER_OBJECT *>(
      pool::allocateInternal(sizeof(nt::DRIVER_OBJECT)));
  Bus->Type = 4;
  Bus->Size = sizeof(*Bus);
  for (nt::DispatchRoutine &Slot : Bus->MajorFunction)
    Slot = BusDispatch.stub();
  auto *Made = static_cast<nt::DEVICE_OBJECT *>(
      pool::allocateInternal(sizeof(nt::DEVICE_OBJECT)));
  Made->Type = 3;
  Made->Size = sizeof(*Made);
  Made->DriverObject = Bus;
  Made->StackSize = 1;
  ob::add(Made, ob::Kind::Device);
  return Made;
}

nt::NTSTATUS send(PnpMinor Minor) {
  nt::DEVICE_OBJECT *Top = topOfStack(State->Physical);
  Request *R = makeRequest(Top, MajorPnp);
  irp::nextLocation(R->Irp)->MinorFunction = Minor;
  R->Irp->IoStatus.Status = nt::STATUS_NOT_SUPPORTED;
  return sendRequest(Top, R);
}

void removeAtOnce() {
  send(RemoveDevice);
  State->Physical = nullptr;
}

/// Resources are handed out anew: the device is stopped and started.
void rebalance() {
  if (!nt::succeeded(send(QueryStopDevice)))
    return;
  send(StopDevice);
  if (!nt::succeeded(send(StartDevice)))
    removeAtOnce();
}

void plugIn() {
  nt::AddDeviceRoutine AddDevice = driverObject()->DriverExtension->AddDevice;
  if (!AddDevice)
    return;
  nt::DEVICE_OBJECT *Physical = makePhysical();
  nt::DEVICE_OBJECT *Newest = driverObject()->DeviceObject;
  KERNEL_TRACE("AddDevice");
  nt::NTSTATUS Status =
      callDriver("AddDevice", AddDevice, driverObject(), Physical);
  if (!nt::succeeded(Status))
    return;
  // A driver may also decline by attaching nothing.
  if (!Physical->AttachedDevice) {
    State->Stranded = driverObject()->DeviceObject != Newest;
    return;
  }
  reached("devices added");
  State->Physical = Physical;
  if (!nt::succeeded(send(StartDevice)))
    return removeAtOnce();
  reached("devices started");
  if (choose(ChoiceKind::Status, 2, 1) == 1)
    rebalance();
}
// Before everything that programs do.
ScenarioStep PlugIn(-100, plugIn);

void unplug() {
  if (State->Stranded)
    endRun(RunEnd::Finished); // the driver stays: nothing is leaked
  if (!State->Physical)
    return;
  // Pulled out, or uninstalled in good order.
  if (choose(ChoiceKind::Status, 2) == 1) {
    send(SurpriseRemoval);
  } else if (!nt::succeeded(send(QueryRemoveDevice))) {
    send(CancelRemoveDevice);
    endRun(RunEnd::Finished); // the driver stays: nothing is leaked
  }
  removeAtOnce();
  yieldInBackground();
}
RunHook BeforeUnload(RunHook::BeforeUnload, unplug);
} // namespace

} // namespace io
} // namespace kernel
