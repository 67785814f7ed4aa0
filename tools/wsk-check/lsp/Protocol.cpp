//===- Protocol.cpp - Messages of the language server ---------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "Protocol.h"

using namespace llvm;
using namespace wsk;
using namespace wsk::lsp;

/// What stands at \p Keys below \p V; null when some level is missing.
static const json::Value *at(const json::Value &V,
                             std::initializer_list<StringRef> Keys) {
  const json::Value *Here = &V;
  for (StringRef Key : Keys) {
    const json::Object *O = Here->getAsObject();
    Here = O ? O->get(Key) : nullptr;
    if (!Here)
      return nullptr;
  }
  return Here;
}

static bool isTrue(const json::Value &V,
                   std::initializer_list<StringRef> Keys) {
  const json::Value *Found = at(V, Keys);
  return Found && Found->getAsBoolean().value_or(false);
}

/// A folder that is no file: URI is not ours to analyse.
static void addFolder(const json::Value *Uri, std::vector<std::string> &Out) {
  std::optional<StringRef> Text = Uri ? Uri->getAsString() : std::nullopt;
  if (!Text || !Text->starts_with("file:"))
    return;
  Expected<URIForFile> Folder = URIForFile::fromURI(*Text);
  if (Folder)
    Out.push_back(Folder->file().str());
  else
    consumeError(Folder.takeError());
}

bool wsk::lsp::fromJSON(const json::Value &V, ClientParams &Out, json::Path P) {
  if (!V.getAsObject()) {
    P.report("expected object");
    return false;
  }
  if (const json::Value *All = at(V, {"workspaceFolders"}))
    if (const json::Array *Folders = All->getAsArray())
      for (const json::Value &Folder : *Folders)
        addFolder(at(Folder, {"uri"}), Out.Folders);
  if (Out.Folders.empty())
    addFolder(at(V, {"rootUri"}), Out.Folders);
  Out.Progress = isTrue(V, {"capabilities", "window", "workDoneProgress"});
  Out.Watches = isTrue(V, {"capabilities", "workspace", "didChangeWatchedFiles",
                           "dynamicRegistration"});
  return true;
}

bool wsk::lsp::fromJSON(const json::Value &V, DidSaveParams &Out,
                        json::Path P) {
  json::ObjectMapper O(V, P);
  return O && O.map("textDocument", Out.textDocument);
}

bool wsk::lsp::fromJSON(const json::Value &V, ActionParams &Out, json::Path P) {
  json::ObjectMapper O(V, P);
  if (!O || !O.map("textDocument", Out.textDocument) ||
      !O.map("range", Out.range))
    return false;
  const json::Value *Only = at(V, {"context", "only"});
  return !Only || json::fromJSON(*Only, Out.only, P.field("context"));
}

bool wsk::lsp::fromJSON(const json::Value &, AnyParams &, json::Path) {
  return true;
}

static auto key(const Range &R) {
  return std::make_tuple(R.start.line, R.start.character, R.end.line,
                         R.end.character);
}

bool Diagnostic::operator==(const Diagnostic &O) const {
  return key(At) == key(O.At) && Rule == O.Rule && Message == O.Message;
}

/// A json::Value made of a StringRef would not outlive the message.
static std::string owned(const URIForFile &Uri) { return Uri.uri().str(); }

json::Value wsk::lsp::toJSON(const Diagnostic &D) {
  json::Object Out{{"range", D.At},
                   {"severity", int(D.Severity)},
                   {"source", "wsk-check"},
                   {"message", json::fixUTF8(D.Message)}};
  if (!D.Rule.empty())
    Out["code"] = D.Rule;
  if (!D.Page.empty())
    Out["codeDescription"] = json::Object{{"href", D.Page}};
  json::Array Story;
  for (const RelatedPlace &Step : D.Story)
    Story.push_back(
        json::Object{{"location", json::Object{{"uri", owned(Step.Uri)},
                                               {"range", Step.At}}},
                     {"message", json::fixUTF8(Step.Message)}});
  if (!Story.empty())
    Out["relatedInformation"] = std::move(Story);
  return Out;
}

json::Value wsk::lsp::toJSON(const PublishParams &P) {
  json::Object Out{{"uri", owned(P.Uri)}, {"diagnostics", P.Diagnostics}};
  if (P.Version)
    Out["version"] = *P.Version;
  return Out;
}

json::Value wsk::lsp::toJSON(const SuppressAction &A) {
  json::Object Edit{{"range", A.At}, {"newText", A.Text}};
  json::Object Changes;
  Changes[owned(A.Uri)] = json::Array{std::move(Edit)};
  return json::Object{{"title", "Suppress " + A.Fixes.Rule + " on this line"},
                      {"kind", "quickfix"},
                      {"diagnostics", json::Array{A.Fixes}},
                      {"edit", json::Object{{"changes", std::move(Changes)}}}};
}
