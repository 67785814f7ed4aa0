//===- Finding.h - A finding as data ----------------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// What the analysis found, free of Clang types: it outlives the AST and every
/// output format is a pure function of it.
//===----------------------------------------------------------------------===//
#ifndef WSK_REPORT_FINDING_H
#define WSK_REPORT_FINDING_H

#include "core/RunLog.h"
#include <map>
#include <string>
#include <vector>

namespace wsk {

/// A place in a source file. Lines and columns count from 1; columns are bytes.
struct Place {
  std::string File; ///< as the user would open it from the working directory
  unsigned Line = 0;
  unsigned Column = 0;
  /// One past the last byte of what the place points at; 0 when unknown.
  unsigned EndLine = 0;
  unsigned EndColumn = 0;
  /// Raw encoding of the clang::SourceLocation, for a host that reports while
  /// its AST lives; meaningless afterwards. Never written to a report.
  uint32_t Raw = 0;
};

/// How much a step matters to the story.
enum class StepKind {
  Event,  ///< something the rule or the model has to say
  Stage,  ///< a stage of the driver's life starts
  Call,   ///< into a function or back out of it
  Branch, ///< which way a condition went
};

/// One step of the story that leads to a finding.
struct PathStep {
  StepKind Kind = StepKind::Event;
  Place At;
  std::string Message;
  /// "DriverEntry", "thread 'Worker'", "DriverUnload" ...: the stage of the
  /// driver's life the step belongs to.
  std::string Stage;
  /// Call depth below the stage's root, for indentation.
  unsigned Depth = 0;
};

/// Whether running the driver shows a finding.
struct Witness {
  enum Status {
    NotSought,
    Confirmed,  ///< a run breaks the rule, or one that follows from it
    Unconfirmed ///< no run did; Why says more
  };
  Status Is = NotSought;
  std::string Rule;     ///< what the run broke, as the reference kernel says it
  std::string Message;  ///< what the kernel says of it
  Place At;             ///< the driver's call to blame, or the culprit's
  std::string Schedule; ///< for `wsk-kernel replay`
  std::string Why;      ///< why unconfirmed
};

struct Finding {
  const RuleInfo *Rule = nullptr;
  Place At;
  std::string Message;
  std::vector<PathStep> Path;
  /// Function that holds At.
  std::string Function;
  /// What the finding is about in words that survive edits: "g_Registration",
  /// "socket from WskSocket in OpenListener". Part of the fingerprint.
  std::string Subject;
  std::string Stage;
  Witness Shown = {};
};

enum class Verdict { Defect, Clean, Inconclusive, NotApplicable };

struct RuleVerdict {
  const RuleInfo *Rule = nullptr;
  Verdict Is = Verdict::NotApplicable;
  std::vector<std::string> Reasons; ///< why inconclusive, sorted
};

/// A finding somebody has decided about already. It counts for no exit status;
/// its rule's verdict stays a defect.
struct SilencedFinding {
  enum Kind {
    Source,  ///< a comment or pragma in the source
    Baseline ///< it was there before: in a baseline or a revision
  };
  Finding What;
  Kind By = Source;
  std::string Where;  ///< "main.c:12" of a comment, or the revision's name
  std::string Reason; ///< what the comment says why; may be empty
};

/// Everything one run of wsk-check has to say. Findings are sorted by file,
/// line, column, rule; all other lists are sorted too: equal input gives equal
/// bytes.
struct Report {
  std::string Driver; ///< name of the driver, from its sources
  std::vector<Finding> Findings;
  std::vector<RuleVerdict> Verdicts; ///< one per enabled rule
  std::vector<NotAnalysed> Skipped;
  std::vector<SilencedFinding> Silenced; ///< in the order of Findings
  /// Comments and pragmas that silence nothing: "main.c:12: NOLINT(...) ...".
  std::vector<std::string> UnusedSuppressions;
  /// Findings of the baseline that are not there any more, in words.
  std::vector<std::string> Gone;
  std::map<std::string, uint64_t> Stats;
  /// What was found and guessed, by section; only for writeDoctor().
  std::map<std::string, std::vector<std::string>> Facts;
};

/// Puts findings into the order of a report.
void sortFindings(std::vector<Finding> &Findings);

/// Stable across line moves and reformatting: hash over rule, file name,
/// function, subject and stage, and an ordinal among equals. One per finding,
/// in the same order.
std::vector<std::string> fingerprints(const std::vector<Finding> &Findings);

} // namespace wsk

#endif // WSK_REPORT_FINDING_H
