//===- Rules.cpp - Which rules the user means -----------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "Options.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Support/GlobPattern.h"

using namespace llvm;
using namespace wsk;

static std::string nearestRule(StringRef Name) {
  std::string Nearest;
  unsigned Best = Name.size() / 2 + 1;
  for (const RuleInfo *Rule : allRules()) {
    std::string Kebab = kebabName(Rule->Name);
    unsigned Distance = Name.edit_distance(Kebab, true, Best);
    if (Distance < Best) {
      Best = Distance;
      Nearest = Kebab;
    }
  }
  return Nearest;
}

static Error unknownRule(StringRef Name) {
  std::string Nearest = nearestRule(Name);
  if (Nearest.empty())
    return userError("no rule is called '" + Name +
                     "'; see wsk-check --list-rules");
  return userError("no rule is called '" + Name + "'; did you mean '" +
                   Nearest + "'?");
}

Expected<const RuleInfo *> wsk::namedRule(StringRef Name) {
  if (const RuleInfo *Rule = findRule(Name))
    return Rule;
  return unknownRule(Name);
}

/// Puts the rules \p Glob stands for into or out of \p Chosen.
static Error applyGlob(StringRef Glob, bool Take,
                       SmallPtrSetImpl<const RuleInfo *> &Chosen) {
  auto Put = [&](const RuleInfo *Rule) {
    if (Take)
      Chosen.insert(Rule);
    else
      Chosen.erase(Rule);
  };
  if (const RuleInfo *Rule = findRule(Glob)) {
    Put(Rule);
    return Error::success();
  }
  Expected<GlobPattern> Pattern = GlobPattern::create(Glob);
  if (!Pattern)
    return userError("--rules: '" + Glob +
                     "' is no glob: " + toString(Pattern.takeError()));
  bool Any = false;
  for (const RuleInfo *Rule : allRules()) {
    if (!Pattern->match(kebabName(Rule->Name)) &&
        !Pattern->match(ruleId(*Rule)))
      continue;
    Put(Rule);
    Any = true;
  }
  return Any ? Error::success() : unknownRule(Glob);
}

Expected<std::vector<const RuleInfo *>> wsk::chooseRules(StringRef Globs) {
  SmallVector<StringRef, 8> Parts;
  Globs.split(Parts, ',', -1, /*KeepEmpty=*/false);
  SmallPtrSet<const RuleInfo *, 32> Chosen;
  bool FromAll = !Parts.empty() && Parts.front().ltrim().starts_with("-");
  if (FromAll)
    Chosen.insert(allRules().begin(), allRules().end());
  for (StringRef Part : Parts) {
    Part = Part.trim();
    bool Take = !Part.consume_front("-");
    if (Error E = applyGlob(Part, Take, Chosen))
      return std::move(E);
  }
  std::vector<const RuleInfo *> Out;
  copy_if(allRules(), std::back_inserter(Out),
          [&](const RuleInfo *Rule) { return Chosen.contains(Rule); });
  if (Out.empty())
    return userError("--rules '" + Globs + "' leaves no rule to check");
  return Out;
}
