//===- TimerList.h - What is due when ------------------------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_BASE_TIMERLIST_H
#define WSK_KERNEL_BASE_TIMERLIST_H

#include "base/Scheduler.h"

namespace kernel {

struct Timer {
  Time When;
  uint64_t Id;
  const char *Name;
  FiberBody Action;
  void *Argument;
  Fiber *Sleeper; ///< instead of Action: whose deadline this is
};

/// The timers of a run, by when they expire.
class TimerList {
public:
  bool empty() const { return Sorted.empty(); }
  Time nextDue() const { return empty() ? Never : Sorted.back().When; }

  /// \returns the number it is known by from now on.
  uint64_t add(Timer Made) {
    Made.Id = NextId++;
    auto Place = Sorted.end();
    while (Place != Sorted.begin() && (Place - 1)->When <= Made.When)
      --Place;
    Sorted.insert(Place, Made);
    return Made.Id;
  }

  Timer takeNext() {
    Timer Due = Sorted.back();
    Sorted.pop_back();
    return Due;
  }

  /// Removes the first for which \p Is holds; false when there is none.
  template <class Predicate> bool remove(Predicate Is) {
    for (size_t I = 0; I != Sorted.size(); ++I)
      if (Is(Sorted[I])) {
        Sorted.erase(Sorted.begin() + I);
        return true;
      }
    return false;
  }

private:
  run::vector<Timer> Sorted; ///< latest first
  uint64_t NextId = 1;
};

} // namespace kernel

#endif // WSK_KERNEL_BASE_TIMERLIST_H
