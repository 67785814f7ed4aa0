//===- Filter.cpp - Minifilters -------------------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// A minifilter gets an instance on one volume when it starts, perhaps one file
/// operation of each kind it asked for, and is unloaded through its own
/// callback, with or without the right to refuse.
//===----------------------------------------------------------------------===//
#include "abi/DriverCall.h"
#include "abi/Export.h"
#include "base/Choice.h"
#include "flt/Types.h"
#include "harness/Session.h"
#include "nt/Status.h"
#include "ob/Opaque.h"

namespace kernel {
namespace {
using namespace nt;
using namespace flt;

constexpr uint32_t NoServiceStop = 1;   // FLT_REGISTRATION.Flags
constexpr uint32_t Mandatory = 1;       // FLT_FILTER_UNLOAD_FLAGS
constexpr uint32_t AutomaticAttach = 1; // FLT_INSTANCE_SETUP_FLAGS
constexpr uint32_t ByUnload = 2;        // FLT_INSTANCE_TEARDOWN_FLAGS
constexpr uint32_t DiskFileSystem = 8, Ntfs = 2;

struct Filter {
  flt::Registration Given;
  bool Started = false, Attached = false, Gone = false;
  StackRef Made;
};
struct Filters {
  ob::HandleTable<Filter> All;
  Filter *Current = nullptr;
  bool UnloadedAnyway = false; ///< the filter manager took it down itself
};
run::Local<Filters> State;

RelatedObjects objectsOf(const Filter &F) {
  RelatedObjects Objects = {};
  Objects.Size = sizeof(Objects);
  Objects.Filter = State->All.handleOf(&F);
  Objects.Volume = Objects.Instance = Objects.Filter;
  return Objects;
}

MSABI void unloadFilter(DRIVER_OBJECT *) {
  calledByKernel();
  Filter &F = *State->Current;
  bool MayForce = !(F.Given.Flags & NoServiceStop);
  bool Forced = MayForce && choose(ChoiceKind::Status, 2) == 1;
  NTSTATUS Status = callDriver("FilterUnloadCallback", F.Given.Unload,
                               Forced ? Mandatory : 0u);
  if (succeeded(Status))
    return;
  if (!Forced)
    endRun(RunEnd::Finished); // it stays: nothing is leaked
  State->UnloadedAnyway = true;
}
const HostRoutine Unload("the filter manager's unload routine", &unloadFilter,
                         PASSIVE_LEVEL);

void checkLeaks() {
  for (const Filter *F : State->All.all())
    if (!F->Gone && !State->UnloadedAnyway)
      report("filter-leak", "a minifilter is never unregistered")
          .note(F->Made, "registered here");
}
RunHook AtEnd(RunHook::AfterUnload, checkLeaks);

MSABI NTSTATUS FltRegisterFilter(DRIVER_OBJECT *Driver,
                                 const flt::Registration *Given, void **Out) {
  yield();
  if (chooseFault())
    return STATUS_INSUFFICIENT_RESOURCES;
  auto *F = run::create<Filter>();
  F->Given = *Given;
  F->Made = captureRef();
  State->Current = F;
  *Out = State->All.add(F);
  Driver->DriverUnload = Given->Unload ? Unload.stub() : nullptr;
  reached("minifilters");
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(FltRegisterFilter, PASSIVE_LEVEL)

MSABI NTSTATUS FltStartFiltering(void *Handle) {
  yield();
  Filter &F = State->All.get(Handle, "FltStartFiltering");
  if (F.Gone)
    bugcheck("filter-use-after-unregister",
             "FltStartFiltering is given a filter that was unregistered");
  if (chooseFault())
    return STATUS_INSUFFICIENT_RESOURCES;
  F.Started = F.Attached = true;
  if (F.Given.InstanceSetup) {
    RelatedObjects Objects = objectsOf(F);
    const RelatedObjects *Shown = &Objects;
    F.Attached =
        succeeded(callDriver("InstanceSetupCallback", F.Given.InstanceSetup,
                             Shown, AutomaticAttach, DiskFileSystem, Ntfs));
  }
  return STATUS_SUCCESS;
}
KERNEL_EXPORT(FltStartFiltering, APC_LEVEL)

MSABI void FltUnregisterFilter(void *Handle) {
  yield();
  Filter &F = State->All.get(Handle, "FltUnregisterFilter");
  if (F.Gone)
    bugcheck("filter-use-after-unregister",
             "FltUnregisterFilter is given a filter that was unregistered");
  RelatedObjects Objects = objectsOf(F);
  const RelatedObjects *Shown = &Objects;
  bool Detach = F.Attached;
  F.Attached = false;
  if (Detach && F.Given.InstanceTeardownStart)
    callDriver("InstanceTeardownStartCallback", F.Given.InstanceTeardownStart,
               Shown, ByUnload);
  if (Detach && F.Given.InstanceTeardownComplete)
    callDriver("InstanceTeardownCompleteCallback",
               F.Given.InstanceTeardownComplete, Shown, ByUnload);
  F.Gone = true;
}
KERNEL_EXPORT(FltUnregisterFilter, PASSIVE_LEVEL)

//===-- One operation of each kind ----------------------------------------===//

/// FLT_PREOP_CALLBACK_STATUS.
enum PreAnswer { WithCallback, NoCallback, Pending, NoFastIo, Complete, Sync };

void operate(const Filter &F, const OperationRegistration &On) {
  IoParameterBlock Block = {};
  Block.MajorFunction = On.MajorFunction;
  CallbackData Data = {};
  Data.Iopb = &Block;
  Data.RequestorMode = 1;
  RelatedObjects Objects = objectsOf(F);
  const RelatedObjects *Shown = &Objects;
  void *Context = nullptr;
  int32_t Answer = WithCallback;
  if (On.Pre)
    Answer =
        callDriver("pre-operation callback", On.Pre, &Data, Shown, &Context);
  if (Answer == Pending)
    inconclusive("pended file operations are not modelled");
  if (On.Post && (Answer == WithCallback || Answer == Sync))
    callDriver("post-operation callback", On.Post, &Data, Shown, Context, 0u);
}

void useVolume() {
  Filter *F = State->Current;
  if (!F || !F->Attached || !F->Given.Operations)
    return;
  constexpr uint8_t End = 0x80;
  // No file, one, or one after the other.
  for (uint32_t Files = choose(ChoiceKind::Status, 3); Files; --Files) {
    for (const OperationRegistration *On = F->Given.Operations;
         On->MajorFunction != End; ++On)
      operate(*F, *On);
    reached("file operations");
  }
}
ScenarioStep UseVolume(-50, useVolume);
} // namespace
} // namespace kernel
