//===- Server.cpp - The language server -----------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "Server.h"
#include "Process.h"
#include "Reader.h"
#include "Workspace.h"
#include "core/System.h"
#include "llvm/Support/JSON.h"

using namespace llvm;
using namespace wsk;
using namespace wsk::lsp;

namespace {
/// The protocol: what may be asked when, and what is answered. The work is the
/// workspace's.
class Server {
public:
  Server(const std::string &Program, const Options &O)
      : Transport(stdin, outs()), Handler(Transport),
        Documents(Program, O, Handler) {
    listen();
  }

  ExitStatus run();

private:
  void listen();
  void onInitialize(const ClientParams &P, Callback<json::Value> Reply);
  void onInitialized(const NoParams &);
  void onShutdown(const AnyParams &, Callback<std::nullptr_t> Reply);
  void onOpen(const DidOpenTextDocumentParams &P);
  void onChange(const DidChangeTextDocumentParams &P);
  void onSave(const DidSaveParams &P);
  void onClose(const DidCloseTextDocumentParams &P);
  void onWatched(const NoParams &);
  void onCodeAction(const ActionParams &P, Callback<json::Value> Reply);
  bool serving() const { return Initialized && !ShutDown; }
  Error notServing() const;

  JSONTransport Transport;
  MessageHandler Handler;
  Workspace Documents;
  bool Initialized = false;
  bool ShutDown = false;
};
} // namespace

void Server::listen() {
  Handler.method("initialize", this, &Server::onInitialize);
  Handler.notification("initialized", this, &Server::onInitialized);
  Handler.method("shutdown", this, &Server::onShutdown);
  Handler.notification("textDocument/didOpen", this, &Server::onOpen);
  Handler.notification("textDocument/didChange", this, &Server::onChange);
  Handler.notification("textDocument/didSave", this, &Server::onSave);
  Handler.notification("textDocument/didClose", this, &Server::onClose);
  Handler.notification("workspace/didChangeWatchedFiles", this,
                       &Server::onWatched);
  Handler.method("textDocument/codeAction", this, &Server::onCodeAction);
}

Error Server::notServing() const {
  if (!Initialized)
    return make_error<LSPError>("initialize comes first",
                                ErrorCode::ServerNotInitialized);
  return make_error<LSPError>("the server was shut down",
                              ErrorCode::InvalidRequest);
}

static json::Value capabilities() {
  json::Object Sync{{"openClose", true},
                    {"change", 1 /*the whole text*/},
                    {"save", json::Object{{"includeText", false}}}};
  json::Object Actions{{"codeActionKinds", json::Array{"quickfix"}}};
  return json::Object{
      {"capabilities",
       json::Object{{"positionEncoding", "utf-16"},
                    {"textDocumentSync", std::move(Sync)},
                    {"codeActionProvider", std::move(Actions)}}},
      {"serverInfo",
       json::Object{{"name", "wsk-check"}, {"version", WSK_VERSION}}}};
}

void Server::onInitialize(const ClientParams &P, Callback<json::Value> Reply) {
  if (Initialized)
    return Reply(make_error<LSPError>("initialize comes once",
                                      ErrorCode::InvalidRequest));
  Initialized = true;
  Documents.start(P);
  Reply(capabilities());
}

void Server::onInitialized(const NoParams &) {
  if (serving())
    Documents.watchFiles();
}

void Server::onShutdown(const AnyParams &, Callback<std::nullptr_t> Reply) {
  if (!serving())
    return Reply(notServing());
  ShutDown = true;
  Reply(nullptr);
}

void Server::onOpen(const DidOpenTextDocumentParams &P) {
  if (serving())
    Documents.open(P.textDocument);
}

void Server::onChange(const DidChangeTextDocumentParams &P) {
  if (!serving())
    return;
  // The whole text is what was asked for; the last one counts.
  for (const auto &Change : P.contentChanges)
    if (!Change.range)
      Documents.change(P.textDocument.uri, P.textDocument.version, Change.text);
}

void Server::onSave(const DidSaveParams &P) {
  if (serving())
    Documents.save(P.textDocument.uri);
}

void Server::onClose(const DidCloseTextDocumentParams &P) {
  if (serving())
    Documents.close(P.textDocument.uri);
}

void Server::onWatched(const NoParams &) {
  if (serving())
    Documents.filesChanged();
}

void Server::onCodeAction(const ActionParams &P, Callback<json::Value> Reply) {
  if (!serving())
    return Reply(notServing());
  auto IsOurs = [](StringRef Kind) {
    return Kind.empty() || Kind == "quickfix";
  };
  json::Array Out;
  if (P.only.empty() || any_of(P.only, IsOurs))
    for (const SuppressAction &A :
         Documents.actions(P.textDocument.uri, P.range))
      Out.push_back(toJSON(A));
  Reply(json::Value(std::move(Out)));
}

ExitStatus Server::run() {
  if (serve(stdin, Handler) == Ending::Exit)
    // The protocol fixes these numbers.
    return ShutDown ? NothingFound : static_cast<ExitStatus>(1);
  if (!ShutDown) {
    errs() << "wsk-check: error: the client went away without 'exit'\n";
    return NotRun;
  }
  return NothingFound;
}

ExitStatus wsk::lsp::runServer(const std::string &Program, const Options &O) {
  ignoreClosedPipes();
  return Server(Program, O).run();
}
