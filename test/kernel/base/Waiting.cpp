//===- Waiting.cpp - Waiting for an address -------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "base/Waiting.h"

namespace kernel {

bool blockOn(const void *Object, const char *What, bool Spinning,
             Time Deadline) {
  WaitRecord Record;
  Record.What = What;
  Record.Spinning = Spinning;
  Record.Address = Object;
  return block(Record, Deadline);
}

static void wakeUpTo(const void *Object, bool All) {
  unsigned Count;
  Fiber *const *Live = liveFibers(Count);
  for (unsigned I = 0; I != Count; ++I) {
    Fiber *F = Live[I];
    if (F->State != FiberState::Blocked || F->Wait->Address != Object)
      continue;
    wake(F);
    if (!All)
      return;
  }
}

void wakeOne(const void *Object) { wakeUpTo(Object, false); }
void wakeAll(const void *Object) { wakeUpTo(Object, true); }

} // namespace kernel
