//===- Suppress.h - Findings the source says are known ----------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// `NOLINT` comments as clang-tidy understands them, and `#pragma
/// warning(suppress: wsk-...)` and `prefast(suppress: ...)` as cl does, with
/// our rules' ids. docs/baseline.md is the user's page.
//===----------------------------------------------------------------------===//
#ifndef WSK_REPORT_SUPPRESS_H
#define WSK_REPORT_SUPPRESS_H

#include "report/Finding.h"
#include "llvm/ADT/StringRef.h"

namespace wsk {

/// One comment or pragma that silences findings. Lines count from 1.
struct Suppression {
  unsigned Line = 0;            ///< where it stands
  unsigned First = 1, Last = 0; ///< the lines it covers; none: First > Last
  /// Globs over rule ids; empty: every rule.
  std::vector<std::string> Rules;
  std::string Text;   ///< as written, "NOLINT(wsk-socket-leak)"
  std::string Reason; ///< what the author says why; may be empty

  bool covers(unsigned AtLine, const RuleInfo &Rule) const;
  /// True if it names a rule of ours (another tool's are not our business).
  bool isOurs() const;
};

/// All suppressions of a C or C++ file, in the order of the text. Only comments
/// and pragmas count, not what looks like one inside a string.
std::vector<Suppression> suppressionsIn(llvm::StringRef Text);

/// Suppressions by file (any spelling of its name).
class Suppressions {
public:
  /// Reads a file once; later calls for it do nothing.
  void read(llvm::StringRef File, llvm::StringRef Text);

  /// Moves the findings that are suppressed to R.Silenced, and lists ours that
  /// suppress nothing although their rules were judged in R.UnusedSuppressions.
  void apply(Report &R) const;

private:
  std::map<std::string, std::vector<Suppression>> ByFile;
};

} // namespace wsk

#endif // WSK_REPORT_SUPPRESS_H
