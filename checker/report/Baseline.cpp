//===- Baseline.cpp - Only new findings -----------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "report/Baseline.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"

using namespace llvm;
using namespace wsk;

static constexpr StringLiteral Format = "wsk-check baseline";
static constexpr int64_t Version = 1;
/// The parts of an identity, in its order.
static constexpr StringLiteral Keys[] = {"rule", "subject", "function",
                                         "stage"};

Baseline::Identity Baseline::identityOf(const Finding &F) {
  return {ruleId(*F.Rule), json::fixUTF8(F.Subject), json::fixUTF8(F.Function),
          json::fixUTF8(F.Stage)};
}

Expected<Baseline> Baseline::parse(StringRef Text) {
  Text.consume_front("\xef\xbb\xbf");
  Expected<json::Value> Parsed = json::parse(Text);
  if (!Parsed)
    return Parsed.takeError();
  const json::Object *Top = Parsed->getAsObject();
  if (!Top || Top->getString("format") != Format)
    return createStringError("it is no baseline of wsk-check");
  if (Top->getInteger("version") != Version)
    return createStringError("it is of another version of wsk-check");
  const json::Array *Findings = Top->getArray("findings");
  if (!Findings)
    return createStringError("it has no 'findings'");
  Baseline Out;
  for (const auto &[Number, Value] : enumerate(*Findings)) {
    const json::Object *One = Value.getAsObject();
    int64_t Count = One ? One->getInteger("count").value_or(0) : 0;
    Identity Id;
    for (const auto &[Key, Part] : zip(Keys, Id)) {
      auto Text = One ? One->getString(Key) : std::nullopt;
      if (!Text || Count < 1 || Count > UINT32_MAX)
        return createStringError("finding " + Twine(Number + 1) +
                                 " is incomplete");
      Part = Text->str();
    }
    Out.Known[Id] += static_cast<unsigned>(Count);
  }
  return Out;
}

/// Nothing can be said of a finding whose rule was not checked to the end.
bool Baseline::wasJudged(const Report &R, StringRef RuleId) {
  return any_of(R.Verdicts, [&](const RuleVerdict &V) {
    return ruleId(*V.Rule) == RuleId && V.Is != Verdict::Inconclusive;
  });
}

Baseline::Baseline(const Report &R) {
  for (const Finding &F : R.Findings)
    ++Known[identityOf(F)];
  for (const SilencedFinding &S : R.Silenced)
    if (S.By == SilencedFinding::Baseline)
      ++Known[identityOf(S.What)];
}

/// Returns how often each known finding is not there any more.
Baseline::Counts Baseline::silenceKnown(Report &R, StringRef Where) const {
  Counts Left = Known;
  // What the source silences is there, too.
  for (const SilencedFinding &S : R.Silenced)
    if (unsigned &Count = Left[identityOf(S.What)])
      --Count;
  std::vector<Finding> New;
  for (Finding &F : R.Findings) {
    unsigned &Count = Left[identityOf(F)];
    if (!Count) {
      New.push_back(std::move(F));
      continue;
    }
    --Count;
    R.Silenced.push_back(
        {std::move(F), SilencedFinding::Baseline, Where.str(), /*Reason=*/""});
  }
  R.Findings = std::move(New);
  return Left;
}

void Baseline::applyRevision(Report &R, StringRef Revision) const {
  silenceKnown(R, Revision);
}

void Baseline::apply(Report &R) const {
  for (const auto &[Id, Count] : silenceKnown(R, /*Where=*/""))
    if (Count && wasJudged(R, Id[0]))
      R.Gone.push_back(
          Id[0] + " on " + Id[1] + " in " + Id[2] + " [" + Id[3] + "]" +
          (Count > 1 ? " (" + std::to_string(Count) + " times)" : ""));
}

void Baseline::write(const Report &R, raw_ostream &OS) {
  const Baseline All(R);
  json::OStream J(OS, 2);
  J.object([&] {
    J.attribute("format", Format);
    J.attribute("version", Version);
    J.attribute("driver", json::fixUTF8(R.Driver));
    J.attributeArray("findings", [&] {
      for (const auto &[Id, Count] : All.Known)
        J.object([&, &Id = Id, Count = Count] {
          for (const auto &[Key, Part] : zip(Keys, Id))
            J.attribute(Key, Part);
          J.attribute("count", Count);
        });
    });
  });
  OS << '\n';
}
