//===- JsonWriter.cpp - A report as JSON ----------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "report/Writers.h"
#include "llvm/Support/JSON.h"

using namespace llvm;
using namespace wsk;

StringRef wsk::verdictWord(Verdict V) {
  switch (V) {
  case Verdict::Defect:
    return "defect";
  case Verdict::Clean:
    return "clean";
  case Verdict::Inconclusive:
    return "inconclusive";
  case Verdict::NotApplicable:
    return "not applicable";
  }
  llvm_unreachable("every verdict has a word");
}

StringRef wsk::witnessWord(const Witness &W) {
  switch (W.Is) {
  case Witness::NotSought:
    return "";
  case Witness::Confirmed:
    return "confirmed";
  case Witness::Unconfirmed:
    return "unconfirmed";
  }
  llvm_unreachable("every status has a word");
}

StringRef wsk::silencedWord(SilencedFinding::Kind By) {
  return By == SilencedFinding::Source ? "source" : "baseline";
}

std::string wsk::knownFrom(const SilencedFinding &S) {
  return "known from " + (S.Where.empty() ? "the baseline" : S.Where);
}

static StringRef kindWord(StepKind Kind) {
  switch (Kind) {
  case StepKind::Event:
    return "event";
  case StepKind::Stage:
    return "stage";
  case StepKind::Call:
    return "call";
  case StepKind::Branch:
    return "branch";
  }
  llvm_unreachable("every kind has a word");
}

namespace {
/// Streams in a fixed order of keys.
class JsonPrinter {
public:
  JsonPrinter(const Report &R, raw_ostream &OS) : R(R), J(OS, 2) {}

  void print() {
    J.object([&] {
      text("driver", R.Driver);
      J.attributeArray("verdicts", [&] {
        for (const RuleVerdict &V : R.Verdicts)
          verdict(V);
      });
      J.attributeArray("findings", [&] { findings(); });
      J.attributeArray("notAnalysed", [&] {
        for (const NotAnalysed &N : R.Skipped)
          notAnalysed(N);
      });
      decided();
      J.attributeObject("stats", [&] {
        for (const auto &[Name, Value] : R.Stats)
          J.attribute(json::fixUTF8(Name), Value);
      });
    });
  }

private:
  /// Keys that are there only if there is something to say.
  void decided() {
    if (!R.Silenced.empty())
      J.attributeArray("silenced", [&] { silenced(); });
    for (const auto &[Key, List] :
         {std::make_pair("unusedSuppressions", &R.UnusedSuppressions),
          std::make_pair("gone", &R.Gone)})
      if (!List->empty())
        J.attributeArray(Key, [&, List = List] {
          for (const std::string &Text : *List)
            J.value(json::fixUTF8(Text));
        });
  }

  void silenced() {
    std::vector<Finding> All;
    for (const SilencedFinding &S : R.Silenced)
      All.push_back(S.What);
    std::vector<std::string> Prints = fingerprints(All);
    for (const auto &[Number, S] : enumerate(R.Silenced))
      J.object([&, Number = Number, &S = S] {
        text("by", silencedWord(S.By));
        text("where", S.Where);
        text("reason", S.Reason);
        J.attributeBegin("finding");
        finding(S.What, Prints[Number]);
        J.attributeEnd();
      });
  }

  void text(StringRef Key, StringRef Value) {
    J.attribute(Key, json::fixUTF8(Value));
  }

  void verdict(const RuleVerdict &V) {
    J.object([&] {
      text("rule", ruleId(*V.Rule));
      text("verdict", verdictWord(V.Is));
      J.attributeArray("reasons", [&] {
        for (const std::string &Reason : V.Reasons)
          J.value(json::fixUTF8(Reason));
      });
    });
  }

  void findings() {
    std::vector<std::string> Prints = fingerprints(R.Findings);
    for (const auto &[Number, F] : enumerate(R.Findings))
      finding(F, Prints[Number]);
  }

  void finding(const Finding &F, StringRef Fingerprint) {
    J.object([&] {
      text("rule", ruleId(*F.Rule));
      text("message", F.Message);
      place(F.At);
      text("function", F.Function);
      text("subject", F.Subject);
      text("stage", F.Stage);
      text("fingerprint", Fingerprint);
      if (F.Shown.Is != Witness::NotSought)
        J.attributeObject("witness", [&] { witness(F.Shown); });
      J.attributeArray("path", [&] {
        for (const PathStep &Step : F.Path)
          step(Step);
      });
    });
  }

  void witness(const Witness &W) {
    text("status", witnessWord(W));
    if (W.Is == Witness::Unconfirmed)
      return text("why", W.Why);
    text("rule", W.Rule);
    text("message", W.Message);
    place(W.At);
    text("schedule", W.Schedule);
  }

  void step(const PathStep &Step) {
    J.object([&] {
      place(Step.At);
      text("message", Step.Message);
      text("stage", Step.Stage);
      text("kind", kindWord(Step.Kind));
      J.attribute("depth", Step.Depth);
    });
  }

  void place(const Place &At) {
    text("file", At.File);
    J.attribute("line", At.Line);
    J.attribute("column", At.Column);
    if (At.EndLine) {
      J.attribute("endLine", At.EndLine);
      J.attribute("endColumn", At.EndColumn);
    }
  }

  void notAnalysed(const NotAnalysed &N) {
    J.object([&] {
      text("what", N.What);
      text("cause", N.Cause);
      J.attribute("matters", N.Matters);
    });
  }

  const Report &R;
  json::OStream J;
};
} // namespace

void wsk::writeJson(const Report &R, raw_ostream &OS) {
  JsonPrinter(R, OS).print();
  OS << '\n';
}
