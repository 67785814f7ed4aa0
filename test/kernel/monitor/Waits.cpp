//===- Waits.cpp - Rules about waiting ------------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "monitor/Waits.h"
#include "base/Scheduler.h"
#include "monitor/Rules.h"
#include "wsk/State.h"

namespace kernel {
namespace monitor {

/// The request whose completion routine can signal \p Object: its context is
/// the object or a structure around it.
static const wsk::Operation *signaller(const void *Object) {
  constexpr uintptr_t Near = 512;
  auto O = reinterpret_cast<uintptr_t>(Object);
  const wsk::Operation *Best = nullptr;
  uintptr_t Distance = Near;
  for (const auto &Entry : wsk::state().ByContext) {
    auto Context = reinterpret_cast<uintptr_t>(Entry.first);
    if (Context <= O && O - Context < Distance) {
      Distance = O - Context;
      Best = Entry.second;
    }
  }
  return Best;
}

void checkWait(const char *What, const void *Object) {
  bool AtDispatch = self()->irql() >= nt::DISPATCH_LEVEL;
  if (self()->InCallback && Object)
    if (const wsk::Operation *Op = signaller(Object)) {
      violation(WaitInWskContext,
                "%s waits for %s inside a callback or completion routine", What,
                Op->Function)
          .note(Op->Made, "%s was called here", Op->Function);
      return endRun(RunEnd::Bugcheck);
    }
  if (AtDispatch)
    fatal(WaitAtDispatch, "%s waits at IRQL %u", What,
          unsigned(self()->irql()));
}

} // namespace monitor
} // namespace kernel
