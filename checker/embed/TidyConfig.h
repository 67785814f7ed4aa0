//===- TidyConfig.h - What a configuration gets wrong -----------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// clang-tidy tells misspelt names only if asked (--verify-config). A check of
/// ours that is not run because of one would be taken for a clean driver.
//===----------------------------------------------------------------------===//
#ifndef WSK_EMBED_TIDYCONFIG_H
#define WSK_EMBED_TIDYCONFIG_H

#include "llvm/ADT/ArrayRef.h"
#include <string>
#include <vector>

namespace clang::tidy {
struct ClangTidyOptions;
} // namespace clang::tidy

namespace wsk {

/// One message per entry of \p Options that begins with "wsk-" and names no
/// rule, or no option among \p KnownOptions; in a settled order. Entries of
/// other modules are not looked at.
std::vector<std::string>
configurationMistakes(const clang::tidy::ClangTidyOptions &Options,
                      llvm::ArrayRef<llvm::StringRef> KnownOptions);

} // namespace wsk

#endif // WSK_EMBED_TIDYCONFIG_H
