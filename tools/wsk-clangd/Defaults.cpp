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
#include "llvm/ADT/STLFunctionalExtras.h"
#include <optional>

using llvm::StringRef;

// function_ref<void(options to complete, file)>
using TidyProviderRef =
    llvm::function_ref<void(clang::tidy::ClangTidyOptions &, StringRef)>;

#define IS_FAST "_ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE"
#define DEFAULT_CHECKS "_ZN5clang6clangd20provideDefaultChecksEv"

std::optional<bool> realIsFast(StringRef Check) __asm__("__real_" IS_FAST);
std::optional<bool> isFast(StringRef Check) __asm__("__wrap_" IS_FAST);
TidyProviderRef realDefaultChecks() __asm__("__real_" DEFAULT_CHECKS);
TidyProviderRef defaultChecks() __asm__("__wrap_" DEFAULT_CHECKS);

// Tens of milliseconds for a driver; the analyzer's node budget bounds it.
std::optional<bool> isFast(StringRef Check) {
  return Check.starts_with("wsk-") ? true : realIsFast(Check);
}

TidyProviderRef defaultChecks() {
  static const auto WithOurs = [](clang::tidy::ClangTidyOptions &Options,
                                  StringRef File) {
    realDefaultChecks()(Options, File);
    // In front, so that a later "-wsk-..." of the user's counts.
    Options.Checks = "wsk-*," + Options.Checks.value_or("");
  };
  return WithOurs;
}
