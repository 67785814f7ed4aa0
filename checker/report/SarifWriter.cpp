//===- SarifWriter.cpp - A report as SARIF 2.1.0 --------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "core/Compat.h"
#include "report/StoryText.h"
#include "report/Writers.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"

using namespace llvm;
using namespace wsk;

static constexpr llvm::StringLiteral SchemaUri =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/"
    "sarif-schema-2.1.0.json";
static constexpr llvm::StringLiteral RootName = "%SRCROOT%";

namespace {
/// Indices into tool.driver.notifications.
enum NotificationKind { NotAnalysedKind, InconclusiveKind };

class SarifPrinter {
public:
  SarifPrinter(const Report &R, raw_ostream &OS, const SarifOptions &O);
  void print();

private:
  // The tool.
  void driver();
  void rule(const RuleInfo &Rule);
  void ruleProperties(const RuleInfo &Rule);
  void notificationKind(StringRef Name, StringRef Description, StringRef Help);
  // The run.
  void invocation();
  void notification(NotificationKind Kind, StringRef Level,
                    const RuleInfo *Rule, const Twine &Message);
  void rootFolder();
  // The results.
  void results();
  void result(const Finding &F, StringRef Fingerprint);
  void suppression(const SilencedFinding &S);
  void witness(const Witness &W);
  void threadFlow(const Finding &F);
  void flowStep(const PathStep &Step, unsigned Order, StringRef Importance);
  void location(const Place &At, StringRef Message, StringRef Function);
  void physicalLocation(const Place &At);
  void region(const Place &At);
  // Pieces.
  void text(StringRef Key, StringRef Value) {
    J.attribute(Key, json::fixUTF8(Value));
  }
  void message(StringRef Key, StringRef Text) {
    J.attributeObject(Key, [&] { text("text", Text); });
  }
  void strings(StringRef Key, ArrayRef<StringRef> Values);
  std::string uriOf(StringRef File, bool &BelowRoot) const;

  const Report &R;
  const SarifOptions &O;
  json::OStream J;
  std::vector<const RuleInfo *> Rules;
  std::map<const RuleInfo *, int64_t> IndexOf;
};
} // namespace

/// Bug checks and hangs take the whole machine down.
static StringRef levelOf(const RuleInfo &Rule) {
  return isFatal(Rule) ? "error" : "warning";
}

SarifPrinter::SarifPrinter(const Report &R, raw_ostream &OS,
                           const SarifOptions &O)
    : R(R), O(O), J(OS, 2) {
  for (const RuleVerdict &V : R.Verdicts)
    Rules.push_back(V.Rule);
  for (const Finding &F : R.Findings)
    Rules.push_back(F.Rule);
  for (const SilencedFinding &S : R.Silenced)
    Rules.push_back(S.What.Rule);
  llvm::sort(Rules, [](const RuleInfo *A, const RuleInfo *B) {
    return A->Name < B->Name;
  });
  Rules.erase(std::unique(Rules.begin(), Rules.end()), Rules.end());
  for (const auto &[Number, Rule] : enumerate(Rules))
    IndexOf[Rule] = static_cast<int64_t>(Number);
}

void SarifPrinter::print() {
  J.object([&] {
    text("$schema", SchemaUri);
    text("version", "2.1.0");
    J.attributeArray("runs", [&] {
      J.object([&] {
        J.attributeObject(
            "tool", [&] { J.attributeObject("driver", [&] { driver(); }); });
        J.attributeArray("invocations", [&] { invocation(); });
        if (!R.Driver.empty())
          J.attributeObject("automationDetails", [&] {
            text("id", "wsk-check/" + pathToUri(R.Driver) + "/");
          });
        J.attributeObject("originalUriBaseIds", [&] { rootFolder(); });
        text("columnKind", "utf16CodeUnits");
        J.attributeArray("results", [&] { results(); });
      });
    });
  });
}

//===----------------------------------------------------------------------===//
// The tool
//===----------------------------------------------------------------------===//

void SarifPrinter::driver() {
  text("name", "wsk-check");
  text("fullName", "WskCheck, an analyzer of the use of Winsock Kernel");
  text("version", O.Version);
  text("semanticVersion", O.Version);
  if (!O.InformationUri.empty())
    text("informationUri", O.InformationUri);
  J.attributeArray("rules", [&] {
    for (const RuleInfo *Rule : Rules)
      J.object([&] { rule(*Rule); });
  });
  J.attributeArray("notifications", [&] {
    notificationKind("NotAnalysed",
                     "A part of the driver that was not analysed.",
                     "The message says why. A finding may be missing if the "
                     "part reaches WSK; such notifications are warnings.");
    notificationKind("Inconclusive",
                     "A rule that could not be judged to the end.",
                     "The message says why. No finding of this rule does not "
                     "mean that the driver keeps it.");
  });
}

