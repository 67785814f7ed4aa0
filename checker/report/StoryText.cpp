//===- StoryText.cpp - A finding's story as plain lines -------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "report/StoryText.h"
#include "core/Compat.h"
#include "report/SourceText.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;
using namespace wsk;

std::vector<std::string> wsk::storyLines(const Finding &F) {
  std::vector<std::string> Lines;
  StringRef Stage;
  for (const PathStep &Step : F.Path) {
    if (Step.Kind == StepKind::Call || Step.Kind == StepKind::Branch)
      continue;
    if (Step.Stage != Stage)
      Lines.push_back("[" + printable(Step.Stage) + "]");
    Stage = Step.Stage;
    if (!Step.Message.empty())
      Lines.push_back(printable(sys::path::filename(Step.At.File)) + ":" +
                      std::to_string(Step.At.Line) + ": " +
                      printable(Step.Message));
  }
  return Lines;
}

std::string wsk::witnessText(const Witness &W) {
  switch (W.Is) {
  case Witness::NotSought:
    return "";
  case Witness::Unconfirmed:
    return "unconfirmed by running: " + W.Why;
  case Witness::Confirmed:
    break;
  }
  std::string Where;
  if (W.At.Line)
    Where = " at " + W.At.File + ":" + std::to_string(W.At.Line);
  return "confirmed by running: " + W.Rule + Where + ", schedule " + W.Schedule;
}

bool wsk::isFatal(const RuleInfo &Rule) {
  return Rule.Effect == Severity::Hang || Rule.Effect == Severity::Bugcheck;
}

std::string wsk::pathBelow(StringRef Root, StringRef Here, StringRef File) {
  SmallString<256> Full(File);
  if (Root.empty() || File.empty()) {
    sys::path::remove_dots(Full, /*remove_dot_dot=*/true);
    return sys::path::convert_to_slash(Full);
  }
  makeAbsolute(Here, Full);
  sys::path::remove_dots(Full, /*remove_dot_dot=*/true);
  std::string Slashed = sys::path::convert_to_slash(Full);
  std::string Prefix = sys::path::convert_to_slash(Root);
  if (!StringRef(Prefix).ends_with("/"))
    Prefix += '/';
  StringRef Below = Slashed;
  Below.consume_front(Prefix);
  return Below.str();
}
