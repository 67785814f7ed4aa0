//===- StoryText.h - A finding's story as plain lines -----------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_REPORT_STORYTEXT_H
#define WSK_REPORT_STORYTEXT_H

#include "report/Finding.h"

namespace wsk {

/// The steps that tell the story, one line each: "[DriverEntry]" where a stage
/// begins, "main.c:12: message" for what happens in it. Calls and branches are
/// left out: this is for readers who see only text. Lines are printable.
std::vector<std::string> storyLines(const Finding &F);

/// One sentence on what running the driver showed; empty when nobody asked.
std::string witnessText(const Witness &W);

/// True when Windows stops or hangs over what the rule forbids: an "error" for
/// hosts that know errors and warnings.
bool isFatal(const RuleInfo &Rule);

/// \p File, which is relative to \p Here unless absolute, as seen from
/// \p Root; absolute when it does not lie below \p Root. With '/' on every
/// host. Without \p Root the name is only tidied.
std::string pathBelow(llvm::StringRef Root, llvm::StringRef Here,
                      llvm::StringRef File);

} // namespace wsk

#endif // WSK_REPORT_STORYTEXT_H
