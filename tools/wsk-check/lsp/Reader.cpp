//===- Reader.cpp - Messages from the client ------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "Reader.h"
#include "llvm/Support/JSON.h"

using namespace llvm;
using namespace wsk;
using namespace wsk::lsp;

/// More than any source an editor sends.
static constexpr size_t MaxMessageBytes = 128u << 20;
/// More than any header a client sends.
static constexpr size_t MaxHeaderBytes = 8u << 10;
/// Far more than any message of the protocol, far less than the stack.
static constexpr unsigned MaxNesting = 256;

static void complain(const Twine &What) {
  errs() << "wsk-check: error: message of the client: " << What << '\n';
}

/// One line of a header without its end; false at the end of the input. What
/// goes beyond the limit is read and dropped.
static bool readLine(std::FILE *In, std::string &Line) {
  Line.clear();
  int C;
  while ((C = std::fgetc(In)) != EOF) {
    if (C == '\n') {
      if (!Line.empty() && Line.back() == '\r')
        Line.pop_back();
      return true;
    }
    if (Line.size() < MaxHeaderBytes)
      Line.push_back(static_cast<char>(C));
  }
  return false;
}

/// Reads the header up to its empty line. Lines of anything else are skipped,
/// so that a stray message does not cost the ones behind it.
static bool readHeader(std::FILE *In, std::optional<uint64_t> &Length) {
  std::string Line;
  Length.reset();
  while (readLine(In, Line)) {
    StringRef Text = Line;
    uint64_t Value = 0;
    if (Text.empty() && Length)
      return true;
    if (Text.consume_front_insensitive("Content-Length:") &&
        !Text.trim().getAsInteger(10, Value))
      Length = Value;
  }
  return false;
}

static bool skip(std::FILE *In, uint64_t Bytes) {
  std::vector<char> Sink(64u << 10);
  while (Bytes) {
    size_t Read =
        std::fread(Sink.data(), 1, std::min<uint64_t>(Bytes, Sink.size()), In);
    if (!Read)
      return false;
    Bytes -= Read;
  }
  return true;
}

/// The next message's text; empty when it was too long. False at the end.
static bool readMessage(std::FILE *In, std::string &Text) {
  std::optional<uint64_t> Length;
  Text.clear();
  if (!readHeader(In, Length))
    return false;
  if (*Length > MaxMessageBytes) {
    complain("it has " + Twine(*Length) + " bytes and was skipped");
    return skip(In, *Length);
  }
  Text.resize(*Length);
  return std::fread(Text.data(), 1, Text.size(), In) == Text.size();
}

/// Brackets inside strings do not count.
static unsigned nesting(StringRef Text) {
  unsigned Depth = 0, Deepest = 0;
  bool InString = false;
  for (size_t I = 0; I < Text.size(); ++I) {
    char C = Text[I];
    if (InString) {
      I += C == '\\';
      InString = C != '"';
    } else if (C == '"') {
      InString = true;
    } else if (C == '[' || C == '{') {
      Deepest = std::max(Deepest, ++Depth);
    } else if ((C == ']' || C == '}') && Depth) {
      --Depth;
    }
  }
  return Deepest;
}

static Error errorOf(const json::Object &Reply) {
  const json::Object *E = Reply.getObject("error");
  StringRef Why = E ? E->getString("message").value_or("") : "";
  return make_error<LSPError>(Why.str(), ErrorCode::UnknownErrorCode);
}

/// False when the client takes its leave.
static bool dispatch(json::Object Message, MessageHandler &Handler) {
  const json::Value *Id = Message.get("id");
  const json::Value *Params = Message.get("params");
  if (std::optional<StringRef> Method = Message.getString("method")) {
    json::Value Given = Params ? *Params : json::Value(nullptr);
    return Id ? Handler.onCall(*Method, std::move(Given), *Id)
              : Handler.onNotify(*Method, std::move(Given));
  }
  const json::Value *Result = Message.get("result");
  if (Id && Result)
    return Handler.onReply(*Id, *Result);
  if (Id && Message.get("error"))
    return Handler.onReply(*Id, errorOf(Message));
  complain("it is neither request nor notification nor answer");
  return true;
}

namespace {
/// The answer to a message whose id cannot be read. It takes the way of all
/// answers, since only the handler knows when the output is free.
struct Refusal {
  int64_t Code = 0;
  std::string Why;
};

struct Refuser {
  void refuse(const Refusal &R, Callback<json::Value> Reply) {
    Reply(make_error<LSPError>(R.Why, ErrorCode(R.Code)));
  }
};

bool fromJSON(const json::Value &V, Refusal &Out, json::Path P) {
  json::ObjectMapper O(V, P);
  return O && O.map("code", Out.Code) && O.map("why", Out.Why);
}
} // namespace

static constexpr StringLiteral RefuseMethod = "wsk-check/refuse";

static bool take(StringRef Text, MessageHandler &Handler) {
  auto Refuse = [&](ErrorCode Code, const std::string &Why) {
    complain(Why);
    return Handler.onCall(RefuseMethod,
                          json::Object{{"code", int64_t(Code)}, {"why", Why}},
                          /*id=*/nullptr);
  };
  if (nesting(Text) > MaxNesting)
    return Refuse(ErrorCode::InvalidRequest, "it is nested too deeply");
  Expected<json::Value> Message = json::parse(Text);
  if (!Message)
    return Refuse(ErrorCode::ParseError, toString(Message.takeError()));
  json::Object *Object = Message->getAsObject();
  if (!Object)
    return Refuse(ErrorCode::InvalidRequest, "it is no JSON object");
  return dispatch(std::move(*Object), Handler);
}

Ending wsk::lsp::serve(std::FILE *In, MessageHandler &Handler) {
  Refuser Refuses;
  Handler.method(RefuseMethod, &Refuses, &Refuser::refuse);
  std::string Text;
  while (readMessage(In, Text))
    if (!Text.empty() && !take(Text, Handler))
      return Ending::Exit;
  return Ending::Disconnected;
}
