//===- Revision.h - The driver as it was in another revision ----*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_TOOLS_REVISION_H
#define WSK_TOOLS_REVISION_H

#include "program/Buffers.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace wsk {

/// A driver's sources in a former revision: where a file's text differs from
/// today's it is in Texts, so that nothing has to be checked out.
struct FormerDriver {
  std::vector<std::string> Sources; ///< absolute, sorted
  Buffers Texts;
};

/// \p Sources (absolute) as they were where git's \p Revision and the checked
/// out revision part, so that what others did to \p Revision since then does
/// not count. Sources that have been deleted since are in it if they lay in one
/// of \p Folders. Changes that are not committed count as changes.
///
/// The error is a sentence for the user: no git, no repository, no such
/// revision, no common ancestor.
llvm::Expected<FormerDriver>
formerDriver(llvm::StringRef Revision, const std::vector<std::string> &Sources,
             llvm::ArrayRef<std::string> Folders);

} // namespace wsk

#endif // WSK_TOOLS_REVISION_H
