//===- AtEnd.cpp - What a driver leaves behind ----------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "base/Scheduler.h"
#include "monitor/Rules.h"
#include "wsk/State.h"

namespace kernel {
namespace wsk {

static void checkRegistration(const Registration &R) {
  if (R.State == RegistrationState::Failed ||
      R.State == RegistrationState::Deregistered)
    return;
  monitor::violation(monitor::MissingDeregister,
                     "the driver is gone and still registered")
      .note(R.Made, "registered here");
  for (const Capture *C : R.Captures)
    if (!C->Released)
      monitor::violation(monitor::NpiCaptureLeak, "a capture is never released")
          .note(C->Made, "captured here");
  for (const Socket *S : R.Sockets)
    monitor::violation(S->From == Origin::Created ? monitor::SocketLeak
                                                  : monitor::AcceptedSocketLeak,
                       "socket #%u (%s) is never closed", S->Number,
                       name(S->Kind))
        .note(S->Made, "socket obtained here");
}

/// Address lists of a client that is deregistered were judged at the release.
static void checkRegistrations() {
  for (const Registration *R : state().Registrations)
    checkRegistration(*R);
}

/// Rule driver-code-after-unload: a callback that is still running. Callbacks
/// of a client that did not deregister have that cause, which is reported.
static void checkCallbacks() {
  for (const Registration *R : state().Registrations)
    if (isLive(*R))
      return;
  unsigned Count;
  Fiber *const *Live = liveFibers(Count);
  for (unsigned I = 0; I != Count; ++I)
    if (Live[I]->InCallback)
      monitor::violation(monitor::DriverCodeAfterUnload,
                         "a callback of the driver is still running when the "
                         "driver is gone")
          .note(stackOf(*Live[I]), "it is here");
}

static RunHook Registrations(RunHook::AfterUnload, checkRegistrations);
static RunHook Callbacks(RunHook::AfterUnload, checkCallbacks);

} // namespace wsk
} // namespace kernel
