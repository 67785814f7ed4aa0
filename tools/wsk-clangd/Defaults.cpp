//===- Defaults.cpp - wsk-clangd shows findings without configuration -----===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// clangd runs only checks it has been told of, and of those only the ones its
/// authors have timed. Two of its functions are replaced at link time (--wrap)
/// so that the wsk-* checks are on and count as fast; `-wsk-*` in .clangd or
/// .clang-tidy still switches them off. Their declarations are clangd's, whose
/// headers no package installs.
//===----------------------------------------------------------------------===//
#include "clang-tidy/ClangTidyOptions.h"
#include "core/Compat.h"
#include <optional>

using llvm::StringRef;

// Takes the options to complete and the file.
using TidyProvider =
    wsk::ClangdProvider<void(clang::tidy::ClangTidyOptions &, StringRef)>;

#define IS_FAST "_ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE"
#define DEFAULT_CHECKS "_ZN5clang6clangd20provideDefaultChecksEv"

std::optional<bool> realIsFast(StringRef Check) __asm__("__real_" IS_FAST);
std::optional<bool> isFast(StringRef Check) __asm__("__wrap_" IS_FAST);
TidyProvider realDefaultChecks() __asm__("__real_" DEFAULT_CHECKS);
TidyProvider defaultChecks() __asm__("__wrap_" DEFAULT_CHECKS);

// Tens of milliseconds for a driver; the analyzer's node budget bounds it.
std::optional<bool> isFast(StringRef Check) {
  return Check.starts_with("wsk-") ? true : realIsFast(Check);
}

TidyProvider defaultChecks() {
  static const auto WithOurs = [](clang::tidy::ClangTidyOptions &Options,
                                  StringRef File) {
    bool Chosen = Options.Checks && !Options.Checks->empty();
    realDefaultChecks()(Options, File);
    std::string Checks = Options.Checks.value_or("");
    // In front of the user's, so that a "-wsk-..." of theirs counts.
    Options.Checks = Chosen ? "wsk-*," + Checks : Checks + ",wsk-*";
  };
  return WithOurs;
}
