//===- MsBuildText.h - MSBuild's expressions --------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// `$(Property)`, `$(Property.Function(...))`, `%(Metadata)` and conditions, as
/// documented in MSBuild's reference. What is not understood expands to nothing
/// and is noted, so that a user learns of it.
//===----------------------------------------------------------------------===//
#ifndef WSK_PROGRAM_MSBUILDTEXT_H
#define WSK_PROGRAM_MSBUILDTEXT_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace wsk::msbuild {

/// Names are looked up without regard to case.
class Values {
public:
  llvm::StringRef get(llvm::StringRef Name) const;
  bool has(llvm::StringRef Name) const;
  void set(llvm::StringRef Name, llvm::StringRef Value);

private:
  std::map<std::string, std::string> ByLowerName;
};

/// Windows files as this machine sees them: backslashes, any case.
class Files {
public:
  /// \p Folder is what relative paths start from; absolute.
  explicit Files(llvm::StringRef Folder);

  /// The absolute name with slashes; as spelled on disk if it exists there.
  std::string absolute(llvm::StringRef Path) const;
  bool exists(llvm::StringRef Path) const;
  /// All files the pattern (with * ? and **) stands for, sorted, relative to
  /// the folder where the pattern is.
  std::vector<std::string> glob(llvm::StringRef Pattern) const;
  /// The nearest folder from \p Start upwards that holds \p Name; or "".
  std::string folderAbove(llvm::StringRef Start, llvm::StringRef Name) const;

private:
  std::string Folder;
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk;
};

/// What an expression may refer to.
struct Scope {
  const Values &Properties;
  const Files &Disk;
  /// MSBuildThisFile... of the file the text stands in.
  const Values &ThisFile;
  /// `%(Name)` and `%(Type.Name)`; null where there is no metadata.
  std::function<std::string(llvm::StringRef)> Metadata;
  /// Gets what was not understood, in words for the user.
  std::set<std::string> &NotUnderstood;
};

/// \p Text with all references replaced.
std::string expand(llvm::StringRef Text, const Scope &In);

/// True if the condition holds; an empty one does.
bool holds(llvm::StringRef Condition, const Scope &In);

/// The parts of a semicolon list, trimmed, without empty ones, %XX decoded.
std::vector<std::string> splitList(llvm::StringRef List);

/// `Type::Name(Arguments)` or `Value.Name(Arguments)` of MSBuild's property
/// functions; \p Type is empty for the latter. Nothing if it is not known.
std::optional<std::string> callPropertyFunction(
    llvm::StringRef Type, llvm::StringRef Name, llvm::StringRef Value,
    const std::vector<std::string> &Arguments, const Scope &In);

} // namespace wsk::msbuild

#endif // WSK_PROGRAM_MSBUILDTEXT_H
