//===- main.cpp - wsk-clangd: clangd with the wsk-* checks ----------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// clangd of the same LLVM, without the remote index. The checks of
/// embed/TidyModule.cpp register themselves.
//===----------------------------------------------------------------------===//
#include "program/Folders.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"
#include <memory>
#include <vector>

// LLVM's package holds these, but installs no header for them.
namespace clang::clangd {
int clangdMain(int Argc, char *Argv[]);
class SymbolIndex {
public:
  virtual ~SymbolIndex();
};
namespace remote {
/// No remote index: it would need gRPC.
std::unique_ptr<SymbolIndex> getClient(llvm::StringRef, llvm::StringRef) {
  return nullptr;
}
} // namespace remote
} // namespace clang::clangd

using namespace llvm;

int main(int Argc, char **Argv) {
  std::vector<char *> Args(Argv, Argv + Argc);
  // clangd looks for clang's own headers beside itself; we stand elsewhere.
  bool Chosen = any_of(drop_begin(Args), [](StringRef Arg) {
    return Arg.ltrim('-').starts_with("resource-dir");
  });
  // clangd's own version printer leaves no room for another.
  if (is_contained(drop_begin(Args), StringRef("--version")))
    outs() << "wsk-clangd of WskCheck " << WSK_VERSION << '\n';
  outs().flush();
  std::string Resources;
  if (Expected<std::string> Folder = wsk::clangResourceFolder(); !Folder) {
    errs() << "wsk-clangd: warning: " << toString(Folder.takeError()) << '\n';
  } else if (!Chosen) {
    Resources = "--resource-dir=" + *Folder;
    Args.insert(Args.begin() + 1, Resources.data());
  }
  return clang::clangd::clangdMain(static_cast<int>(Args.size()), Args.data());
}
