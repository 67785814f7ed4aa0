//===- main.cpp - wsk-clang-tidy: clang-tidy with the wsk-* checks --------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Takes and prints what clang-tidy of the same LLVM does, all stock checks
/// included; the checks of embed/TidyModule.cpp register themselves.
//===----------------------------------------------------------------------===//
#include "clang-tidy/tool/ClangTidyMain.h"
#include "program/Folders.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/raw_ostream.h"
#include <vector>

using namespace llvm;

int main(int Argc, const char **Argv) {
  cl::AddExtraVersionPrinter([](raw_ostream &OS) {
    OS << "  wsk-clang-tidy of WskCheck " << WSK_VERSION << '\n';
  });
  std::vector<const char *> Args(Argv, Argv + Argc);
  // clang-tidy looks for clang's own headers beside itself; we stand elsewhere.
  // Put first, so that what the user says wins.
  std::string Resources;
  if (Expected<std::string> Folder = wsk::clangResourceFolder()) {
    Resources = "--extra-arg-before=-resource-dir=" + *Folder;
    Args.insert(Args.begin() + 1, Resources.c_str());
  } else {
    errs() << "wsk-clang-tidy: warning: " << toString(Folder.takeError())
           << '\n';
  }
  return clang::tidy::clangTidyMain(static_cast<int>(Args.size()), Args.data());
}
