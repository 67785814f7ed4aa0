//===- Stack.cpp - The device stack of a port driver ----------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "port/Stack.h"
#include "abi/DriverCall.h"
#include "abi/Export.h"
#include "io/Device.h"
#include "io/Irp.h"
#include "io/Pnp.h"
#include "io/Request.h"
#include "nt/Status.h"

namespace kernel {
namespace port {

namespace {
struct State {
  Callbacks Mine = {};
  run::map<nt::DEVICE_OBJECT *, nt::DEVICE_OBJECT *> Below;
  run::map<nt::DEVICE_OBJECT *, bool> Started;
};
run::Local<State> Stacks;

void stop(nt::DEVICE_OBJECT *Device) {
  bool &Started = Stacks->Started[Device];
  if (Started)
    Stacks->Mine.Stop(Device);
  Started = false;
}

nt::NTSTATUS handlePnp(nt::DEVICE_OBJECT *Device, nt::IRP *Irp) {
  switch (irp::currentLocation(Irp)->MinorFunction) {
  case io::StartDevice: {
    nt::NTSTATUS Status = Stacks->Mine.Start(Device, Irp);
    Stacks->Started[Device] = nt::succeeded(Status);
    return Status;
  }
  case io::QueryStopDevice:
    return nt::STATUS_NOT_SUPPORTED; // a port driver does not rebalance
  case io::RemoveDevice: {
    stop(Device);
    nt::DEVICE_OBJECT *Lower = Stacks->Below[Device];
    if (Lower)
      Lower->AttachedDevice = nullptr;
    io::deleteDevice(Device);
    return nt::STATUS_SUCCESS;
  }
  default:
    return nt::STATUS_SUCCESS;
  }
}

MSABI nt::NTSTATUS dispatchAll(nt::DEVICE_OBJECT *Device, nt::IRP *Irp) {
  calledByKernel();
  return dispatch(Device, Irp);
}
const HostRoutine Dispatch("the port driver's dispatch routine", &dispatchAll,
                           nt::DISPATCH_LEVEL);
} // namespace

nt::NTSTATUS dispatch(nt::DEVICE_OBJECT *Device, nt::IRP *Irp) {
  uint8_t Major = irp::currentLocation(Irp)->MajorFunction;
  nt::NTSTATUS Status = nt::STATUS_INVALID_DEVICE_REQUEST;
  if (Major == io::MajorPnp)
    Status = handlePnp(Device, Irp);
  else if (Major == io::MajorCreate || Major == io::MajorCleanup ||
           Major == io::MajorClose)
    Status = nt::STATUS_SUCCESS;
  Irp->IoStatus.Status = Status;
  irp::completeAsIs(Irp, "the port driver");
  return Status;
}

void takeOver(nt::DRIVER_OBJECT *Driver, const Callbacks &Mine) {
  Stacks->Mine = Mine;
  for (nt::DispatchRoutine &Slot : Driver->MajorFunction)
    Slot = Dispatch.stub();
}

nt::NTSTATUS addDevice(nt::DEVICE_OBJECT *Physical, uint32_t ExtensionSize) {
  nt::DEVICE_OBJECT *Made;
  constexpr uint32_t Unknown = 0x22;
  nt::NTSTATUS Status =
      io::createDevice(ExtensionSize, nullptr, Unknown, 0, &Made);
  if (!nt::succeeded(Status))
    return Status;
  Made->Flags &= ~0x80u; // DO_DEVICE_INITIALIZING
  Stacks->Below[Made] = io::attachDevice(Made, Physical);
  return Status;
}

} // namespace port
} // namespace kernel
