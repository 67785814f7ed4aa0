//===- Program.h - Analyse a whole driver -----------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Sources in, report out: parses every translation unit (in parallel), lowers
/// SEH, merges all units into one AST, runs the analyzer once over it.
//===----------------------------------------------------------------------===//
#ifndef WSK_PROGRAM_PROGRAM_H
#define WSK_PROGRAM_PROGRAM_H

#include "program/Buffers.h"
#include "report/Finding.h"
#include "llvm/Support/Error.h"
#include <functional>
#include <memory>

namespace clang::tooling {
class CompilationDatabase;
}

namespace wsk {

struct DriverProject;

struct ProgramOptions {
  /// All units of ONE driver, absolute paths, in any order.
  std::vector<std::string> Sources;
  /// Where the flags come from; null = only the built-in command plus
  /// ExtraArgs.
  std::shared_ptr<clang::tooling::CompilationDatabase> Database;
  /// What the driver's project says besides; null without one.
  std::shared_ptr<const DriverProject> Project;
  std::vector<std::string> ExtraArgs;  ///< what stood behind `--`
  std::string KernelHeaders = "pack";  ///< "pack", "mingw" or a folder
  std::string WdfHeaders;              ///< a folder; empty: with KernelHeaders
  std::vector<const RuleInfo *> Rules; ///< enabled rules
  bool Pedantic = false;
  std::shared_ptr<const Buffers> Texts; ///< stand in for files; may be null
  unsigned Jobs = 0;                    ///< 0 = number of cores
  /// Called with (done, total, file) as units are parsed; may be empty.
  std::function<void(unsigned, unsigned, llvm::StringRef)> Progress;
};

/// Analyses the driver. An error only when nothing at all could be analysed
/// (message names the file and the mend); partial trouble is in the report.
llvm::Expected<Report> analyseProgram(const ProgramOptions &Options);

/// Target, defines and header folders the tool adds, for --print-compiler-args.
/// \p KernelHeaders and \p WdfHeaders as in ProgramOptions; an error when a
/// folder is absent.
llvm::Expected<std::vector<std::string>>
driverCompilerArgs(llvm::StringRef KernelHeaders,
                   llvm::StringRef WdfHeaders = "");

} // namespace wsk

#endif // WSK_PROGRAM_PROGRAM_H
