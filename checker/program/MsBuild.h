//===- MsBuild.h - A project file, evaluated --------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Evaluates a project like MSBuild: properties and imports first, then item
/// definitions, then items. What Visual Studio and the WDK bring along is not
/// there; its place is known, and what it would set is left to the caller.
//===----------------------------------------------------------------------===//
#ifndef WSK_PROGRAM_MSBUILD_H
#define WSK_PROGRAM_MSBUILD_H

#include "program/MsBuildText.h"
#include "llvm/Support/Error.h"

namespace wsk::msbuild {

/// One entry of an ItemGroup.
struct Item {
  std::string Type;    ///< as written, "ClCompile"
  std::string Include; ///< as written, references replaced
  Values Metadata;     ///< its own over those of its type's definition
};

struct Project {
  std::string File; ///< absolute
  Values Properties;
  std::vector<Item> Items;
  /// Files an <Import> names that are absent, as written, with the importing
  /// file's name.
  std::set<std::string> AbsentImports;
  std::set<std::string> NotUnderstood;

  /// Items of a type, in order.
  std::vector<const Item *> items(llvm::StringRef Type) const;
};

/// Evaluates \p File (absolute). \p Globals are properties the project cannot
/// change (Configuration, Platform). An error if the file is no project: it
/// names the file and what is wrong.
llvm::Expected<Project> evaluate(llvm::StringRef File, const Values &Globals);

} // namespace wsk::msbuild

#endif // WSK_PROGRAM_MSBUILD_H
