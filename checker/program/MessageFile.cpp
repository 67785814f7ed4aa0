//===- MessageFile.cpp - What mc would generate a header from -------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/MessageFile.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;
using namespace wsk;

namespace {
using Names = std::map<std::string, unsigned>;

/// Reads "Key=Value" statements; several may stand on a line.
class Compiler {
public:
  void read(StringRef Text);
  std::map<std::string, std::string> Macros;

private:
  void statement(StringRef Key, StringRef Value);
  static void define(Names &To, StringRef List);

  Names Severities = {
      {"success", 0}, {"informational", 1}, {"warning", 2}, {"error", 3}};
  Names Facilities = {{"system", 0xFF}, {"application", 0xFFF}};
  std::string Type;
  unsigned Id = 0, Severity = 0, Facility = 0xFFF;
};
} // namespace

/// `(Name=0x3:SYMBOL Other=0x2)`
void Compiler::define(Names &To, StringRef List) {
  SmallVector<StringRef, 8> Entries;
  SplitString(List.trim("()\r "), Entries);
  for (StringRef Entry : Entries) {
    auto [Name, Rest] = Entry.split('=');
    unsigned Number;
    if (!Rest.split(':').first.getAsInteger(0, Number))
      To[Name.lower()] = Number;
  }
}

void Compiler::statement(StringRef Key, StringRef Value) {
  std::string Lower = Key.lower();
  if (Lower == "messageidtypedef") {
    Type = Value.str();
  } else if (Lower == "messageid") {
    if (Value.consume_front("+")) {
      unsigned Step;
      if (!Value.getAsInteger(0, Step))
        Id += Step;
    } else if (Value.getAsInteger(0, Id)) {
      ++Id; // "MessageId=" is the next one
    }
  } else if (Lower == "severity") {
    Severity = Severities[Value.lower()];
  } else if (Lower == "facility") {
    Facility = Facilities[Value.lower()];
  } else if (Lower == "symbolicname") {
    std::string Text;
    raw_string_ostream OS(Text);
    OS << "((" << (Type.empty() ? "long" : StringRef(Type)) << ")"
       << format_hex(Severity << 30 | (Facility & 0xFFF) << 16 | (Id & 0xFFFF),
                     10)
       << ")";
    Macros[Value.str()] = Text;
  }
}

void Compiler::read(StringRef Text) {
  bool InMessage = false;
  std::string List, ListKey;
  for (StringRef Line : split(Text, '\n')) {
    Line = Line.trim();
    if (InMessage) { // ends with a lone full stop
      InMessage = Line != ".";
      continue;
    }
    if (Line.starts_with(";"))
      continue;
    if (ListKey.empty() && Line.contains("=(")) {
      auto [Key, Rest] = Line.split('=');
      ListKey = Key.lower();
      Line = Rest;
    }
    if (!ListKey.empty()) {
      List += " " + Line.str();
      if (!Line.contains(')'))
        continue;
      if (ListKey == "severitynames")
        define(Severities, List);
      else if (ListKey == "facilitynames")
        define(Facilities, List);
      List.clear();
      ListKey.clear();
      continue;
    }
    if (Line.starts_with_insensitive("language="))
      InMessage = true;
    SmallVector<StringRef, 4> Words;
    SplitString(Line, Words);
    for (StringRef Word : Words)
      if (Word.contains('='))
        statement(Word.split('=').first, Word.split('=').second);
  }
}

std::map<std::string, std::string> wsk::messagesIn(StringRef Text) {
  Compiler C;
  C.read(Text);
  return std::move(C.Macros);
}
