//===- Session.cpp - One driver, run as often as wanted -------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "harness/Session.h"
#include "abi/DriverCall.h"
#include "base/Choice.h"
#include "base/RunMemory.h"
#include "base/Snapshot.h"
#include "image/Image.h"
#include "io/WorkItem.h"
#include "mm/Pool.h"
#include "monitor/Rules.h"
#include "nt/Status.h"
#include <algorithm>
#include <cstring>
#include <vector>

namespace kernel {

namespace {
Outcome Result;
nt::DRIVER_OBJECT *Driver = nullptr;
ScenarioStep *Steps = nullptr;

nt::UNICODE_STRING unicode(const char16_t *Text) {
  size_t Length = std::char_traits<char16_t>::length(Text);
  auto *Copy = static_cast<char16_t *>(pool::allocateInternal(2 * Length + 2));
  memcpy(Copy, Text, 2 * Length);
  return {uint16_t(2 * Length), uint16_t(2 * Length + 2), Copy};
}

void makeDriverObject() {
  auto *Extension = static_cast<nt::DRIVER_EXTENSION *>(
      pool::allocateInternal(sizeof(nt::DRIVER_EXTENSION)));
  Driver = static_cast<nt::DRIVER_OBJECT *>(
      pool::allocateInternal(sizeof(nt::DRIVER_OBJECT)));
  Driver->Type = 4;
  Driver->Size = sizeof(*Driver);
  Driver->DriverStart = image::base();
  Driver->DriverSize = image::size();
  Driver->DriverInit = image::entryPoint();
  Driver->DriverExtension = Extension;
  Driver->DriverName = unicode(u"\\Driver\\driver");
  Extension->DriverObject = Driver;
}

void playScenario() {
  std::vector<ScenarioStep *, run::Allocator<ScenarioStep *>> Sorted;
  for (ScenarioStep *Step = Steps; Step; Step = Step->Next)
    Sorted.push_back(Step);
  std::sort(Sorted.begin(), Sorted.end(),
            [](auto *A, auto *B) { return A->Order < B->Order; });
  for (ScenarioStep *Step : Sorted)
    Step->Play();
}

void checkThreads() {
  unsigned Count;
  Fiber *const *Live = liveFibers(Count);
  for (unsigned I = 0; I != Count; ++I)
    if (Live[I]->Kind == FiberKind::Thread)
      report(monitor::DriverCodeAfterUnload.Id,
             "a thread of the driver has not ended when the driver is gone")
          .note(stackOf(*Live[I]), "the thread is here");
}

using LibraryUnload = MSABI nt::NTSTATUS (*)();
using LibraryEntry = MSABI nt::NTSTATUS (*)(nt::UNICODE_STRING *);

template <class F> F exported(const char *Name) {
  return reinterpret_cast<F>(const_cast<void *>(image::exported(Name)));
}

// Looked up once: exporting is no matter of a run.
struct Library {
  LibraryEntry Entry = exported<LibraryEntry>("DllInitialize");
  LibraryUnload Unload = exported<LibraryUnload>("DllUnload");
};
const Library &library() {
  static const Library Routines;
  return Routines;
}

/// An export driver is there for others that are linked with it; it may be
/// started on its own as well.
bool isLibraryNow() {
  return library().Entry && choose(ChoiceKind::Status, 2) == 0;
}

void enter(bool AsLibrary) {
  nt::UNICODE_STRING Path = unicode(
      u"\\Registry\\Machine\\System\\CurrentControlSet\\Services\\driver");
  if (AsLibrary) {
    KERNEL_TRACE("DllInitialize");
    Result.EntryStatus = callDriver("DllInitialize", library().Entry, &Path);
  } else {
    self()->InDriverEntry = true;
    KERNEL_TRACE("DriverEntry");
    Result.EntryStatus =
        callDriver("DriverEntry", image::entryPoint(), Driver, &Path);
    self()->InDriverEntry = false;
  }
  Result.EntryReturned = true;
}

void unload(bool AsLibrary) {
  io::waitForWorkItems();
  reached("unloads");
  if (AsLibrary) {
    KERNEL_TRACE("DllUnload");
    callDriver("DllUnload", library().Unload);
  } else {
    KERNEL_TRACE("DriverUnload");
    callDriver("DriverUnload", Driver->DriverUnload, Driver);
  }
  Result.Unloaded = true;
}

bool canUnload(bool AsLibrary) {
  return AsLibrary ? library().Unload != nullptr
                   : Driver->DriverUnload != nullptr;
}

void harness(void *) {
  makeDriverObject();
  callHooks(RunHook::BeforeLoad);
  bool AsLibrary = isLibraryNow();
  enter(AsLibrary);
  if (nt::succeeded(Result.EntryStatus)) {
    reached(AsLibrary ? "successful DllInitializes"
                      : "successful DriverEntries");
    playScenario();
    yieldInBackground();
    callHooks(RunHook::BeforeUnload);
    if (!canUnload(AsLibrary))
      return endRun(RunEnd::Finished); // is never unloaded: nothing is leaked
    unload(AsLibrary);
  } else {
    noteEntryFailed(self()->LeftAfter);
    callHooks(RunHook::EntryFailed);
  }
  setDriverGone(true);
  self()->Frame->Rip = 0;
  checkThreads();
  callHooks(RunHook::AfterUnload);
  endRun(RunEnd::Finished);
}
} // namespace

ScenarioStep::ScenarioStep(int Order, void (*Play)())
    : Order(Order), Play(Play), Next(Steps) {
  Steps = this;
}

nt::DRIVER_OBJECT *driverObject() { return Driver; }

static void tooMuchMemory() {
  inconclusive("the run uses more memory than is set aside for it");
}

static void list(RunRanges &Into) {
  Into.add(Result);
  Into.add(Driver);
}
static RunState Keep(list);

static Outcome lookOn(RunEnd End, const WhilePaused &Paused) {
  while (End == RunEnd::Paused) {
    End = !Paused || Paused() ? resumeRun() : abandonRun();
  }
  Result.End = End;
  return Result;
}

Outcome runAgain(const Snapshot &From, const WhilePaused &Paused) {
  From.restore();
  return lookOn(resumeRun(), Paused);
}

Outcome runOnce(const WhilePaused &Paused) {
  run::OutOfMemory = tooMuchMemory;
  run::beginEpoch();
  image::restore();
  setDriverGone(false);
  Result = Outcome();
  return lookOn(runFibers(harness, nullptr), Paused);
}

} // namespace kernel
