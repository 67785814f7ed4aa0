//===- Loops.h - How often a path has gone round ----------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_MODEL_LOOPS_H
#define WSK_MODEL_LOOPS_H

#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"

namespace wsk {

/// How often a loop that nobody knows the end of is gone through; what can go
/// either way has done so in these rounds.
constexpr unsigned OpenRounds = 2;

/// How often the path has come to its place, in the loops of its frame and of
/// the frames that called it.
struct Rounds {
  /// Whatever the loop.
  unsigned Any = 0;
  /// In loops whose own condition never ends them (`while (TRUE)`).
  unsigned Endless = 0;
};

/// The rounds made around \p Here, a statement of the current block.
Rounds roundsAround(clang::ento::CheckerContext &C, const clang::Stmt *Here);

/// The innermost loop around \p Here in its function counts to a constant of
/// less than \p Limit: it ends by itself.
bool endsByCounting(clang::ento::CheckerContext &C, const clang::Stmt *Here,
                    unsigned Limit);

/// True if the then-branch of the `if` \p Terminator jumps away.
bool jumpsAway(const clang::Stmt *Terminator);

} // namespace wsk

#endif // WSK_MODEL_LOOPS_H
