//===- StorPort.cpp - The storage port driver -----------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// One adapter is found, initialised, and given up. No request reaches it.
//===----------------------------------------------------------------------===//
#include "abi/DriverCall.h"
#include "abi/Export.h"
#include "base/Choice.h"
#include "harness/Session.h"
#include "mm/Pool.h"
#include "nt/Status.h"
#include "port/Stack.h"
#include <algorithm>
#include <cstring>

namespace kernel {
namespace {
using namespace nt;

using FindAdapter = MSABI uint32_t (*)(void *, void *, void *, void *, char *,
                                       void *, BOOLEAN *);
using FindPhysicalAdapter = MSABI uint32_t (*)(void *, void *, void *, char *,
                                               void *, BOOLEAN *);
using AdapterCallback = MSABI void (*)(void *);
using Initialize = MSABI BOOLEAN (*)(void *);
using AdapterControl = MSABI int32_t (*)(void *, int32_t, void *);

/// HW_INITIALIZATION_DATA
struct HwData {
  uint32_t Size;
  int32_t Interface;
  ::kernel::Initialize Initialize;
  void *StartIo, *Interrupt;
  void *FindAdapter;
  void *ResetBus, *DmaStarted, *AdapterState;
  uint32_t ExtensionSize, Sizes[3];
  void *Reserved;
  uint8_t Settings[6];
  uint16_t VendorLength;
  void *Vendor;
  uint16_t PortFlags, DeviceLength;
  void *Device;
  ::kernel::AdapterControl AdapterControl;
  void *BuildIo;
  AdapterCallback FreeAdapterResources;
  void *ProcessServiceRequest;
  AdapterCallback CompleteServiceIrp;
  void *Tracing[3];
  uint32_t Features;
};
static_assert(offsetof(HwData, AdapterControl) == 120);
static_assert(offsetof(HwData, Features) == 184);

struct Adapter {
  HwData Given;
  void *Context = nullptr;
  void *Extension = nullptr; ///< while an adapter is there
  bool Initialised = false;
};
run::Local<Adapter> State;

bool isVirtual() { return State->Given.Features & 1; }

uint32_t findAdapter(void *Configuration) {
  BOOLEAN Again = 0;
  char *Argument = static_cast<char *>(pool::allocateInternal(16));
  void *Nothing = nullptr, *Extension = State->Extension;
  void *Find = State->Given.FindAdapter;
  uint32_t Found;
  if (isVirtual())
    Found = callDriver("HwStorFindAdapter", FindAdapter(Find), Extension,
                       State->Context, Nothing, Nothing, Argument,
                       Configuration, &Again);
  else
    Found =
        callDriver("HwStorFindAdapter", FindPhysicalAdapter(Find), Extension,
                   State->Context, Nothing, Argument, Configuration, &Again);
  pool::free(Argument, 0, "the port driver");
  return Found;
}

NTSTATUS start(DEVICE_OBJECT *, IRP *) {
  constexpr size_t ConfigurationSize = 512; // more than any version has
  constexpr uint32_t ReturnFound = 1;
  const HwData &Given = State->Given;
  State->Extension =
      pool::allocateInternal(std::max<size_t>(Given.ExtensionSize, 8));
  void *Configuration = pool::allocateInternal(ConfigurationSize);
  uint32_t Found = findAdapter(Configuration);
  pool::free(Configuration, 0, "the port driver");
  if (Found != ReturnFound) {
    pool::free(State->Extension, 0, "the port driver");
    State->Extension = nullptr;
    return STATUS_NO_SUCH_DEVICE;
  }
  reached("adapters found");
  State->Initialised =
      !Given.Initialize ||
      callDriver("HwStorInitialize", Given.Initialize, State->Extension);
  return State->Initialised ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}

void giveUp() {
  constexpr int32_t StopAdapter = 1;
  const HwData &Given = State->Given;
  void *Extension = State->Extension;
  if (!Extension)
    return;
  State->Extension = nullptr;
  if (Given.AdapterControl && State->Initialised)
    callDriver("HwStorAdapterControl", Given.AdapterControl, Extension,
               StopAdapter, static_cast<void *>(nullptr));
  if (isVirtual() && Given.FreeAdapterResources)
    callDriver("HwStorFreeAdapterResources", Given.FreeAdapterResources,
               Extension);
  pool::free(Extension, 0, "the port driver");
}

void stop(DEVICE_OBJECT *) { giveUp(); }

MSABI NTSTATUS addDevice(DRIVER_OBJECT *, DEVICE_OBJECT *Physical) {
  calledByKernel();
  return port::addDevice(Physical, 0);
}
const HostRoutine AddDevice("the port driver's AddDevice", &addDevice,
                            PASSIVE_LEVEL);

MSABI void unload(DRIVER_OBJECT *) {
  calledByKernel();
  giveUp();
}
const HostRoutine Unload("the port driver's unload routine", &unload,
                         PASSIVE_LEVEL);

MSABI uint32_t StorPortInitialize(DRIVER_OBJECT *Driver, UNICODE_STRING *,
                                  const HwData *Given, void *Context) {
  if (Given->Size < offsetof(HwData, Features))
    return uint32_t(STATUS_INVALID_PARAMETER);
  if (chooseFault())
    return uint32_t(STATUS_INSUFFICIENT_RESOURCES);
  memcpy(&State->Given, Given, std::min<size_t>(Given->Size, sizeof(HwData)));
  State->Context = Context;
  port::takeOver(Driver, {start, stop});
  Driver->DriverExtension->AddDevice = AddDevice.stub();
  Driver->DriverUnload = Unload.stub();
  return uint32_t(STATUS_SUCCESS);
}
KERNEL_EXPORT(StorPortInitialize, PASSIVE_LEVEL)

/// Nothing is under way that could be told about.
MSABI void StorPortNotification(int32_t, void *, ...) {}
KERNEL_EXPORT(StorPortNotification, HIGH_LEVEL)
} // namespace
} // namespace kernel
