//===- Board.cpp - What the client is shown -------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "Board.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace wsk::lsp;

std::vector<Diagnostic> Board::shown(const std::string &File) const {
  std::vector<Diagnostic> Out;
  for (const auto &[Driver, Files] : ByDriver) {
    auto Found = Files.find(File);
    if (Found == Files.end())
      continue;
    for (const Diagnostic &D : Found->second)
      if (!llvm::is_contained(Out, D))
        Out.push_back(D);
  }
  return Out;
}

void Board::show(const std::string &Driver, FileDiagnostics Now, Publish Tell) {
  FileDiagnostics &Shown = ByDriver[Driver];
  std::set<std::string> Touched;
  for (const auto &[File, Diagnostics] : Shown)
    Touched.insert(File);
  for (const auto &[File, Diagnostics] : Now)
    Touched.insert(File);
  Shown = std::move(Now);
  if (Shown.empty())
    ByDriver.erase(Driver);
  for (const std::string &File : Touched)
    Tell(File, shown(File));
}
