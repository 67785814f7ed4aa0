//===- TidyConfig.cpp - What a configuration gets wrong -------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "embed/TidyConfig.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "clang-tidy/GlobList.h"
#include "core/Rule.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using llvm::ArrayRef;
using llvm::SmallVector;
using llvm::StringRef;
using namespace wsk;

static constexpr llvm::StringLiteral Prefix = "wsk-";

static bool namesNoRule(StringRef Glob) {
  tidy::GlobList List(Glob);
  return llvm::none_of(allRules(), [&List](const RuleInfo *Rule) {
    return List.contains(ruleId(*Rule));
  });
}

static void mistakenChecks(StringRef Checks, std::vector<std::string> &Out) {
  SmallVector<StringRef, 8> Globs;
  llvm::SplitString(Checks, Globs, ",\n");
  for (StringRef Glob : Globs) {
    Glob = Glob.trim();
    Glob.consume_front("-");
    if (Glob.starts_with(Prefix) && namesNoRule(Glob))
      Out.push_back("unknown check '" + Glob.str() + "'");
  }
}

static void mistakenOption(StringRef Key, ArrayRef<StringRef> KnownOptions,
                           std::vector<std::string> &Out) {
  auto [Check, Option] = Key.rsplit('.');
  if (!Check.starts_with(Prefix))
    return;
  if (namesNoRule(Check) || !llvm::is_contained(KnownOptions, Option))
    Out.push_back("unknown check option '" + Key.str() + "'");
}

std::vector<std::string>
wsk::configurationMistakes(const tidy::ClangTidyOptions &Options,
                           ArrayRef<StringRef> KnownOptions) {
  std::vector<std::string> Out;
  mistakenChecks(Options.Checks.value_or(""), Out);
  size_t Checks = Out.size();
  for (const auto &Entry : Options.CheckOptions)
    mistakenOption(Entry.getKey(), KnownOptions, Out);
  llvm::sort(Out.begin() + Checks, Out.end()); // a hash table has its own order
  return Out;
}
