//===- Filter.cpp - NDIS filter drivers -----------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// One module is attached to an adapter as soon as the filter is registered,
/// which may be before DriverEntry returns, and runs until it is deregistered.
//===----------------------------------------------------------------------===//
#include "abi/DriverCall.h"
#include "abi/Export.h"
#include "base/Choice.h"
#include "base/Waiting.h"
#include "ndis/Types.h"
#include "nt/Status.h"
#include "ob/Opaque.h"

namespace kernel {
namespace {
using namespace nt;
using namespace ndis;

struct Filter {
  FilterCharacteristics Given;
  void *Context = nullptr;
  Module Only;
  bool Attaching = true, Attached = false, Gone = false;
  StackRef Made;
};
struct Filters {
  ob::HandleTable<Filter> All;
};
run::Local<Filters> State;

void checkLeaks() {
  for (const Filter *F : State->All.all())
    if (!F->Gone)
      report("filter-leak", "an NDIS filter driver is never deregistered")
          .note(F->Made, "registered here");
}
RunHook AtEnd(RunHook::AfterUnload, checkLeaks);

void attach(void *Argument) {
  Filter &F = *static_cast<Filter *>(Argument);
  Parameters Told;
  ndis::Status Status = callDriver("FilterAttach", F.Given.Attach,
                                   State->All.handleOf(&F), F.Context, &Told);
  F.Attached = Status == 0;
  if (F.Attached)
    change(F.Only, "FilterRestart", F.Given.Restart);
  reached("filter modules");
  F.Attaching = false;
  wakeAll(&F);
}

MSABI ndis::Status NdisFRegisterFilterDriver(DRIVER_OBJECT *, void *Context,
                                             const FilterCharacteristics *Given,
                                             void **Out) {
  yield();
  if (chooseFault())
    return STATUS_INSUFFICIENT_RESOURCES;
  auto *F = run::create<Filter>();
  F->Given = *Given;
  F->Context = Context;
  F->Made = captureRef();
  *Out = State->All.add(F);
  if (Given->SetOptions)
    callDriver("SetOptions", Given->SetOptions, *Out, Context);
  spawn(FiberKind::WorkItem, "NDIS", attach, F);
  yield();
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(NdisFRegisterFilterDriver, PASSIVE_LEVEL)

MSABI void NdisFDeregisterFilterDriver(void *Handle) {
  yield();
  Filter &F = State->All.get(Handle, "NdisFDeregisterFilterDriver");
  if (F.Gone)
    bugcheck("filter-use-after-unregister",
             "NdisFDeregisterFilterDriver is given a filter that was "
             "deregistered");
  while (F.Attaching)
    blockOn(&F, "NdisFDeregisterFilterDriver");
  F.Gone = true;
  if (!F.Attached)
    return;
  change(F.Only, "FilterPause", F.Given.Pause);
  callDriver("FilterDetach", F.Given.Detach, F.Only.Context);
  F.Attached = false;
}
KERNEL_EXPORT(NdisFDeregisterFilterDriver, PASSIVE_LEVEL)

MSABI ndis::Status NdisFSetAttributes(void *Handle, void *Context, void *) {
  Filter &F = State->All.get(Handle, "NdisFSetAttributes");
  if (chooseFault())
    return STATUS_INSUFFICIENT_RESOURCES;
  F.Only.Context = Context;
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(NdisFSetAttributes, PASSIVE_LEVEL)

MSABI void NdisFPauseComplete(void *Handle) {
  changed(State->All.get(Handle, "NdisFPauseComplete").Only, 0);
}
KERNEL_EXPORT(NdisFPauseComplete, DISPATCH_LEVEL)

MSABI void NdisFRestartComplete(void *Handle, ndis::Status Result) {
  changed(State->All.get(Handle, "NdisFRestartComplete").Only, Result);
}
KERNEL_EXPORT(NdisFRestartComplete, DISPATCH_LEVEL)
} // namespace
} // namespace kernel
