//===- Server.h - The language server ---------------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_TOOLS_LSP_SERVER_H
#define WSK_TOOLS_LSP_SERVER_H

#include "../Options.h"

namespace wsk::lsp {

/// Speaks the Language Server Protocol on standard input and output until the
/// client leaves. \p Program is this executable; \p O gives the options every
/// analysis gets, and the driver if the user names one.
ExitStatus runServer(const std::string &Program, const Options &O);

} // namespace wsk::lsp

#endif // WSK_TOOLS_LSP_SERVER_H
