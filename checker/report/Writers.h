//===- Writers.h - The output formats ---------------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Every format is a pure function of a report (and of the source lines it
/// points at): equal reports give equal bytes.
//===----------------------------------------------------------------------===//
#ifndef WSK_REPORT_WRITERS_H
#define WSK_REPORT_WRITERS_H

#include "report/Finding.h"
#include "report/SourceText.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

namespace wsk {

/// "defect", "clean", "inconclusive", "not applicable".
llvm::StringRef verdictWord(Verdict V);

/// "confirmed", "unconfirmed"; empty when no witness was sought.
llvm::StringRef witnessWord(const Witness &W);

/// "source", "baseline".
llvm::StringRef silencedWord(SilencedFinding::Kind By);

/// "known from the baseline", or from the revision that \p S names.
std::string knownFrom(const SilencedFinding &S);

/// The page of a rule in Markdown; empty when it has none.
using PageSource = std::function<llvm::StringRef(const RuleInfo &)>;

struct TextOptions {
  bool Color = false;
  bool Stats = false; ///< end with the counters of the run
  LineSource Lines;   ///< for excerpts; none when empty
};

/// Like Clang's warnings, with the story as notes and a summary at the end.
void writeText(const Report &R, llvm::raw_ostream &OS, const TextOptions &O);

/// One JSON object; its keys are promised in docs/output.md.
void writeJson(const Report &R, llvm::raw_ostream &OS);

/// The report writeJson() wrote. An error says what is wrong with \p Text; a
/// rule this program does not have is one.
llvm::Expected<Report> readJson(llvm::StringRef Text);

struct SarifOptions {
  std::string Version;        ///< of this tool, "0.1.0"
  std::string InformationUri; ///< home page of this tool; left out when empty
  std::string Root; ///< absolute folder relative file names start from
  LineSource Lines; ///< to turn byte columns into UTF-16 columns
  PageSource Page;  ///< help text of a rule
};

/// A SARIF 2.1.0 log with one run.
void writeSarif(const Report &R, llvm::raw_ostream &OS, const SarifOptions &O);

/// For hosts that show findings beside the lines of a repository.
struct HostedOptions {
  std::string Root; ///< of the repository; empty: names stay as they are
  std::string Here; ///< what relative file names start from
  LineSource Lines; ///< to turn byte columns into UTF-16 columns
};

/// GitHub workflow commands, one annotation per finding, the story in its text.
/// GitHub shows ten errors and ten warnings; those beyond are only counted.
void writeGithub(const Report &R, llvm::raw_ostream &OS,
                 const HostedOptions &O);

/// Findings and open questions in Markdown, for the summary of a CI job.
void writeMarkdown(const Report &R, llvm::raw_ostream &OS,
                   const HostedOptions &O);

/// GitLab's Code Quality artifact: an array of issues.
void writeGitlab(const Report &R, llvm::raw_ostream &OS,
                 const HostedOptions &O);

struct JunitOptions {
  /// An inconclusive rule is skipped instead of an error.
  bool AllowInconclusive = false;
};

/// JUnit XML: a suite per driver, a failing test case per finding, a passing,
/// skipped or erroneous one per other rule.
void writeJunit(const Report &R, llvm::raw_ostream &OS, const JunitOptions &O);

struct HtmlOptions {
  std::string Version; ///< of this tool
  LineSource Lines;    ///< the source; without it only the stories are shown
};

/// One page that needs nothing else: findings with their paths drawn over the
/// source, verdicts, what was not analysed. Nothing in a report can run in it.
void writeHtml(const Report &R, llvm::raw_ostream &OS, const HtmlOptions &O);

/// For a user who wonders about a verdict: what was found, what was guessed,
/// what was lost and what to do about it.
void writeDoctor(const Report &R, llvm::raw_ostream &OS);

/// Web address of the documentation a rule rests on.
std::string sourceUri(const RuleInfo &Rule);

/// Web address of a rule's own page: \p Pattern with the rule's name for
/// "{rule}"; where \p Pattern is empty, that of the documentation.
std::string pageUri(const RuleInfo &Rule, llvm::StringRef Pattern);
/// The same with the pattern this program was built with (WSK_RULE_URL).
std::string pageUri(const RuleInfo &Rule);
/// True if it was built with one.
bool hasPublishedPages();

/// The facts of a rule for a terminal.
void writeRuleText(const RuleInfo &Rule, llvm::raw_ostream &OS);

/// The generated head of docs/rules/<rule>.md, between two marker comments.
void writeRuleHeader(const RuleInfo &Rule, llvm::raw_ostream &OS);

/// What stands on a rule's page behind the generated head.
llvm::StringRef pageBody(llvm::StringRef Page);

} // namespace wsk

#endif // WSK_REPORT_WRITERS_H
