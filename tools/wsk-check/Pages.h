//===- Pages.h - The rules' pages, compiled in ------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_TOOLS_PAGES_H
#define WSK_TOOLS_PAGES_H

#include "core/Rule.h"
#include "llvm/Support/Error.h"

namespace wsk {

/// docs/rules/<rule>.md as it was when this program was built; empty when the
/// rule had no page.
llvm::StringRef rulePage(const RuleInfo &Rule);

/// Where a user of this machine can read a rule's page: where it is published,
/// else its file beside this program or in the sources it was built from, else
/// the documentation it rests on. An address, https: or file:.
std::string rulePageAddress(const RuleInfo &Rule);

/// Prints a rule's record and page.
void explainRule(const RuleInfo &Rule);

/// Renews the generated head of every rule's page in \p Folder, keeping what
/// was written by hand behind it.
llvm::Error writeDocs(llvm::StringRef Folder);

} // namespace wsk

#endif // WSK_TOOLS_PAGES_H
