//===- Redirector.cpp - RDBSS, as far as a driver's life goes -------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// A mini-redirector is initialised, registered, unregistered and unloaded. No
/// file operation reaches it.
//===----------------------------------------------------------------------===//
#include "abi/Export.h"
#include "base/Choice.h"
#include "base/Report.h"
#include "io/Device.h"
#include "nt/Status.h"

namespace kernel {
namespace {
using namespace nt;

struct Redirector {
  bool Initialised = false;
  DEVICE_OBJECT *Device = nullptr;
  StackRef Registered;
};
run::Local<Redirector> State;

// What this registers does not depend on them.
uint32_t Flags[] = {1, 2, 4, 8};
KERNEL_EXPORT_DATA(RX_REGISTERMINI_FLAG_DONT_PROVIDE_UNCS, Flags[0])
KERNEL_EXPORT_DATA(RX_REGISTERMINI_FLAG_DONT_PROVIDE_MAILSLOTS, Flags[1])
KERNEL_EXPORT_DATA(RX_REGISTERMINI_FLAG_DONT_INIT_DRIVER_DISPATCH, Flags[2])
KERNEL_EXPORT_DATA(RX_REGISTERMINI_FLAG_DONT_INIT_PREFIX_N_SCAVENGER, Flags[3])

MSABI NTSTATUS RxDriverEntry(DRIVER_OBJECT *, UNICODE_STRING *) {
  if (chooseFault())
    return STATUS_INSUFFICIENT_RESOURCES;
  State->Initialised = true;
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(RxDriverEntry, PASSIVE_LEVEL)

MSABI NTSTATUS RxRegisterMinirdr(DEVICE_OBJECT **Out, DRIVER_OBJECT *, void *,
                                 uint32_t, const UNICODE_STRING *Name,
                                 uint32_t ExtensionSize, uint32_t Type,
                                 uint32_t Characteristics) {
  if (!State->Initialised)
    bugcheck("driver-assert",
             "RxRegisterMinirdr is called before RxDriverEntry succeeded");
  // The structure that begins with the device object is RDBSS's own.
  constexpr uint32_t OfRdbss = 512;
  NTSTATUS Status = io::createDevice(ExtensionSize + OfRdbss, Name, Type,
                                     Characteristics, Out);
  if (!succeeded(Status))
    return Status;
  State->Device = *Out;
  State->Registered = captureRef();
  reached("redirectors registered");
  return Status;
}
KERNEL_EXPORT(RxRegisterMinirdr, PASSIVE_LEVEL)

MSABI void RxUnregisterMinirdr(DEVICE_OBJECT *Device) {
  if (!State->Device || State->Device != Device)
    bugcheck("handle-invalid",
             "RxUnregisterMinirdr is given no registered redirector");
  State->Device = nullptr;
  io::deleteDevice(Device);
}
KERNEL_EXPORT(RxUnregisterMinirdr, PASSIVE_LEVEL)

MSABI void RxUnload(DRIVER_OBJECT *) {
  if (State->Device)
    report("redirector-leak",
           "RxUnload is called while a redirector is registered")
        .note(State->Registered, "registered here");
  State->Initialised = false;
}
KERNEL_EXPORT(RxUnload, PASSIVE_LEVEL)

void checkLeaks() {
  if (State->Initialised)
    report("redirector-leak", "RxUnload is never called");
}
RunHook AtEnd(RunHook::AfterUnload, checkLeaks);
} // namespace
} // namespace kernel
