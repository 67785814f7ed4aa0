//===- Snapshot.cpp - A run in the middle, to go on from again ------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "base/Snapshot.h"
#include "base/RunMemory.h"
#include <cstring>
#include <llvm/Support/xxhash.h>

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

static size_t sizeOf(const std::vector<RunRanges::Range> &All) {
  size_t Total = 0;
  for (const RunRanges::Range &R : All)
    Total += R.Size;
  return Total;
}

static char *copyFrom(const std::vector<RunRanges::Range> &All, char *To) {
  for (const RunRanges::Range &R : All) {
    copy(To, R.Begin, R.Size);
    To += R.Size;
  }
  return To;
}

static const char *copyBack(const std::vector<RunRanges::Range> &All,
                            const char *From) {
  for (const RunRanges::Range &R : All) {
    copy(R.Begin, From, R.Size);
    From += R.Size;
  }
  return From;
}

bool Snapshot::take(size_t Most) {
  Ranges.clear();
  for (RunState *S = States; S; S = S->Next)
    S->List(Ranges);
  StateSize = sizeOf(Ranges.all());
  size_t Total = StateSize + sizeOf(Ranges.incidental());
  if (Total > Most)
    return false;
  Bytes.resize(Total);
  copyFrom(Ranges.incidental(), copyFrom(Ranges.all(), Bytes.data()));
  return true;
}

void Snapshot::restore() const {
  for (RunState *S = States; S; S = S->Next)
    if (S->Before)
      S->Before();
  copyBack(Ranges.incidental(), copyBack(Ranges.all(), Bytes.data()));
  run::forgetLater();
  for (RunState *S = States; S; S = S->Next)
    if (S->After)
      S->After();
}

static Digest hash(const void *Begin, size_t Size) {
  llvm::XXH128_hash_t H =
      llvm::xxh3_128bits({static_cast<const uint8_t *>(Begin), Size});
  return {H.low64, H.high64};
}

Digest Snapshot::digest() const {
  const std::vector<RunRanges::Range> &All = Ranges.all();
  Digest Parts[] = {hash(All.data(), All.size() * sizeof(All[0])),
                    hash(Bytes.data(), StateSize)};
  return hash(Parts, sizeof(Parts));
}

} // namespace kernel
