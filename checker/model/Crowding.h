//===- Crowding.h - Paths that add nothing to one another -------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// A loop that branches on data doubles the paths at every round, and most of
/// them differ in nothing that WSK depends on. This counts the paths that come
/// to a branch in the same WSK state, so that the model can let a few stand for
/// all. Ending a path can hide a defect, never invent one.
//===----------------------------------------------------------------------===//
#ifndef WSK_MODEL_CROWDING_H
#define WSK_MODEL_CROWDING_H

#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"
#include <unordered_map>

namespace wsk {

class Crowding {
public:
  struct Limits {
    /// How many paths in one WSK state go on that differ in nothing.
    unsigned Alike;
    /// And how many that differ in their flags, before only those go on that
    /// bring another value of some flag.
    unsigned Combinations;
  };
  /// Behind the end of a function or of a stage, and in loops.
  static constexpr Limits Few = {2, 12};

  /// One more path has come to \p Place of the current frame: shall it go on?
  /// Those that come \p Late do not count for the others.
  /// Counts those with the same registrations, captures, sockets, routines to
  /// run and flags in globals.
  bool arrive(const void *Place, bool Late, Limits Most,
              clang::ento::CheckerContext &C,
              clang::ento::ProgramStateRef State);
  /// The same for paths that enter a function, of which few go on.
  bool enter(clang::ento::CheckerContext &C,
             clang::ento::ProgramStateRef State);
  /// The same for paths that leave the current frame and return \p Returned.
  /// Flags in the variables of the frames count, too.
  bool leave(clang::ento::CheckerContext &C, clang::ento::ProgramStateRef State,
             clang::ento::SVal Returned);
  /// Forgets everything: another graph begins.
  void clear() {
    Arrivals.clear();
    Passed.clear();
  }

private:
  bool isNew(llvm::FoldingSetNodeID ID, Limits Most,
             llvm::ArrayRef<uint64_t> Flags);

  /// Paths that came, by all that tells them apart.
  std::unordered_map<uint64_t, unsigned> Arrivals;
  /// Paths that went on, by WSK state and by each flag's value.
  std::unordered_map<uint64_t, unsigned> Passed;
};

} // namespace wsk

#endif // WSK_MODEL_CROWDING_H
