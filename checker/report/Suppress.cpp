//===- Suppress.cpp - Findings the source says are known ------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "report/Suppress.h"
#include "report/Collector.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/Path.h"

using namespace llvm;
using namespace wsk;

static bool globMatches(StringRef Glob, StringRef Name) {
  Expected<GlobPattern> Pattern = GlobPattern::create(Glob);
  if (!Pattern) {
    consumeError(Pattern.takeError());
    return false;
  }
  return Pattern->match(Name);
}

static bool names(const Suppression &S, const RuleInfo &Rule) {
  return S.Rules.empty() || any_of(S.Rules, [&](StringRef Glob) {
           return globMatches(Glob, ruleId(Rule));
         });
}

bool Suppression::covers(unsigned AtLine, const RuleInfo &Rule) const {
  return First <= AtLine && AtLine <= Last && names(*this, Rule);
}

bool Suppression::isOurs() const {
  return any_of(Rules, [](StringRef Glob) { return Glob.starts_with("wsk-"); });
}

/// Findings and compilers spell one file in different ways.
static std::string keyOf(StringRef File) {
  SmallString<256> Full(File);
  if (sys::fs::make_absolute(Full))
    return File.str();
  sys::path::remove_dots(Full, /*remove_dot_dot=*/true);
  return Full.str().str();
}

void Suppressions::read(StringRef File, StringRef Text) {
  // Most files have none, and a driver has many headers.
  if (!Text.contains("NOLINT") && !Text.contains("suppress"))
    return;
  auto [Place, New] = ByFile.try_emplace(keyOf(File));
  if (New)
    Place->second = suppressionsIn(Text);
}

/// Why \p S is of no use, in words; empty if nothing can be said about it.
static std::string uselessness(const Suppression &S, const Report &R) {
  if (S.First > S.Last)
    return "covers no line";
  bool Known = false;
  for (const RuleInfo *Rule : allRules())
    Known |= names(S, *Rule);
  if (!Known)
    return "names no rule";
  // A rule that was not checked, or not to the end, may need it after all.
  for (const RuleInfo *Rule : allRules()) {
    if (!names(S, *Rule))
      continue;
    auto Of = find_if(R.Verdicts,
                      [&](const RuleVerdict &V) { return V.Rule == Rule; });
    if (Of == R.Verdicts.end() || Of->Is == Verdict::Inconclusive)
      return "";
  }
  return "suppresses nothing";
}

void Suppressions::apply(Report &R) const {
  std::set<const Suppression *> Used;
  std::vector<Finding> Kept;
  for (Finding &F : R.Findings) {
    auto File = ByFile.find(keyOf(F.At.File));
    const Suppression *By = nullptr;
    if (File != ByFile.end())
      for (const Suppression &S : File->second)
        if (S.covers(F.At.Line, *F.Rule)) {
          By = &S;
          Used.insert(By);
        }
    if (!By) {
      Kept.push_back(std::move(F));
      continue;
    }
    std::string Where = F.At.File + ":" + std::to_string(By->Line);
    R.Silenced.push_back(
        {std::move(F), SilencedFinding::Source, Where, By->Reason});
  }
  R.Findings = std::move(Kept);
  for (const auto &[File, All] : ByFile)
    for (const Suppression &S : All) {
      std::string Why = S.isOurs() && !Used.count(&S) ? uselessness(S, R) : "";
      if (!Why.empty())
        R.UnusedSuppressions.push_back(displayName(File) + ":" +
                                       std::to_string(S.Line) + ": " + S.Text +
                                       " " + Why);
    }
}
