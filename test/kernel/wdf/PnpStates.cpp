//===- PnpStates.cpp - Starting and stopping framework devices ------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "abi/DriverCall.h"
#include "io/Pnp.h"
#include "nt/Status.h"
#include "wdf/Device.h"
#include "wdf/Queue.h"

namespace kernel {
namespace wdf {

namespace {
// WDF_POWER_DEVICE_STATE
constexpr int32_t D3Final = 5;

template <class R, class... P, class... A>
nt::NTSTATUS ask(const char *What, MSABI R (*Callback)(P...), A... Arguments) {
  return Callback ? nt::NTSTATUS(callDriver(What, Callback, Arguments...))
                  : nt::STATUS_SUCCESS;
}

void tell(const char *What, ObjectCallback Callback, void *Handle) {
  if (Callback)
    callDriver(What, Callback, Handle);
}

void powerDown(Object &Of, bool ForGood) {
  Device &D = deviceOf(Of);
  stopQueues(Of, ForGood);
  const PnpCallbacks &On = D.Init.Callbacks;
  void *Handle = handleOf(Of);
  if (D.Powered) {
    if (D.SelfManaged)
      ask("EvtDeviceSelfManagedIoSuspend", On.SelfManagedIoSuspend, Handle);
    ask("EvtDeviceD0ExitPreInterruptsDisabled", On.D0ExitPreInterrupts, Handle,
        D3Final);
    ask("EvtDeviceD0Exit", On.D0Exit, Handle, D3Final);
  }
  D.Powered = false;
  // Called whenever preparing was, also when that failed.
  if (D.Prepared)
    ask("EvtDeviceReleaseHardware", On.ReleaseHardware, Handle,
        static_cast<void *>(nullptr));
  D.Prepared = false;
}

nt::NTSTATUS powerUp(Object &Of) {
  Device &D = deviceOf(Of);
  const PnpCallbacks &On = D.Init.Callbacks;
  void *Handle = handleOf(Of);
  void *NoResources = nullptr;
  D.Prepared = true;
  nt::NTSTATUS Status = ask("EvtDevicePrepareHardware", On.PrepareHardware,
                            Handle, NoResources, NoResources);
  if (!nt::succeeded(Status))
    return Status;
  Status = ask("EvtDeviceD0Entry", On.D0Entry, Handle, D3Final);
  if (!nt::succeeded(Status))
    return Status;
  D.Powered = true;
  Status = ask("EvtDeviceD0EntryPostInterruptsEnabled",
               On.D0EntryPostInterrupts, Handle, D3Final);
  if (!nt::succeeded(Status))
    return Status;
  startQueues(Of);
  if (D.SelfManaged)
    return ask("EvtDeviceSelfManagedIoRestart", On.SelfManagedIoRestart,
               Handle);
  Status = ask("EvtDeviceSelfManagedIoInit", On.SelfManagedIoInit, Handle);
  D.SelfManaged = true;
  return Status;
}
} // namespace

void shutDown(Object &Of) {
  Device &D = deviceOf(Of);
  const PnpCallbacks &On = D.Init.Callbacks;
  powerDown(Of, true);
  if (!D.SelfManaged)
    return;
  D.SelfManaged = false;
  tell("EvtDeviceSelfManagedIoFlush", On.SelfManagedIoFlush, handleOf(Of));
  tell("EvtDeviceSelfManagedIoCleanup", On.SelfManagedIoCleanup, handleOf(Of));
}

nt::NTSTATUS handlePnp(Object &Of, uint8_t Minor) {
  const PnpCallbacks &On = deviceOf(Of).Init.Callbacks;
  void *Handle = handleOf(Of);
  switch (Minor) {
  case io::StartDevice: {
    nt::NTSTATUS Status = powerUp(Of);
    if (!nt::succeeded(Status))
      shutDown(Of);
    return Status;
  }
  case io::QueryStopDevice:
    return ask("EvtDeviceQueryStop", On.QueryStop, Handle);
  case io::StopDevice:
    powerDown(Of, false);
    return nt::STATUS_SUCCESS;
  case io::QueryRemoveDevice:
    return ask("EvtDeviceQueryRemove", On.QueryRemove, Handle);
  case io::SurpriseRemoval:
    tell("EvtDeviceSurpriseRemoval", On.SurpriseRemoval, Handle);
    powerDown(Of, true);
    return nt::STATUS_SUCCESS;
  case io::RemoveDevice:
    shutDown(Of);
    return nt::STATUS_SUCCESS;
  default:
    return nt::STATUS_SUCCESS;
  }
}

} // namespace wdf
} // namespace kernel
