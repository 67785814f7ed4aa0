//===- ProcessNotify.cpp - Being told of processes ------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// One or two programs start and end while the driver wants to know of it.
//===----------------------------------------------------------------------===//
#include "abi/DriverCall.h"
#include "abi/Export.h"
#include "base/Waiting.h"
#include "mm/Pool.h"
#include "nt/Status.h"
#include <algorithm>
#include <cstring>

namespace kernel {
namespace {
using namespace nt;

/// PS_CREATE_NOTIFY_INFO.
struct CreateInfo {
  uint64_t Size;
  uint32_t Flags;
  HANDLE ParentProcessId;
  HANDLE CreatingThread[2];
  void *FileObject;
  const UNICODE_STRING *ImageFileName;
  const UNICODE_STRING *CommandLine;
  NTSTATUS CreationStatus;
};
static_assert(sizeof(CreateInfo) == 72);

using Plain = MSABI void (*)(HANDLE Parent, HANDLE Process, BOOLEAN Create);
using Extended = MSABI void (*)(void *Process, HANDLE Id, CreateInfo *Created);

struct Notify {
  void *Routine;
  bool IsExtended;
  unsigned Inside = 0; ///< calls that have not returned
  bool Removed = false;
  StackRef Made;
};

struct Processes {
  run::vector<Notify *> All;
  uint32_t NextId = 0x100;
  bool Begun = false;
};
run::Local<Processes> State;

HANDLE handle(uint64_t Value) { return reinterpret_cast<HANDLE>(Value); }

CreateInfo *describe(HANDLE Parent) {
  constexpr char16_t Name[] = u"\\??\\C:\\program.exe";
  auto *Text = static_cast<char16_t *>(pool::allocateInternal(sizeof(Name)));
  memcpy(Text, Name, sizeof(Name));
  auto *String = static_cast<UNICODE_STRING *>(
      pool::allocateInternal(sizeof(UNICODE_STRING)));
  *String = {uint16_t(sizeof(Name) - 2), uint16_t(sizeof(Name)), Text};
  auto *Info =
      static_cast<CreateInfo *>(pool::allocateInternal(sizeof(CreateInfo)));
  Info->Size = sizeof(CreateInfo);
  Info->ParentProcessId = Parent;
  Info->ImageFileName = Info->CommandLine = String;
  return Info;
}

void call(Notify &N, void *Process, HANDLE Id, bool Created) {
  constexpr uint64_t Explorer = 0x80;
  ++N.Inside;
  reached("process notifications");
  if (N.IsExtended)
    callDriver("process notification", reinterpret_cast<Extended>(N.Routine),
               Process, Id, Created ? describe(handle(Explorer)) : nullptr);
  else
    callDriver("process notification", reinterpret_cast<Plain>(N.Routine),
               handle(Explorer), Id, BOOLEAN(Created));
  if (--N.Inside == 0)
    wakeAll(&N);
}

void tellAll(void *Process, HANDLE Id, bool Created) {
  run::vector<Notify *> Now = State->All;
  for (Notify *N : Now)
    if (!N->Removed)
      call(*N, Process, Id, Created);
}

/// The life of a process, as far as a driver sees it.
void live(void *) {
  HANDLE Id = handle(State->NextId += 4);
  constexpr size_t Room = 64; // nothing of it is for drivers
  void *Process = pool::allocateInternal(Room);
  tellAll(Process, Id, true);
  yield();
  tellAll(Process, Id, false);
}

NTSTATUS add(void *Routine, bool IsExtended) {
  if (chooseFault())
    return STATUS_INVALID_PARAMETER; // the documentation: too many of them
  auto *Made = run::create<Notify>();
  Made->Routine = Routine;
  Made->IsExtended = IsExtended;
  Made->Made = captureRef();
  State->All.push_back(Made);
  if (!State->Begun) {
    State->Begun = true;
    spawn(FiberKind::Peer, "process", live, nullptr);
    if (choose(ChoiceKind::Peer, 2) == 1)
      spawn(FiberKind::Peer, "process", live, nullptr);
  }
  yield();
  return STATUS_SUCCESS;
}

NTSTATUS remove(void *Routine) {
  auto &All = State->All;
  auto Place = std::find_if(All.begin(), All.end(),
                            [=](Notify *N) { return N->Routine == Routine; });
  if (Place == All.end())
    return STATUS_PROCEDURE_NOT_FOUND;
  Notify *N = *Place;
  N->Removed = true;
  All.erase(Place);
  while (N->Inside)
    blockOn(N, "PsSetCreateProcessNotifyRoutine");
  return STATUS_SUCCESS;
}

void checkRemoved() {
  for (const Notify *N : State->All)
    report("callback-after-unload",
           "a process notification of the driver is still registered when the "
           "driver is gone")
        .note(N->Made, "registered here");
}
RunHook AtEnd(RunHook::AfterUnload, checkRemoved);

MSABI NTSTATUS PsSetCreateProcessNotifyRoutine(void *Routine, BOOLEAN Remove) {
  return Remove ? remove(Routine) : add(Routine, false);
}
KERNEL_EXPORT(PsSetCreateProcessNotifyRoutine, PASSIVE_LEVEL)

MSABI NTSTATUS PsSetCreateProcessNotifyRoutineEx(void *Routine,
                                                 BOOLEAN Remove) {
  return Remove ? remove(Routine) : add(Routine, true);
}
KERNEL_EXPORT(PsSetCreateProcessNotifyRoutineEx, PASSIVE_LEVEL)
} // namespace
} // namespace kernel
