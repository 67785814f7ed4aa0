//===- Idle.cpp - When a registration can go ------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "base/Scheduler.h"
#include "monitor/Rules.h"
#include "wsk/Registration.h"

namespace kernel {
namespace wsk {

namespace {
run::Local<run::vector<Fiber *>> Waiting; ///< all blocked in waitUntilIdle

/// All that keeps a registration from being deregistered.
bool isBusy(const Registration &R) {
  return R.Held || R.Calls || !R.Requests.empty() || !R.Sockets.empty();
}

void explainSockets(const Registration &R, Violation &V) {
  for (const Socket *S : R.Sockets)
    V.note(S->Made, "socket #%u (%s, %s) %s here", S->Number, name(S->Kind),
           name(S->State), S->From == Origin::Created ? "created" : "accepted");
}

/// The rule a hang of WskDeregister is reported under: what waits longest.
const char *hangRule(const Registration &R) {
  if (R.Held)
    return monitor::NpiHeldAtDeregister.Id;
  for (const Socket *S : R.Sockets)
    if (S->From != Origin::Created)
      return monitor::AcceptedSocketLeak.Id;
  if (!R.Sockets.empty())
    return monitor::SocketOpenAtDeregister.Id;
  return "deregister-hang";
}

void explainHang(const WaitRecord &Record, Violation &V) {
  auto &R = *static_cast<Registration *>(Record.Data);
  V.Rule = hangRule(R);
  for (const Capture *C : R.Captures)
    if (!C->Released)
      V.note(C->Made, "capture #%u, not released, made here", C->Number);
  explainSockets(R, V);
  for (const Operation *Op : R.Requests)
    V.note(Op->Made, "request of %s, not completed, made here", Op->Function);
  if (R.Calls)
    V.note(Stack(), "%u call(s) into the provider dispatch have not returned",
           R.Calls);
}

} // namespace

void waitUntilIdle(Registration &R) {
  WaitRecord Record{"WskDeregister"};
  Record.HangRule = "deregister-hang";
  Record.Explain = explainHang;
  Record.Data = &R;
  if (isBusy(R))
    reached("WskDeregister waits");
  while (isBusy(R)) {
    Waiting->push_back(self());
    block(Record);
  }
}

void checkBlocksReturned(const void *Begin, size_t Size, const char *Routine) {
  auto *Low = static_cast<const char *>(Begin);
  for (const Registration *R : state().Registrations) {
    auto *Block = reinterpret_cast<const char *>(R->Block);
    if ((isLive(*R) || R->Inside) && Block >= Low && Block < Low + Size)
      monitor::violation(
          monitor::RegistrationBlockLifetime,
          "%s: the memory holds a registration block that %s", Routine,
          R->Inside ? "a capture is still waiting with" : "is still registered")
          .note(R->Made, "registered here");
  }
}

void wakeDeregister(Registration &R) {
  if (isBusy(R))
    return;
  for (Fiber *F : *Waiting)
    wake(F);
  Waiting->clear();
}

} // namespace wsk
} // namespace kernel
