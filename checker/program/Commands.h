//===- Commands.h - How each source is compiled -----------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_PROGRAM_COMMANDS_H
#define WSK_PROGRAM_COMMANDS_H

#include "program/Includes.h"
#include "program/Program.h"

namespace wsk {

/// How one translation unit is parsed.
struct UnitCommand {
  std::string File;      ///< absolute
  std::string Directory; ///< what relative paths in Args are relative to
  bool CPlusPlus = false;
  GeneratorInputs Generators;           ///< for generated headers
  std::shared_ptr<const Buffers> Texts; ///< stand in for files; may be null
  std::vector<std::string> Args; ///< clang's command line, Args[0] = program
};

/// The command of every source, in the order of Options.Sources.
llvm::Expected<std::vector<UnitCommand>>
unitCommands(const ProgramOptions &Options);

/// What of a database's command bears on the meaning of the source (macros,
/// header folders, forced includes, language, packing), spelled for clang.
/// Reads the styles of clang, gcc, clang-cl and cl; all else is dropped, so
/// that no unknown or target option of a foreign compiler can do harm.
std::vector<std::string> meaningfulArgs(std::vector<std::string> CommandLine,
                                        llvm::StringRef Directory,
                                        llvm::StringRef File);

} // namespace wsk

#endif // WSK_PROGRAM_COMMANDS_H
