//===- Baseline.h - Only new findings ---------------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// A baseline is what a project knows of: a file, or the findings of an earlier
/// revision. A finding is recognised by its rule, what it is about (the
/// registration or socket), its function and its stage of the driver's life,
/// never by file or line.
//===----------------------------------------------------------------------===//
#ifndef WSK_REPORT_BASELINE_H
#define WSK_REPORT_BASELINE_H

#include "report/Finding.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"
#include <array>

namespace wsk {

class Baseline {
public:
  /// Reads what write() wrote. The error says what is wrong with \p Text.
  static llvm::Expected<Baseline> parse(llvm::StringRef Text);

  /// Knows nothing.
  Baseline() = default;

  /// The findings of \p R, also those an older baseline knew. What the source
  /// silences is not among them: without its comment it counts as new.
  explicit Baseline(const Report &R);

  /// Moves known findings to R.Silenced and tells in R.Gone which are fixed.
  /// Of equal findings as many are known as the baseline counts. A known
  /// finding whose rule was not checked, or not to the end, is not gone.
  void apply(Report &R) const;

  /// The same for the findings of a revision. Nothing is told to be gone: there
  /// is no file to bring up to date.
  void applyRevision(Report &R, llvm::StringRef Revision) const;

  /// Writes the baseline of \p R as JSON: sorted, so that a version control
  /// system shows what changed.
  static void write(const Report &R, llvm::raw_ostream &OS);

private:
  /// Rule id, subject, function, stage.
  using Identity = std::array<std::string, 4>;

  using Counts = std::map<Identity, unsigned>;

  static Identity identityOf(const Finding &F);
  Counts silenceKnown(Report &R, llvm::StringRef Where) const;
  static bool wasJudged(const Report &R, llvm::StringRef RuleId);

  Counts Known; ///< how often
};

} // namespace wsk

#endif // WSK_REPORT_BASELINE_H
