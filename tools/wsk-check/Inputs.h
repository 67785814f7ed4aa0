//===- Inputs.h - Which sources the user means ------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_TOOLS_INPUTS_H
#define WSK_TOOLS_INPUTS_H

#include "Options.h"
#include "program/Buffers.h"
#include <memory>

namespace clang::tooling {
class CompilationDatabase;
} // namespace clang::tooling

namespace wsk {

struct DriverProject;

struct Inputs {
  std::vector<std::string> Sources; ///< absolute, sorted, no two the same
  std::shared_ptr<clang::tooling::CompilationDatabase> Database;
  std::shared_ptr<const DriverProject> Project; ///< null without a .vcxproj
};

/// True for the name of a C or C++ source; headers are none.
bool isSource(llvm::StringRef File);

/// Turns SOURCEs, projects, or a database and filters over it, into the units
/// of the driver. What an editor has not saved yet (\p Texts, may be null) is
/// there, too. The error names the offending path and the mend.
llvm::Expected<Inputs> resolveInputs(const Options &O, const Buffers *Texts);

} // namespace wsk

#endif // WSK_TOOLS_INPUTS_H
