//===- VcxprojCommand.h - The command line of a project's item --*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_PROGRAM_VCXPROJCOMMAND_H
#define WSK_PROGRAM_VCXPROJCOMMAND_H

#include "program/MsBuild.h"

namespace wsk {

/// What cl would be called with for a ClCompile item, as far as it bears on
/// the meaning of the source, in the words of clang-cl; Args[0] = program,
/// the source comes last. Adds what was guessed or is missing to \p Facts.
std::vector<std::string> commandOfItem(const msbuild::Project &Project,
                                       const msbuild::Item &Item,
                                       llvm::StringRef File,
                                       std::set<std::string> &Facts);

} // namespace wsk

#endif // WSK_PROGRAM_VCXPROJCOMMAND_H
