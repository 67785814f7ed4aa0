//===- Vcxproj.h - A driver as Visual Studio's project says -----*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// What a .vcxproj says about a driver: its sources, how each is compiled, the
/// static libraries it links, and what generates headers for it. Needs neither
/// Visual Studio nor the WDK. docs/projects.md says what is understood.
//===----------------------------------------------------------------------===//
#ifndef WSK_PROGRAM_VCXPROJ_H
#define WSK_PROGRAM_VCXPROJ_H

#include "core/RunLog.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include <memory>

namespace clang::tooling {
class CompilationDatabase;
}

namespace wsk {

/// Which of a project's configurations is meant; an empty part is chosen: x64
/// before others, a release build before others, then the first listed.
struct ProjectChoice {
  std::string Configuration; ///< "Release"
  std::string Platform;      ///< "x64"
  /// $(SolutionDir), absolute, if a solution was named; else it is guessed.
  std::string SolutionFolder;
};

struct ProjectSource {
  std::string File; ///< absolute; need not exist
  /// The folder relative names in Args start from: the project's.
  std::string Directory;
  std::vector<std::string> Args; ///< in the style of clang-cl, with program
};

/// One driver: the projects named and the static libraries they reference.
struct DriverProject {
  std::string Name;
  std::vector<ProjectSource> Sources; ///< sorted by file, no two the same
  /// WPP configuration files, message files (.mc): absolute.
  std::vector<std::string> TraceConfigs, MessageFiles;
  /// What was left out, e.g. an absent import.
  std::vector<NotAnalysed> Notes;
  /// What was found and what was guessed, in sentences, for --doctor.
  std::vector<std::string> Facts;
};

/// Reads one or several projects that make up one driver. The error names the
/// file, what is wrong with it, and the mend.
llvm::Expected<DriverProject> readProjects(llvm::ArrayRef<std::string> Files,
                                           const ProjectChoice &Choice);

enum class ProjectKind { Driver, Library, Other };

/// What a project is, without its sources.
struct ProjectOutline {
  ProjectKind Kind = ProjectKind::Other;
  std::string Type; ///< in words: "Application", "Driver (KMDF)"
  bool Compiles = false;
  std::vector<std::string> References; ///< projects, absolute
};

/// The outline of \p File (absolute). Whatever makes code for the kernel and is
/// no static library counts as a driver, as does what states no type.
llvm::Expected<ProjectOutline> outlineOf(llvm::StringRef File,
                                         const ProjectChoice &Choice);

/// The same commands as a compile database.
std::shared_ptr<clang::tooling::CompilationDatabase>
databaseOf(const DriverProject &Project);

/// True for a name that ends in .vcxproj.
bool isProjectFile(llvm::StringRef File);

} // namespace wsk

#endif // WSK_PROGRAM_VCXPROJ_H
