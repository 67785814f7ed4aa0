//===- FixIts.h - Sources that cl takes and clang does not ---- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_BUILD_FIXITS_H
#define WSK_KERNEL_BUILD_FIXITS_H

#include <map>
#include <string>

namespace kernel {
namespace build {

/// Edited copies of files: original path -> text.
using EditedFiles = std::map<std::string, std::string>;

/// Mends what clang complains about in \p Output and cl does not: a type after
/// sizeof without parentheses. \returns false when there is nothing to mend.
bool applyFixIts(const std::string &Output, EditedFiles &Files);

/// Writes the files into \p Folder with an overlay that puts them in the place
/// of the originals; \p Overlay is its path. \returns what went wrong, or
/// nothing.
std::string writeOverlay(const EditedFiles &Files, const std::string &Folder,
                         std::string &Overlay);

} // namespace build
} // namespace kernel

#endif // WSK_KERNEL_BUILD_FIXITS_H
