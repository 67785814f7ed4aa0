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

/// How many paths in one WSK state go on behind the end of a function or of a
/// stage.
constexpr unsigned CrowdAtEnd = 2;

class Crowding {
public:
  /// Counts one more path at \p Place of the current frame and returns how
  /// many have come there, this one included, with the same registrations,
  /// captures, sockets, routines to run and flags in globals.
  unsigned arrive(const void *Place, clang::ento::CheckerContext &C,
                  clang::ento::ProgramStateRef State);
  /// The same for paths that leave the current frame and return \p Returned.
  /// Flags in the variables of the frames count, too.
  unsigned leave(clang::ento::CheckerContext &C,
                 clang::ento::ProgramStateRef State,
                 clang::ento::SVal Returned);
  /// Forgets everything: another graph begins.
  void clear() { Arrivals.clear(); }

private:
  std::unordered_map<unsigned, unsigned> Arrivals;
};

} // namespace wsk

#endif // WSK_MODEL_CROWDING_H
