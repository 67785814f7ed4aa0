//===- Protocol.h - Messages of the language server -------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// LLVM's language server library (MLIR's before LLVM 22), and the messages it
/// leaves out. The library is named nowhere else.
//===----------------------------------------------------------------------===//
#ifndef WSK_TOOLS_LSP_PROTOCOL_H
#define WSK_TOOLS_LSP_PROTOCOL_H

#include "core/Compat.h"
#include WSK_LSP_PROTOCOL
#include WSK_LSP_TRANSPORT

namespace wsk::lsp {

namespace base = WSK_LSP_NAMESPACE;

using base::Callback;
using base::DidChangeTextDocumentParams;
using base::DidCloseTextDocumentParams;
using base::DidOpenTextDocumentParams;
using base::ErrorCode;
using base::InitializedParams;
using base::JSONTransport;
using base::LSPError;
using base::MessageHandler;
using base::NoParams;
using base::OutgoingNotification;
using base::OutgoingRequest;
using base::Position;
using base::Range;
using base::TextDocumentIdentifier;
using base::TextDocumentItem;
using base::URIForFile;

/// What we want to know of a client.
struct ClientParams {
  std::vector<std::string> Folders; ///< of the workspace, absolute
  bool Progress = false;            ///< it shows `$/progress` of our own making
  bool Watches = false;             ///< it can be asked to watch files
};
bool fromJSON(const llvm::json::Value &V, ClientParams &Out,
              llvm::json::Path P);

struct DidSaveParams {
  TextDocumentIdentifier textDocument;
};
bool fromJSON(const llvm::json::Value &V, DidSaveParams &Out,
              llvm::json::Path P);

struct ActionParams {
  TextDocumentIdentifier textDocument;
  Range range;
  std::vector<std::string> only; ///< kinds wanted; all if empty
};
bool fromJSON(const llvm::json::Value &V, ActionParams &Out,
              llvm::json::Path P);

/// A parameter nobody looks at; unlike NoParams also for requests.
struct AnyParams {};
bool fromJSON(const llvm::json::Value &V, AnyParams &Out, llvm::json::Path P);

/// A step of a story.
struct RelatedPlace {
  URIForFile Uri;
  Range At;
  std::string Message;
};

/// `Diagnostic` with its rule as `code` and the rule's page as
/// `codeDescription`.
struct Diagnostic {
  enum Level { Error = 1, Warning = 2, Information = 3 };
  Range At;
  Level Severity = Warning;
  std::string Rule; ///< "wsk-…"; empty for what is no finding
  std::string Page; ///< web address; may be empty
  std::string Message;
  std::vector<RelatedPlace> Story;

  bool operator==(const Diagnostic &O) const;
};
llvm::json::Value toJSON(const Diagnostic &D);

struct PublishParams {
  URIForFile Uri;
  std::optional<int64_t> Version;
  std::vector<Diagnostic> Diagnostics;
};
llvm::json::Value toJSON(const PublishParams &P);

/// Replaces what stands at \p At in \p Uri to silence \p Fixes.
struct SuppressAction {
  URIForFile Uri;
  Range At;
  std::string Text;
  Diagnostic Fixes;
};
llvm::json::Value toJSON(const SuppressAction &A);

} // namespace wsk::lsp

#endif // WSK_TOOLS_LSP_PROTOCOL_H
