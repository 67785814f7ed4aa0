//===- Session.h - One driver, run as often as wanted --------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Loads the driver once; each run begins with the image as it was loaded,
/// calls DriverEntry, plays the scenario, unloads, and checks what is left
/// behind.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_HARNESS_SESSION_H
#define WSK_KERNEL_HARNESS_SESSION_H

#include "base/Report.h"
#include "base/Scheduler.h"
#include "base/Snapshot.h"
#include "nt/Types.h"
#include <functional>

namespace kernel {

/// What a run came to. Violations, trace and counters of the run stay readable
/// until the next run begins.
struct Outcome {
  RunEnd End;
  nt::NTSTATUS EntryStatus; ///< of DriverEntry, when EntryReturned
  bool EntryReturned;
  bool Unloaded;
};

/// What to do while a run is paused (see pauseRun): false ends it as
/// RunEnd::Abandoned. May be empty.
using WhilePaused = std::function<bool()>;

/// Runs the loaded image once.
Outcome runOnce(const WhilePaused &Paused = {});

/// Runs it from where \p From was taken.
Outcome runAgain(const Snapshot &From, const WhilePaused &Paused);

/// A part of the scenario: called on the harness's fiber after DriverEntry has
/// succeeded, in order of Order, before the driver is unloaded.
struct ScenarioStep {
  ScenarioStep(int Order, void (*Play)());
  int Order;
  void (*Play)();
  ScenarioStep *Next;
};

/// The driver object of this run.
nt::DRIVER_OBJECT *driverObject();

} // namespace kernel

#endif // WSK_KERNEL_HARNESS_SESSION_H
