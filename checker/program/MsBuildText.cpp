//===- MsBuildText.cpp - References to properties and metadata ------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/MsBuildText.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;
using namespace wsk;
using namespace wsk::msbuild;

StringRef Values::get(StringRef Name) const {
  auto Found = ByLowerName.find(Name.lower());
  return Found == ByLowerName.end() ? StringRef() : StringRef(Found->second);
}

bool Values::has(StringRef Name) const {
  return ByLowerName.count(Name.lower());
}

void Values::set(StringRef Name, StringRef Value) {
  ByLowerName[Name.lower()] = Value.str();
}

/// The end of what was opened just before \p Text: the offset of the matching
/// parenthesis, or npos. Quoted parts may hold parentheses of their own.
static size_t closing(StringRef Text) {
  unsigned Depth = 1;
  char Quote = 0;
  for (size_t I = 0; I < Text.size(); ++I) {
    char C = Text[I];
    if (Quote) {
      if (C == Quote)
        Quote = 0;
    } else if (C == '\'' || C == '"' || C == '`') {
      Quote = C;
    } else if (C == '(') {
      ++Depth;
    } else if (C == ')' && --Depth == 0) {
      return I;
    }
  }
  return StringRef::npos;
}

namespace {
/// Evaluates the inside of `$(...)`.
class Reference {
public:
  Reference(StringRef Body, const Scope &In)
      : Whole(Body), Rest(Body), In(In) {}

  std::string value();

private:
  std::string property(StringRef Name) const;
  bool typeAndMethod(std::string &Result);
  bool member(std::string &Result);
  std::optional<std::vector<std::string>> arguments();
  StringRef identifier();
  std::string giveUp() const;

  StringRef Whole, Rest;
  const Scope &In;
};
} // namespace

std::string Reference::giveUp() const {
  In.NotUnderstood.insert(("$(" + Whole + ")").str());
  return "";
}

StringRef Reference::identifier() {
  StringRef Name = Rest.take_while(
      [](char C) { return isAlnum(C) || C == '_' || C == '-'; });
  Rest = Rest.drop_front(Name.size());
  return Name;
}

std::string Reference::property(StringRef Name) const {
  return (In.ThisFile.has(Name) ? In.ThisFile : In.Properties).get(Name).str();
}

/// `(a, 'b', $(C))`; no parentheses at all: a property of the value.
std::optional<std::vector<std::string>> Reference::arguments() {
  std::vector<std::string> Out;
  if (!Rest.consume_front("("))
    return Out;
  size_t End = closing(Rest);
  if (End == StringRef::npos)
    return std::nullopt;
  StringRef List = Rest.take_front(End);
  Rest = Rest.drop_front(End + 1);
  size_t Start = 0;
  unsigned Depth = 0;
  char Quote = 0;
  auto Take = [&](size_t Upto) {
    StringRef One = List.slice(Start, Upto).trim();
    if (One.size() >= 2 && One.front() == One.back() &&
        StringRef("'\"`").contains(One.front()))
      One = One.drop_front().drop_back();
    Out.push_back(expand(One, In));
    Start = Upto + 1;
  };
  for (size_t I = 0; I < List.size(); ++I) {
    char C = List[I];
    if (Quote)
      Quote = C == Quote ? 0 : Quote;
    else if (C == '\'' || C == '"' || C == '`')
      Quote = C;
    else if (C == '(')
      ++Depth;
    else if (C == ')' && Depth)
      --Depth;
    else if (C == ',' && !Depth)
      Take(I);
  }
  if (!List.trim().empty())
    Take(List.size());
  return Out;
}

/// `[System.IO.Path]::GetFullPath(...)`
bool Reference::typeAndMethod(std::string &Result) {
  size_t End = Rest.find(']');
  if (End == StringRef::npos)
    return false;
  StringRef Type = Rest.slice(1, End);
  Rest = Rest.drop_front(End + 1);
  if (!Rest.consume_front("::"))
    return false;
  StringRef Name = identifier();
  auto Arguments = arguments();
  if (!Arguments)
    return false;
  auto Value = callPropertyFunction(Type, Name, "", *Arguments, In);
  Result = Value.value_or("");
  return Value.has_value();
}

/// `.Replace('a', 'b')`
bool Reference::member(std::string &Result) {
  if (!Rest.consume_front("."))
    return false;
  StringRef Name = identifier();
  auto Arguments = arguments();
  if (Name.empty() || !Arguments)
    return false;
  auto Value = callPropertyFunction("", Name, Result, *Arguments, In);
  Result = Value.value_or("");
  return Value.has_value();
}

std::string Reference::value() {
  Rest = Rest.trim();
  // There is no registry here.
  if (Rest.starts_with_insensitive("registry:"))
    return giveUp();
  std::string Result;
  if (Rest.starts_with("[")) {
    if (!typeAndMethod(Result))
      return giveUp();
  } else {
    Result = property(identifier());
  }
  while (!Rest.empty())
    if (!member(Result))
      return giveUp();
  return Result;
}

std::string msbuild::expand(StringRef Text, const Scope &In) {
  std::string Out;
  while (!Text.empty()) {
    size_t At = Text.find_first_of("$%");
    Out += Text.take_front(At);
    if (At == StringRef::npos)
      break;
    char Kind = Text[At];
    Text = Text.drop_front(At + 1);
    size_t End =
        Text.starts_with("(") ? closing(Text.drop_front()) : StringRef::npos;
    if (End == StringRef::npos || (Kind == '%' && !In.Metadata)) {
      Out += Kind;
      continue;
    }
    StringRef Body = Text.slice(1, End + 1);
    Text = Text.drop_front(End + 2);
    Out += Kind == '$' ? Reference(Body, In).value() : In.Metadata(Body.trim());
  }
  return Out;
}

static std::string decoded(StringRef Text) {
  std::string Out;
  for (size_t I = 0; I < Text.size(); ++I) {
    uint8_t Byte;
    if (Text[I] == '%' && I + 2 < Text.size() &&
        tryGetHexFromNibbles(Text[I + 1], Text[I + 2], Byte)) {
      Out += static_cast<char>(Byte);
      I += 2;
    } else {
      Out += Text[I];
    }
  }
  return Out;
}

std::vector<std::string> msbuild::splitList(StringRef List) {
  SmallVector<StringRef, 8> Parts;
  List.split(Parts, ';', -1, /*KeepEmpty=*/false);
  std::vector<std::string> Out;
  for (StringRef Part : Parts)
    if (!Part.trim().empty())
      Out.push_back(decoded(Part.trim()));
  return Out;
}
