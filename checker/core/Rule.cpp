//===- Rule.cpp - The list of rules and their names -----------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "core/Rule.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ErrorHandling.h"
#include <vector>

using namespace llvm;
using namespace wsk;

std::string wsk::kebabName(StringRef CamelCase) {
  std::string Out;
  for (char C : CamelCase) {
    if (isUpper(C) && !Out.empty())
      Out += '-';
    Out += toLower(C);
  }
  return Out;
}

std::string wsk::ruleId(const RuleInfo &Info) {
  return "wsk-" + kebabName(Info.Name);
}

std::string wsk::checkerName(const RuleInfo &Info) {
  return ("wsk." + Info.Name).str();
}

StringRef wsk::severityWord(Severity S) {
  switch (S) {
  case Severity::Hang:
    return "hang";
  case Severity::Bugcheck:
    return "bugcheck";
  case Severity::Leak:
    return "leak";
  case Severity::Undefined:
    return "undefined";
  }
  llvm_unreachable("every severity has a word");
}

static std::vector<const RuleInfo *> &rules() {
  static std::vector<const RuleInfo *> Rules;
  return Rules;
}

ArrayRef<const RuleInfo *> wsk::allRules() { return rules(); }

bool wsk::addRule(const RuleInfo &Info) {
  auto ByName = [](const RuleInfo *A, StringRef B) { return A->Name < B; };
  auto Place = lower_bound(rules(), Info.Name, ByName);
  if (Place != rules().end() && (*Place)->Name == Info.Name)
    report_fatal_error("two rules are called " + Twine(Info.Name));
  if (Info.Name.empty() || !isUpper(Info.Name[0]) ||
      !all_of(Info.Name, isAlpha))
    report_fatal_error("not a CamelCase rule name: " + Twine(Info.Name));
  rules().insert(Place, &Info);
  return true;
}

const RuleInfo *wsk::findRule(StringRef AnySpelling) {
  if (!AnySpelling.consume_front("wsk-"))
    AnySpelling.consume_front("wsk.");
  for (const RuleInfo *Info : allRules())
    if (Info->Name == AnySpelling || kebabName(Info->Name) == AnySpelling)
      return Info;
  return nullptr;
}
