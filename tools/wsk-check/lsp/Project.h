//===- Project.h - Which driver a document belongs to -----------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_TOOLS_LSP_PROJECT_H
#define WSK_TOOLS_LSP_PROJECT_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace wsk::lsp {

/// How wsk-check is told of a driver.
struct DriverInputs {
  std::vector<std::string> Args; ///< "-p FILE", a .vcxproj or a folder
  std::string Name;              ///< for the user: that file or folder
  bool Guessed = false;          ///< no build says so
};

/// The driver of \p File: the nearest compile_commands.json above it (also in
/// a folder build/ beside) that names it, or any for a header; else the nearest
/// .vcxproj above it that names it, or a lone one for a header; else the
/// nearest folder above it under which a source speaks of DriverEntry; else its
/// own folder. Nothing above the workspace \p Folders that hold the file is
/// looked at; without any, databases are looked for up to the root, folders
/// only in its own. Nothing for a header without a driver.
std::optional<DriverInputs> driverOf(llvm::StringRef File,
                                     llvm::ArrayRef<std::string> Folders);

} // namespace wsk::lsp

#endif // WSK_TOOLS_LSP_PROJECT_H
