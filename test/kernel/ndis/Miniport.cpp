//===- Miniport.cpp - NDIS miniport drivers -------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// A miniport gets one adapter from the Plug and Play manager: NDIS stands
/// between them with its own AddDevice, dispatch and unload routines.
//===----------------------------------------------------------------------===//
#include "abi/DriverCall.h"
#include "abi/Export.h"
#include "base/Choice.h"
#include "io/Device.h"
#include "io/Irp.h"
#include "io/Pnp.h"
#include "io/Request.h"
#include "ndis/Types.h"
#include "nt/Status.h"
#include "ob/Opaque.h"

namespace kernel {
namespace {
using namespace nt;
using namespace ndis;

// NDIS_HALT_ACTION
constexpr int32_t HaltRemoved = 1, HaltSurprise = 3;

struct Miniport {
  MiniportCharacteristics Given;
  void *Context = nullptr;
  Module Adapter;
  DEVICE_OBJECT *Functional = nullptr;
  DEVICE_OBJECT *Lower = nullptr;
  bool Initialized = false, Running = false, Gone = false;
  StackRef Made;
};
struct Miniports {
  ob::HandleTable<Miniport> All;
  Miniport *Current = nullptr;
};
run::Local<Miniports> State;

void checkLeaks() {
  for (const Miniport *M : State->All.all())
    if (!M->Gone)
      report("miniport-leak", "an NDIS miniport driver is never deregistered")
          .note(M->Made, "registered here");
}
RunHook AtEnd(RunHook::AfterUnload, checkLeaks);

NTSTATUS start(Miniport &M) {
  Parameters Told;
  ndis::Status Status = callDriver("MiniportInitializeEx", M.Given.Initialize,
                                   State->All.handleOf(&M), M.Context, &Told);
  M.Initialized = Status == 0;
  if (!M.Initialized)
    return STATUS_UNSUCCESSFUL;
  reached("miniport adapters");
  M.Running = change(M.Adapter, "MiniportRestart", M.Given.Restart) == 0;
  return STATUS_SUCCESS;
}

void halt(Miniport &M, int32_t Why) {
  if (!M.Initialized)
    return;
  if (M.Running)
    change(M.Adapter, "MiniportPause", M.Given.Pause);
  M.Initialized = M.Running = false;
  callDriver("MiniportHaltEx", M.Given.Halt, M.Adapter.Context, Why);
}

NTSTATUS handlePnp(Miniport &M, uint8_t Minor) {
  switch (Minor) {
  case io::StartDevice:
    return start(M);
  case io::StopDevice:
  case io::RemoveDevice:
    halt(M, HaltRemoved);
    return STATUS_SUCCESS;
  case io::SurpriseRemoval:
    halt(M, HaltSurprise);
    return STATUS_SUCCESS;
  default:
    return STATUS_SUCCESS;
  }
}

MSABI NTSTATUS dispatch(DEVICE_OBJECT *Device, IRP *Irp) {
  calledByKernel();
  const IO_STACK_LOCATION *Location = irp::currentLocation(Irp);
  bool Pnp = Location->MajorFunction == io::MajorPnp;
  uint8_t Minor = Location->MinorFunction;
  NTSTATUS Status = STATUS_SUCCESS;
  if (Pnp)
    Status = handlePnp(*State->Current, Minor);
  Irp->IoStatus.Status = Status;
  irp::completeAsIs(Irp, "NDIS");
  if (Pnp && Minor == io::RemoveDevice) {
    State->Current->Lower->AttachedDevice = nullptr;
    io::deleteDevice(Device);
  }
  return Status;
}
const HostRoutine Dispatch("NDIS's dispatch routine", &dispatch, PASSIVE_LEVEL);

MSABI NTSTATUS addAdapter(DRIVER_OBJECT *, DEVICE_OBJECT *Physical) {
  calledByKernel();
  constexpr uint32_t Network = 0x12; // FILE_DEVICE_NETWORK
  Miniport &M = *State->Current;
  NTSTATUS Status = io::createDevice(0, nullptr, Network, 0, &M.Functional);
  if (succeeded(Status))
    M.Lower = io::attachDevice(M.Functional, Physical);
  return Status;
}
const HostRoutine AddAdapter("NDIS's AddDevice", &addAdapter, PASSIVE_LEVEL);

MSABI ndis::Status
NdisMRegisterMiniportDriver(DRIVER_OBJECT *Driver, UNICODE_STRING *,
                            void *Context, const MiniportCharacteristics *Given,
                            void **Out) {
  yield();
  if (!Given->Initialize || !Given->Halt || !Given->Unload)
    return int32_t(0xC0010005); // NDIS_STATUS_BAD_CHARACTERISTICS
  if (chooseFault())
    return STATUS_INSUFFICIENT_RESOURCES;
  auto *M = run::create<Miniport>();
  M->Given = *Given;
  M->Context = Context;
  M->Made = captureRef();
  State->Current = M;
  *Out = State->All.add(M);
  if (Given->SetOptions)
    callDriver("SetOptions", Given->SetOptions, *Out, Context);
  for (DispatchRoutine &Slot : Driver->MajorFunction)
    Slot = Dispatch.stub();
  Driver->DriverExtension->AddDevice = AddAdapter.stub();
  Driver->DriverUnload = Given->Unload;
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(NdisMRegisterMiniportDriver, PASSIVE_LEVEL)

MSABI void NdisMDeregisterMiniportDriver(void *Handle) {
  yield();
  Miniport &M = State->All.get(Handle, "NdisMDeregisterMiniportDriver");
  if (M.Gone)
    bugcheck("miniport-use-after-deregister",
             "NdisMDeregisterMiniportDriver is given a miniport driver that "
             "was deregistered");
  M.Gone = true;
}
KERNEL_EXPORT(NdisMDeregisterMiniportDriver, PASSIVE_LEVEL)

MSABI ndis::Status
NdisMSetMiniportAttributes(void *Handle, const RegistrationAttributes *Given) {
  constexpr uint8_t Registration = 0x9e;
  Miniport &M = State->All.get(Handle, "NdisMSetMiniportAttributes");
  if (chooseFault())
    return STATUS_INSUFFICIENT_RESOURCES;
  if (Given->Header.Type == Registration)
    M.Adapter.Context = Given->AdapterContext;
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(NdisMSetMiniportAttributes, PASSIVE_LEVEL)

MSABI void NdisMPauseComplete(void *Handle) {
  changed(State->All.get(Handle, "NdisMPauseComplete").Adapter, 0);
}
KERNEL_EXPORT(NdisMPauseComplete, DISPATCH_LEVEL)

MSABI void NdisMRestartComplete(void *Handle, ndis::Status Result) {
  changed(State->All.get(Handle, "NdisMRestartComplete").Adapter, Result);
}
KERNEL_EXPORT(NdisMRestartComplete, DISPATCH_LEVEL)
} // namespace
} // namespace kernel
