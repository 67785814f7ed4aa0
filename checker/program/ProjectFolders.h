//===- ProjectFolders.h - A driver's own header folders ---------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_PROGRAM_PROJECTFOLDERS_H
#define WSK_PROGRAM_PROJECTFOLDERS_H

#include "llvm/ADT/ArrayRef.h"
#include <string>
#include <vector>

namespace wsk {

/// Compiler arguments that let a driver without compile database find its own
/// headers: in every folder with headers at or below the one that holds all
/// \p Sources (for `#include "x"` first, for `#include <x>` last, so that no
/// kernel header is hidden) and in an include or inc folder there or beside it.
std::vector<std::string> projectHeaderArgs(llvm::ArrayRef<std::string> Sources);

/// The same for a driver whose project names its header folders: the others are
/// searched last of all, for what an absent import would have added.
std::vector<std::string>
fallbackHeaderArgs(llvm::ArrayRef<std::string> Sources);

/// The deepest folder that holds all files, absolute; the files are absolute.
std::string commonFolder(llvm::ArrayRef<std::string> Files);

} // namespace wsk

#endif // WSK_PROGRAM_PROJECTFOLDERS_H
