//===- Solution.h - The driver among a solution's projects ------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// A solution of Visual Studio lists projects; one of them is the driver, with
/// the static libraries it references. docs/projects.md says how it is found.
//===----------------------------------------------------------------------===//
#ifndef WSK_PROGRAM_SOLUTION_H
#define WSK_PROGRAM_SOLUTION_H

#include "program/Vcxproj.h"
#include <map>

namespace wsk {

/// Projects in the order of the solution.
struct Solution {
  std::string File; ///< absolute
  /// .vcxproj files: absolute, with slashes; need not exist.
  std::vector<std::string> Projects;
  std::vector<std::string> Others; ///< projects of other kinds, as written
  /// Project -> those that are built before it because the solution says so.
  std::map<std::string, std::vector<std::string>> Dependencies;
};

/// True for a name that ends in .sln or .slnx.
bool isSolutionFile(llvm::StringRef File);

/// What \p File (absolute) lists; solution folders are no projects. The error
/// names the file and what is wrong with it.
llvm::Expected<Solution> readSolution(llvm::StringRef File);

/// The one driver of a solution, with notes on the projects that are no part of
/// it. An error if there is none, or a choice; it names the projects.
llvm::Expected<DriverProject> readDriverOf(llvm::StringRef SolutionFile,
                                           const ProjectChoice &Choice);

} // namespace wsk

#endif // WSK_PROGRAM_SOLUTION_H