static std::string helpText(const RuleInfo &Rule) {
  return (Rule.Help + " Clause " + Rule.Contract +
          " of the WSK contract; see " + sourceUri(Rule) + ".")
      .str();
}

static std::string helpMarkdown(const RuleInfo &Rule, StringRef Page) {
  return ("# " + ruleId(Rule) + "\n\n" + Rule.Summary + ".\n\n" + Rule.Help +
          "\n\nClause " + Rule.Contract +
          " of the WSK contract: [documentation](" + sourceUri(Rule) + ").\n" +
          pageBody(Page))
      .str();
}

void SarifPrinter::rule(const RuleInfo &Rule) {
  text("id", ruleId(Rule));
  text("name", Rule.Name);
  message("shortDescription", (Rule.Summary + ".").str());
  message("fullDescription", Rule.Help);
  J.attributeObject("help", [&] {
    text("text", helpText(Rule));
    text("markdown", helpMarkdown(Rule, O.Page ? O.Page(Rule) : StringRef()));
  });
  if (std::string Page = pageUri(Rule); !Page.empty())
    text("helpUri", Page);
  J.attributeObject("defaultConfiguration",
                    [&] { text("level", levelOf(Rule)); });
  J.attributeObject("properties", [&] { ruleProperties(Rule); });
}

void SarifPrinter::ruleProperties(const RuleInfo &Rule) {
  strings("tags", {"correctness", "windows-driver", "winsock-kernel",
                   severityWord(Rule.Effect)});
  text("precision", "high");
  text("problem.severity", levelOf(Rule));
  text("contract", Rule.Contract);
}

/// GitHub wants of a kind of notification what it wants of a rule.
void SarifPrinter::notificationKind(StringRef Name, StringRef Description,
                                    StringRef Help) {
  J.object([&] {
    text("id", "wsk-" + kebabName(Name));
    text("name", Name);
    message("shortDescription", Description);
    message("fullDescription", Help);
    message("help", Help);
  });
}

//===----------------------------------------------------------------------===//
// The run
//===----------------------------------------------------------------------===//

void SarifPrinter::invocation() {
  J.object([&] {
    J.attribute("executionSuccessful", true);
    J.attributeArray("toolExecutionNotifications", [&] {
      for (const NotAnalysed &N : R.Skipped)
        notification(NotAnalysedKind, N.Matters ? "warning" : "note", nullptr,
                     "Not analysed: " + N.What + ": " + N.Cause);
      for (const RuleVerdict &V : R.Verdicts)
        if (V.Is == Verdict::Inconclusive)
          notification(InconclusiveKind, "warning", V.Rule,
                       ruleId(*V.Rule) +
                           " is inconclusive: " + join(V.Reasons, "; "));
    });
  });
}

void SarifPrinter::notification(NotificationKind Kind, StringRef Level,
                                const RuleInfo *Rule, const Twine &Message) {
  J.object([&] {
    J.attributeObject("descriptor",
                      [&] { J.attribute("index", int64_t(Kind)); });
    if (Rule)
      J.attributeObject("associatedRule", [&] {
        text("id", ruleId(*Rule));
        J.attribute("index", IndexOf[Rule]);
      });
    text("level", Level);
    message("message", Message.str());
  });
}

void SarifPrinter::rootFolder() {
  J.attributeObject(RootName, [&] {
    if (!O.Root.empty())
      text("uri",
           pathToUri(O.Root) + (StringRef(O.Root).ends_with("/") ? "" : "/"));
    message("description", "The folder wsk-check was started in.");
  });
}

//===----------------------------------------------------------------------===//
// The results
//===----------------------------------------------------------------------===//

void SarifPrinter::results() {
  std::vector<Finding> All = R.Findings;
  for (const SilencedFinding &S : R.Silenced)
    All.push_back(S.What);
  std::vector<std::string> Prints = fingerprints(All);
  for (const auto &[Number, F] : enumerate(All))
    J.object([&, Number = Number, &F = F] {
      result(F, Prints[Number]);
      if (Number >= R.Findings.size())
        suppression(R.Silenced[Number - R.Findings.size()]);
    });
}

/// A viewer hides such a result, an archive keeps it.
void SarifPrinter::suppression(const SilencedFinding &S) {
  bool InSource = S.By == SilencedFinding::Source;
  J.attributeArray("suppressions", [&] {
    J.object([&] {
      text("kind", InSource ? "inSource" : "external");
      if (!S.Reason.empty())
        text("justification", S.Reason);
      else if (!InSource)
        text("justification", knownFrom(S));
    });
  });
  if (!InSource)
    text("baselineState", "unchanged");
}

