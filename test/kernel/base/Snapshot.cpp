//===- Snapshot.cpp - A run in the middle, to go on from again ------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "base/Snapshot.h"
#include "base/RunMemory.h"
#include <cstring>

namespace kernel {

namespace {
RunState *States = nullptr;

/// Most ranges are single variables.
void copy(char *To, const char *From, size_t Size) {
  if (Size == 8)
    memcpy(To, From, 8);
  else if (Size == 16)
    memcpy(To, From, 16);
  else
    memcpy(To, From, Size);
}
} // namespace

RunState::RunState(void (*List)(RunRanges &), void (*Before)(), void (*After)())
    : List(List), Before(Before), After(After), Next(States) {
  States = this;
}

bool Snapshot::isPossible() {
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
  return false;
#endif
#endif
  return true;
}

bool Snapshot::take(size_t Most) {
  Ranges.clear();
  for (RunState *S = States; S; S = S->Next)
    S->List(Ranges);
  size_t Total = 0;
  for (const RunRanges::Range &R : Ranges.all())
    Total += R.Size;
  if (Total > Most)
    return false;
  Bytes.resize(Total);
  char *To = Bytes.data();
  for (const RunRanges::Range &R : Ranges.all()) {
    copy(To, R.Begin, R.Size);
    To += R.Size;
  }
  return true;
}

void Snapshot::restore() const {
  for (RunState *S = States; S; S = S->Next)
    if (S->Before)
      S->Before();
  const char *From = Bytes.data();
  for (const RunRanges::Range &R : Ranges.all()) {
    copy(R.Begin, From, R.Size);
    From += R.Size;
  }
  run::forgetLater();
  for (RunState *S = States; S; S = S->Next)
    if (S->After)
      S->After();
}

} // namespace kernel
