//===- Snapshot.h - A run in the middle, to go on from again --- -*- C++
//-*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Everything a run consists of lies at fixed addresses: its heap, the used
/// parts of stacks and pools, the image's data, and a few variables. A copy of
/// these is the run as it stood at one of its choices. Runs that make the same
/// choices up to there need not make them again.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_BASE_SNAPSHOT_H
#define WSK_KERNEL_BASE_SNAPSHOT_H

#include <cstddef>
#include <cstdint>
#include <vector>

namespace kernel {

/// The memory a run consists of at one moment.
class RunRanges {
public:
  struct Range {
    char *Begin;
    size_t Size;
  };
  void add(void *Begin, size_t Size) {
    if (Size)
      All.push_back({static_cast<char *>(Begin), Size});
  }
  template <class T> void add(T &Variable) { add(&Variable, sizeof(T)); }
  /// What the rest of the run does not depend on: two runs may differ in it and
  /// be in the same state.
  void addIncidental(void *Begin, size_t Size) {
    if (Size)
      Incidental.push_back({static_cast<char *>(Begin), Size});
  }
  template <class T> void addIncidental(T &Variable) {
    addIncidental(&Variable, sizeof(T));
  }
  void clear() {
    All.clear();
    Incidental.clear();
  }
  const std::vector<Range> &all() const { return All; }
  const std::vector<Range> &incidental() const { return Incidental; }

private:
  std::vector<Range> All, Incidental;
};

/// What a part of the kernel changes during a run outside of the heap of runs
/// and of its run::Local objects. Make static objects of it.
struct RunState {
  /// \p List names the memory in use now; it must not change anything of the
  /// run (see run::Local::existing). \p Before and \p After are called
  /// around the copying back of a snapshot; they may be null.
  explicit RunState(void (*List)(RunRanges &Into), void (*Before)() = nullptr,
                    void (*After)() = nullptr);
  void (*List)(RunRanges &Into);
  void (*Before)();
  void (*After)();
  RunState *Next;
};

/// 128 bits of hash.
struct Digest {
  uint64_t Low, High;
  bool operator==(const Digest &Other) const {
    return Low == Other.Low && High == Other.High;
  }
};

/// A paused run; see pauseRun in base/Scheduler.h.
class Snapshot {
public:
  /// Copies the run, which must be paused. Memory of earlier copies is reused.
  /// False, and no copy, when that would be more than \p Most bytes.
  bool take(size_t Most);
  /// Makes the run what it was; it is paused again.
  void restore() const;
  /// False in builds whose own books about memory do not follow (sanitizers).
  static bool isPossible();

  /// A hash of what was copied and of where it lies: what goes on from two
  /// snapshots with the same one is the same, given the same answers.
  Digest digest() const;

  /// Bytes copied.
  size_t size() const { return Bytes.size(); }

private:
  RunRanges Ranges;
  std::vector<char> Bytes;
  size_t StateSize = 0; ///< the first Bytes, which are not incidental
};

} // namespace kernel

#endif // WSK_KERNEL_BASE_SNAPSHOT_H