void SarifPrinter::result(const Finding &F, StringRef Fingerprint) {
  text("ruleId", ruleId(*F.Rule));
  J.attribute("ruleIndex", IndexOf[F.Rule]);
  text("level", levelOf(*F.Rule));
  message("message", F.Message);
  J.attributeArray("locations",
                   [&] { J.object([&] { location(F.At, "", F.Function); }); });
  J.attributeObject("partialFingerprints", [&] {
    // The one name GitHub reads; then our own.
    text("primaryLocationLineHash", Fingerprint);
    text("wskFinding/v1", Fingerprint);
  });
  J.attributeArray("codeFlows", [&] {
    J.object([&] {
      J.attributeArray("threadFlows",
                       [&] { J.object([&] { threadFlow(F); }); });
    });
  });
  J.attributeObject("properties", [&] {
    text("stage", F.Stage);
    text("subject", F.Subject);
    if (F.Shown.Is != Witness::NotSought)
      J.attributeObject("witness", [&] { witness(F.Shown); });
  });
}

void SarifPrinter::witness(const Witness &W) {
  text("status", witnessWord(W));
  if (W.Is == Witness::Unconfirmed)
    return text("why", W.Why);
  text("rule", W.Rule);
  text("message", W.Message);
  text("schedule", W.Schedule);
  if (W.At.Line)
    J.attributeObject("at", [&] { physicalLocation(W.At); });
}

static StringRef importanceOf(StepKind Kind) {
  switch (Kind) {
  case StepKind::Stage:
    return "essential";
  case StepKind::Event:
    return "important";
  case StepKind::Call:
  case StepKind::Branch:
    return "unimportant";
  }
  llvm_unreachable("every kind has an importance");
}

/// One flow for the whole life of the driver: viewers show only the first.
void SarifPrinter::threadFlow(const Finding &F) {
  J.attributeArray("locations", [&] {
    unsigned Order = 0;
    for (const PathStep &Step : F.Path)
      flowStep(Step, ++Order, importanceOf(Step.Kind));
    PathStep Last;
    Last.At = F.At;
    Last.Message = F.Message;
    Last.Stage = F.Stage;
    Last.Depth = F.Path.empty() ? 0 : F.Path.back().Depth;
    flowStep(Last, ++Order, "essential");
  });
}

void SarifPrinter::flowStep(const PathStep &Step, unsigned Order,
                            StringRef Importance) {
  std::string Message = Step.Message;
  if (Step.Kind == StepKind::Stage)
    Message = Step.Stage + (Message.empty() ? "" : ": " + Message);
  J.object([&] {
    J.attributeObject("location", [&] { location(Step.At, Message, ""); });
    J.attribute("nestingLevel", Step.Depth);
    J.attribute("executionOrder", Order);
    text("importance", Importance);
    J.attributeObject("properties", [&] { text("stage", Step.Stage); });
  });
}

void SarifPrinter::location(const Place &At, StringRef Message,
                            StringRef Function) {
  if (!At.File.empty())
    J.attributeObject("physicalLocation", [&] { physicalLocation(At); });
  if (!Function.empty())
    J.attributeArray("logicalLocations", [&] {
      J.object([&] {
        text("fullyQualifiedName", Function);
        text("kind", "function");
      });
    });
  if (!Message.empty())
    message("message", Message);
}

void SarifPrinter::physicalLocation(const Place &At) {
  J.attributeObject("artifactLocation", [&] {
    bool BelowRoot = true;
    text("uri", uriOf(At.File, BelowRoot));
    if (BelowRoot)
      text("uriBaseId", RootName);
  });
  if (At.Line)
    J.attributeObject("region", [&] { region(At); });
}

void SarifPrinter::region(const Place &At) {
  auto Column = [&](unsigned Line, unsigned ByteColumn) -> unsigned {
    std::optional<std::string> Text;
    if (O.Lines)
      Text = O.Lines(At.File, Line);
    return Text ? utf16Column(*Text, ByteColumn) : ByteColumn;
  };
  J.attribute("startLine", At.Line);
  if (!At.Column)
    return;
  J.attribute("startColumn", Column(At.Line, At.Column));
  if (!At.EndLine)
    return;
  J.attribute("endLine", At.EndLine);
  J.attribute("endColumn", Column(At.EndLine, At.EndColumn));
}

void SarifPrinter::strings(StringRef Key, ArrayRef<StringRef> Values) {
  J.attributeArray(Key, [&] {
    for (StringRef Value : Values)
      J.value(Value);
  });
}

/// A name that climbs out of the root is made absolute: a base id promises
/// that the file lies below it.
std::string SarifPrinter::uriOf(StringRef File, bool &BelowRoot) const {
  SmallString<256> Name(File);
  sys::path::remove_dots(Name, /*remove_dot_dot=*/true);
  BelowRoot = sys::path::is_relative(Name) && !Name.starts_with("..");
  if (!BelowRoot && sys::path::is_relative(Name) && !O.Root.empty()) {
    makeAbsolute(O.Root, Name);
    sys::path::remove_dots(Name, /*remove_dot_dot=*/true);
  }
  return pathToUri(Name);
}

void wsk::writeSarif(const Report &R, raw_ostream &OS, const SarifOptions &O) {
  SarifPrinter(R, OS, O).print();
  OS << '\n';
}
