//===- JsonReader.cpp - A report from JSON --------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "report/Writers.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/JSON.h"

using namespace llvm;
using json::ObjectMapper;
using json::Path;

// Found by argument-dependent lookup of json::ObjectMapper.
namespace wsk {

/// The library reads no `unsigned`.
static bool readNumber(ObjectMapper &O, StringLiteral Key, unsigned &Out,
                       bool Required = true) {
  std::optional<uint64_t> Number;
  if (!O.map(Key, Number) || (Required && !Number))
    return false;
  Out = static_cast<unsigned>(Number.value_or(0));
  return true;
}

static bool readPlace(ObjectMapper &O, Place &At) {
  return O.map("file", At.File) && readNumber(O, "line", At.Line) &&
         readNumber(O, "column", At.Column) &&
         readNumber(O, "endLine", At.EndLine, /*Required=*/false) &&
         readNumber(O, "endColumn", At.EndColumn, /*Required=*/false);
}

static bool readRule(ObjectMapper &O, const RuleInfo *&Rule, Path P) {
  std::string Name;
  if (!O.map("rule", Name))
    return false;
  Rule = findRule(Name);
  if (!Rule)
    P.field("rule").report("no such rule");
  return Rule;
}

static bool fromJSON(const json::Value &V, StepKind &Kind, Path P) {
  auto Known =
      StringSwitch<std::optional<StepKind>>(V.getAsString().value_or(""))
          .Case("event", StepKind::Event)
          .Case("stage", StepKind::Stage)
          .Case("call", StepKind::Call)
          .Case("branch", StepKind::Branch)
          .Default(std::nullopt);
  if (Known)
    Kind = *Known;
  else
    P.report("no kind of step");
  return bool(Known);
}

static bool fromJSON(const json::Value &V, Verdict &Is, Path P) {
  for (Verdict Known : {Verdict::Defect, Verdict::Clean, Verdict::Inconclusive,
                        Verdict::NotApplicable})
    if (V.getAsString() == verdictWord(Known)) {
      Is = Known;
      return true;
    }
  P.report("no verdict");
  return false;
}

static bool fromJSON(const json::Value &V, PathStep &Step, Path P) {
  ObjectMapper O(V, P);
  return O && readPlace(O, Step.At) && O.map("message", Step.Message) &&
         O.map("stage", Step.Stage) && O.map("kind", Step.Kind) &&
         readNumber(O, "depth", Step.Depth);
}

static bool fromJSON(const json::Value &V, Finding &F, Path P) {
  ObjectMapper O(V, P);
  return O && readRule(O, F.Rule, P) && readPlace(O, F.At) &&
         O.map("message", F.Message) && O.map("function", F.Function) &&
         O.map("subject", F.Subject) && O.map("stage", F.Stage) &&
         O.map("path", F.Path);
}

static bool fromJSON(const json::Value &V, SilencedFinding &S, Path P) {
  ObjectMapper O(V, P);
  std::string By;
  if (!O || !O.map("by", By) || !O.map("where", S.Where) ||
      !O.map("reason", S.Reason) || !O.map("finding", S.What))
    return false;
  S.By = By == silencedWord(SilencedFinding::Baseline)
             ? SilencedFinding::Baseline
             : SilencedFinding::Source;
  return true;
}

static bool fromJSON(const json::Value &V, RuleVerdict &Of, Path P) {
  ObjectMapper O(V, P);
  return O && readRule(O, Of.Rule, P) && O.map("verdict", Of.Is) &&
         O.map("reasons", Of.Reasons);
}

static bool fromJSON(const json::Value &V, NotAnalysed &N, Path P) {
  ObjectMapper O(V, P);
  return O && O.map("what", N.What) && O.map("cause", N.Cause) &&
         O.map("matters", N.Matters);
}

static bool fromJSON(const json::Value &V, Report &R, Path P) {
  ObjectMapper O(V, P);
  return O && O.map("driver", R.Driver) && O.map("verdicts", R.Verdicts) &&
         O.map("findings", R.Findings) && O.map("notAnalysed", R.Skipped) &&
         O.mapOptional("silenced", R.Silenced) &&
         O.mapOptional("unusedSuppressions", R.UnusedSuppressions) &&
         O.mapOptional("gone", R.Gone) && O.map("stats", R.Stats);
}

Expected<Report> readJson(StringRef Text) {
  Expected<json::Value> Parsed = json::parse(Text);
  if (!Parsed)
    return Parsed.takeError();
  Report R;
  Path::Root Root("report");
  if (!fromJSON(*Parsed, R, Root))
    return Root.getError();
  return R;
}

} // namespace wsk
