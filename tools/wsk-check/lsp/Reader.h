//===- Reader.h - Messages from the client ----------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The library's own reader takes any length a header names and hands any
/// nesting to a recursive parser; either can end the process. This one has
/// limits, and tells the handler only of what it can stand.
//===----------------------------------------------------------------------===//
#ifndef WSK_TOOLS_LSP_READER_H
#define WSK_TOOLS_LSP_READER_H

#include "Protocol.h"
#include <cstdio>

namespace wsk::lsp {

/// How a conversation ended.
enum class Ending {
  Exit,        ///< the client sent `exit`
  Disconnected ///< its end of the pipe is closed, or no frame can be found
};

/// Hands every message from \p In to \p Handler until the client is gone. A
/// message that is no JSON-RPC is answered as the protocol asks and noted on
/// standard error.
Ending serve(std::FILE *In, MessageHandler &Handler);

} // namespace wsk::lsp

#endif // WSK_TOOLS_LSP_READER_H
