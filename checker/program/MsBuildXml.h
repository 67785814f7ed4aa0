//===- MsBuildXml.h - The XML of a project file -----------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_PROGRAM_MSBUILDXML_H
#define WSK_PROGRAM_MSBUILDXML_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace wsk::msbuild {

/// One element of a project file. MSBuild's element and attribute names are
/// compared without regard to case, namespaces are of no interest.
struct Element {
  std::string Name;
  std::vector<std::pair<std::string, std::string>> Attributes;
  std::vector<Element> Children;
  std::string Text; ///< all character data directly inside
  unsigned Line = 0;

  bool is(llvm::StringRef Other) const {
    return llvm::StringRef(Name).equals_insensitive(Other);
  }
  /// The attribute's value; empty when it is absent.
  llvm::StringRef attribute(llvm::StringRef Key) const;
};

/// Reads a file whose outermost element is \p RootName. The error says what is
/// wrong with it and in which line, but does not name the file.
llvm::Expected<Element> readXml(llvm::StringRef File, llvm::StringRef RootName);

} // namespace wsk::msbuild

#endif // WSK_PROGRAM_MSBUILDXML_H
