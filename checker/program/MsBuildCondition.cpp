//===- MsBuildCondition.cpp - MSBuild's conditions ------------------------===//
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

namespace {
/// Recursive descent over `or`, `and`, `!`, comparisons and function calls.
class Condition {
public:
  Condition(StringRef Text, const Scope &In)
      : Whole(Text), Rest(Text), In(In) {}

  bool value() {
    bool Result = disjunction();
    Rest = Rest.ltrim();
    if (!Rest.empty())
      Broken = true;
    if (Broken)
      In.NotUnderstood.insert(("condition " + Whole).str());
    return Result && !Broken;
  }

private:
  bool disjunction();
  bool conjunction();
  bool negation();
  bool comparison();
  bool isTrue(StringRef Value);
  bool compare(StringRef Operator, StringRef Left, StringRef Right);
  std::string operand();
  std::string quoted();
  std::string call(StringRef Name);
  bool eat(StringRef Token);
  bool eatWord(StringRef Word);

  StringRef Whole, Rest;
  const Scope &In;
  bool Broken = false;
  unsigned Depth = 0;
};
} // namespace

/// Nobody writes more; a hostile project must not exhaust the stack.
static constexpr unsigned MaxDepth = 100;

bool Condition::eat(StringRef Token) {
  Rest = Rest.ltrim();
  return Rest.consume_front(Token);
}

bool Condition::eatWord(StringRef Word) {
  Rest = Rest.ltrim();
  if (!Rest.starts_with_insensitive(Word) ||
      (Rest.size() > Word.size() && isAlnum(Rest[Word.size()])))
    return false;
  Rest = Rest.drop_front(Word.size());
  return true;
}

bool Condition::disjunction() {
  bool Result = conjunction();
  while (eatWord("or"))
    Result |= conjunction();
  return Result;
}

bool Condition::conjunction() {
  bool Result = negation();
  while (eatWord("and"))
    Result &= negation();
  return Result;
}

bool Condition::negation() {
  if (++Depth > MaxDepth) {
    Broken = true;
    return false;
  }
  Rest = Rest.ltrim();
  bool Result;
  if (!Rest.starts_with("!=") && eat("!")) {
    Result = !negation();
  } else if (eat("(")) {
    Result = disjunction();
    Broken |= !eat(")");
  } else {
    Result = comparison();
  }
  --Depth;
  return Result;
}

/// `'...'`; what is quoted may hold `$(x('y'))`.
std::string Condition::quoted() {
  size_t End = 0;
  for (unsigned Parens = 0; End < Rest.size(); ++End) {
    char C = Rest[End];
    if (C == '(' &&
        (Parens || (End && StringRef("$%@").contains(Rest[End - 1]))))
      ++Parens;
    else if (C == ')' && Parens)
      --Parens;
    else if (C == '\'' && !Parens)
      break;
  }
  Broken |= End == Rest.size();
  StringRef Inside = Rest.take_front(End);
  Rest = Rest.drop_front(std::min(End + 1, Rest.size()));
  return expand(Inside, In);
}

std::string Condition::call(StringRef Name) {
  std::string Argument = operand();
  Broken |= !eat(")");
  bool Result = false;
  if (Name.equals_insensitive("exists"))
    Result = In.Disk.exists(Argument);
  else if (Name.equals_insensitive("hastrailingslash"))
    Result = StringRef(Argument).ends_with("/") ||
             StringRef(Argument).ends_with("\\");
  else
    Broken = true;
  return Result ? "true" : "false";
}

std::string Condition::operand() {
  Rest = Rest.ltrim();
  if (Rest.consume_front("'"))
    return quoted();
  if (Rest.starts_with("$(") || Rest.starts_with("%(")) {
    unsigned Parens = 0;
    size_t End = 1;
    do {
      Parens += Rest[End] == '(';
      Parens -= Rest[End] == ')';
    } while (++End < Rest.size() && Parens);
    StringRef Text = Rest.take_front(End);
    Rest = Rest.drop_front(End);
    return expand(Text, In);
  }
  StringRef Word = Rest.take_while(
      [](char C) { return isAlnum(C) || StringRef("_.-+").contains(C); });
  Rest = Rest.drop_front(Word.size());
  if (!Word.empty() && eat("("))
    return call(Word);
  Broken |= Word.empty();
  return Word.str();
}

bool Condition::isTrue(StringRef Value) {
  for (StringRef Word : {"true", "on", "yes"})
    if (Value.equals_insensitive(Word))
      return true;
  for (StringRef Word : {"false", "off", "no", ""})
    if (Value.equals_insensitive(Word))
      return false;
  Broken = true;
  return false;
}

static std::optional<double> number(StringRef Text) {
  double Value;
  unsigned long long Hex;
  if (Text.starts_with_insensitive("0x") && !Text.getAsInteger(0, Hex))
    return static_cast<double>(Hex);
  if (!Text.empty() && !Text.getAsDouble(Value))
    return Value;
  return std::nullopt;
}

bool Condition::compare(StringRef Operator, StringRef Left, StringRef Right) {
  auto A = number(Left), B = number(Right);
  if (Operator == "==" || Operator == "!=") {
    bool Equal = A && B ? *A == *B : Left.equals_insensitive(Right);
    return Equal == (Operator == "==");
  }
  if (!A || !B) {
    // A property of the WDK's that is unknown here; the answer would be a
    // guess.
    Broken = true;
    return false;
  }
  if (Operator == "<")
    return *A < *B;
  if (Operator == "<=")
    return *A <= *B;
  return Operator == ">" ? *A > *B : *A >= *B;
}

bool Condition::comparison() {
  std::string Left = operand();
  for (StringRef Operator : {"==", "!=", "<=", ">=", "<", ">"})
    if (eat(Operator)) {
      std::string Right = operand();
      return compare(Operator, Left, Right);
    }
  return isTrue(Left);
}

bool msbuild::holds(StringRef Text, const Scope &In) {
  return Text.trim().empty() || Condition(Text, In).value();
}
