//===- Folders.h - Where headers are ----------------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_PROGRAM_FOLDERS_H
#define WSK_PROGRAM_FOLDERS_H

#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace wsk {

/// Clang's own headers (stdarg.h ...): next to the executable, else where the
/// clang this program was built with keeps them.
llvm::Expected<std::string> clangResourceFolder();

/// The folders to search for kernel headers, most specific first.
/// \p KernelHeaders as in ProgramOptions.
llvm::Expected<std::vector<std::string>>
kernelHeaderFolders(llvm::StringRef KernelHeaders);

/// The folder with wdf.h that \p WdfHeaders means: itself, or the newest
/// version below it, as a kit, the framework's repository or a package lays
/// them out. Empty for an empty name.
llvm::Expected<std::string> wdfHeaderFolder(llvm::StringRef WdfHeaders);

/// True for a folder that holds a kernel's headers (a WDK, mingw's DDK): they
/// must not be mixed with the ones the user chose.
bool holdsKernelHeaders(llvm::StringRef Folder);

} // namespace wsk

#endif // WSK_PROGRAM_FOLDERS_H
