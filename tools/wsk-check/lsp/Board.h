//===- Board.h - What the client is shown -----------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_TOOLS_LSP_BOARD_H
#define WSK_TOOLS_LSP_BOARD_H

#include "Translate.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace wsk::lsp {

/// The diagnostics of all drivers. A file that several drivers share shows
/// what any of them says, once. Not for use by several threads.
class Board {
public:
  using Publish = llvm::function_ref<void(const std::string &File,
                                          const std::vector<Diagnostic> &)>;

  /// Replaces what \p Driver shows; \p Tell hears of every file this touches.
  void show(const std::string &Driver, FileDiagnostics Now, Publish Tell);

  /// What \p File shows.
  std::vector<Diagnostic> shown(const std::string &File) const;

private:
  std::map<std::string, FileDiagnostics> ByDriver;
};

} // namespace wsk::lsp

#endif // WSK_TOOLS_LSP_BOARD_H
