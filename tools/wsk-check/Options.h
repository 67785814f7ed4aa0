//===- Options.h - The command line of wsk-check ----------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_TOOLS_OPTIONS_H
#define WSK_TOOLS_OPTIONS_H

#include "core/Rule.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"
#include <string>
#include <vector>

namespace wsk {

/// What wsk-check's exit status tells. Other programs rely on the numbers.
enum ExitStatus {
  NothingFound = 0,
  DefectsFound = 1,
  NotRun = 2, ///< usage error, or nothing could be analysed
  NotSure = 3 ///< no finding, but a verdict is inconclusive
};

struct Options {
  enum class Action {
    Analyse,
    Help,
    Version,
    ListRules,
    Explain,
    WriteDocs,
    PrintCompilerArgs,
    Lsp
  };
  Action Do = Action::Analyse;

  std::vector<std::string> Inputs;       ///< SOURCE or SOURCE-FILTER
  std::vector<std::string> CompilerArgs; ///< behind `--`
  std::string Database;                  ///< -p; empty without
  std::string Configuration, Platform;   ///< of a .vcxproj; empty: chosen
  std::string Sarif;                     ///< file, "-" or empty
  std::string Json;                      ///< file, "-" or empty
  std::string Gitlab;                    ///< file, "-" or empty
  std::string Junit;                     ///< file, "-" or empty
  std::string Html;                      ///< file, "-" or empty
  std::string Baseline;                  ///< file to read; empty without
  std::string NewBaseline;               ///< file to write; empty without
  std::string Rules = "*";
  std::string Subject; ///< RULE of --explain, DIR of --write-docs
  std::string KernelHeaders = "pack";
  std::string WdfHeaders; ///< folder of Microsoft's KMDF headers; may be empty
  std::string ApiNames;
  std::string NewFrom;    ///< revision; empty without
  std::string BufferFile; ///< texts that stand in for files; empty without
  unsigned Jobs = 0;
  bool Quiet = false;
  bool Pedantic = false;
  bool Stats = false;
  bool AllowInconclusive = false;
  bool Github = false;
  bool UnusedSuppressions = false;
  bool Doctor = false;
  bool Witness = false;

  /// True when a report goes to standard output: the text stays away from it.
  bool reportOnStdout() const;
};

/// Reads the command line without the program name. The error is one sentence
/// for the user.
llvm::Expected<Options> parseOptions(llvm::ArrayRef<const char *> Args);

void printHelp(llvm::raw_ostream &OS);

/// The rules a comma list of globs over kebab names selects; "-glob" takes
/// rules away, and a list that starts so starts from all rules.
llvm::Expected<std::vector<const RuleInfo *>>
chooseRules(llvm::StringRef Globs);

/// The rule of any spelling, or an error that names the nearest one.
llvm::Expected<const RuleInfo *> namedRule(llvm::StringRef Name);

/// An error that carries only a sentence.
llvm::Error userError(const llvm::Twine &Sentence);

} // namespace wsk

#endif // WSK_TOOLS_OPTIONS_H
