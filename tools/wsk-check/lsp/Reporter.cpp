//===- Reporter.cpp - Tells the client that work goes on ------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "Reporter.h"

using namespace llvm;
using namespace wsk::lsp;

static std::string tokenName(int64_t Number) {
  return "wsk-check/" + std::to_string(Number);
}

Reporter::Reporter(MessageHandler &Handler)
    : Create(Handler.outgoingRequest<json::Value, std::nullptr_t>(
          "window/workDoneProgress/create",
          [this](json::Value Id, Expected<std::nullptr_t> Answer) {
            if (!Answer)
              return consumeError(Answer.takeError());
            if (std::optional<int64_t> Number = Id.getAsInteger())
              accepted(*Number);
          })),
      Progress(Handler.outgoingNotification<json::Value>("$/progress")) {}

void Reporter::enable() {
  std::lock_guard<std::mutex> Lock(Guard);
  Enabled = true;
}

void Reporter::send(json::Object Value) {
  Progress(
      json::Object{{"token", tokenName(Token)}, {"value", std::move(Value)}});
}

void Reporter::begin(StringRef Name) {
  int64_t Number;
  {
    std::lock_guard<std::mutex> Lock(Guard);
    if (!Enabled)
      return;
    What = Name.str();
    Running = true;
    Begun = false;
    Number = ++Token;
  }
  Create(json::Object{{"token", tokenName(Number)}}, Number);
}

/// The answer may come after the end, or after the next beginning.
void Reporter::accepted(int64_t Number) {
  std::lock_guard<std::mutex> Lock(Guard);
  if (!Running || Number != Token)
    return;
  Begun = true;
  send(json::Object{{"kind", "begin"},
                    {"title", "wsk-check"},
                    {"message", json::fixUTF8("analysing " + What)}});
}

void Reporter::end(StringRef Outcome) {
  std::lock_guard<std::mutex> Lock(Guard);
  if (Running && Begun)
    send(json::Object{{"kind", "end"}, {"message", json::fixUTF8(Outcome)}});
  Running = false;
}
