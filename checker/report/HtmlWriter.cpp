//===- HtmlWriter.cpp - A report as one page ------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "report/HtmlSource.h"
#include "report/StoryText.h"
#include "report/Writers.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Base64.h"
#include "llvm/Support/SHA256.h"

#include "ReportPage.inc"

using namespace llvm;
using namespace wsk;

namespace {
/// Stages get colours in turn; the style knows that many.
constexpr unsigned Hues = 6;
/// Deeper calls are not indented further.
constexpr unsigned MaxDepth = 6;

/// Everything that comes from the driver goes through escaped(): as text or as
/// the value of an attribute in double quotes, nowhere else.
class HtmlPrinter {
public:
  HtmlPrinter(const Report &R, raw_ostream &OS, const HtmlOptions &O)
      : R(R), OS(OS), O(O), Files(R.Findings) {}

  void print();

private:
  void head();
  void header();
  void list();
  void finding(const Finding &F, unsigned Number, StringRef Fingerprint);
  void facts(const Finding &F, StringRef Fingerprint);
  void story(const Finding &F);
  void step(const PathStep &S, StringRef Class, unsigned Number);
  void source();
  void overview();
  void verdicts();
  void verdict(const RuleVerdict &V);
  void notAnalysed();
  void silenced();
  void lines(StringRef Title, const std::vector<std::string> &Lines);

  const Report &R;
  raw_ostream &OS;
  const HtmlOptions &O;
  HtmlFiles Files;
};
} // namespace

/// A policy that lets nothing run or load but this page's own script and style,
/// whatever a driver's text might smuggle in.
static std::string hashOf(StringRef Text) {
  auto Hash = SHA256::hash(arrayRefFromStringRef(Text));
  return "'sha256-" + encodeBase64(Hash) + "'";
}

void HtmlPrinter::head() {
  OS << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta "
        "charset=\"utf-8\">\n"
     << "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
        "'none'; style-src "
     << hashOf(ReportStyle) << "; script-src " << hashOf(ReportScript)
     << "; base-uri 'none'; form-action 'none'\">\n"
     << "<meta name=\"viewport\" content=\"width=device-width\">\n"
     << "<meta name=\"generator\" content=\"wsk-check " << escaped(O.Version)
     << "\">\n<title>" << escaped(R.Driver) << " - WskCheck</title>\n<style>"
     << ReportStyle << "</style>\n</head>\n";
}

void HtmlPrinter::header() {
  size_t Count = R.Findings.size();
  size_t Doubts = count_if(R.Verdicts, [](const RuleVerdict &V) {
    return V.Is == Verdict::Inconclusive;
  });
  OS << "<header>\n<h1>Driver " << escaped(R.Driver) << "</h1>\n<p>"
     << (Count ? std::to_string(Count) : "no")
     << (Count == 1 ? " finding" : " findings");
  if (!R.Silenced.empty())
    OS << ", " << R.Silenced.size() << " decided about";
  if (Doubts)
    OS << ", " << Doubts << (Doubts == 1 ? " rule" : " rules")
       << " inconclusive";
  if (!R.Skipped.empty())
    OS << ", " << R.Skipped.size() << " not analysed";
  OS << "</p>\n<nav><button id=\"to-findings\">Findings</button><button "
        "id=\"to-overview\">Verdicts and gaps</button></nav>\n</header>\n";
}

void HtmlPrinter::list() {
  OS << "<section id=\"list\">\n<ul>\n";
  for (const auto &[Number, F] : enumerate(R.Findings))
    OS << "<li><a class=\"pick\" href=\"#f" << Number + 1
       << "\"><span class=\"rule\">" << escaped(ruleId(*F.Rule))
       << "</span><br>" << escaped(F.Message) << "<br><span class=\"file\">"
       << escaped(F.At.File) << ':' << F.At.Line << "</span></a></li>\n";
  if (R.Findings.empty())
    OS << "<li class=\"none\">No findings.</li>\n";
  OS << "</ul>\n</section>\n";
}

void HtmlPrinter::facts(const Finding &F, StringRef Fingerprint) {
  auto Row = [&](StringRef Key, StringRef Value) {
    if (!Value.empty())
      OS << "<dt>" << Key << "</dt><dd>" << escaped(Value) << "</dd>\n";
  };
  OS << "<dl class=\"facts\">\n";
  Row("rule", ruleId(*F.Rule));
  Row("effect", severityWord(F.Rule->Effect));
  Row("about", F.Subject);
  Row("place", F.At.File + ":" + std::to_string(F.At.Line));
  Row("function", F.Function);
  Row("stage", F.Stage);
  Row("witness", witnessText(F.Shown));
  Row("fingerprint", Fingerprint);
  OS << "</dl>\n<p class=\"help\">" << escaped(F.Rule->Help) << " <a href=\""
     << escaped(sourceUri(*F.Rule)) << "\">Documentation</a></p>\n";
}

void HtmlPrinter::step(const PathStep &S, StringRef Class, unsigned Number) {
  OS << "<li class=\"step " << Class << " depth" << std::min(S.Depth, MaxDepth);
  OS << "\" data-stage=\"" << escaped(S.Stage) << '"';
  if (std::optional<unsigned> File = Files.number(S.At.File)) {
    auto Column = [&](unsigned Line, unsigned Byte) {
      std::optional<std::string> Text;
      if (O.Lines)
        Text = O.Lines(S.At.File, Line);
      return Text ? utf16Column(*Text, Byte) : Byte;
    };
    OS << " data-file=\"" << *File << "\" data-line=\"" << S.At.Line << '"';
    if (S.At.Column)
      OS << " data-column=\"" << Column(S.At.Line, S.At.Column) << '"';
    if (S.At.EndLine)
      OS << " data-end-line=\"" << S.At.EndLine << "\" data-end-column=\""
         << Column(S.At.EndLine, S.At.EndColumn) << '"';
  }
  OS << "><span class=\"no\">" << Number
     << "</span><span class=\"text\"><span class=\"message\">"
     << escaped(S.Message) << "</span>";
  if (S.At.Line)
    OS << " <span class=\"file\">" << escaped(S.At.File) << ':' << S.At.Line
       << "</span>";
  OS << "</span></li>\n";
}

static StringRef classOf(StepKind Kind) {
  switch (Kind) {
  case StepKind::Event:
    return "event";
  case StepKind::Stage:
    return "start";
  case StepKind::Call:
    return "call";
  case StepKind::Branch:
    return "branch";
  }
  llvm_unreachable("every kind has a class");
}

/// The story under its stages, closed by the finding itself.
void HtmlPrinter::story(const Finding &F) {
  PathStep End;
  End.At = F.At;
  End.Message = F.Message;
  End.Stage = F.Stage;
  End.Depth = F.Path.empty() ? 0 : F.Path.back().Depth;
  OS << "<ol class=\"story\">\n";
  StringRef Stage;
  unsigned Hue = 0, Number = 0;
  auto Enter = [&](const PathStep &S) {
    if (Number)
      OS << "</ol></li>\n";
    Hue = Number ? (Hue + 1) % Hues : 0;
    Stage = S.Stage;
    OS << "<li class=\"stage hue" << Hue << "\"><div class=\"stage-name\">"
       << escaped(S.Stage) << "</div><ol class=\"steps\">\n";
  };
  auto Show = [&](const PathStep &S, StringRef Class) {
    if (!Number || S.Stage != Stage)
      Enter(S);
    step(S, (Class + " hue" + Twine(Hue)).str(), ++Number);
  };
  for (const PathStep &S : F.Path)
    Show(S, classOf(S.Kind));
  Show(End, "end");
  OS << "</ol></li>\n</ol>\n";
}

void HtmlPrinter::finding(const Finding &F, unsigned Number,
                          StringRef Fingerprint) {
  OS << "<article id=\"f" << Number << "\">\n<h2>" << escaped(F.Message)
     << "</h2>\n";
  facts(F, Fingerprint);
  story(F);
  OS << "</article>\n";
}

void HtmlPrinter::source() {
  OS << "<section id=\"source\">\n<h2>Source</h2>\n<div id=\"tools\"><div "
        "id=\"walk\"><button id=\"previous\" title=\"k or left\">&#9664; "
        "Back</button><button id=\"next\" title=\"j or right\">Next "
        "&#9654;</button> <span id=\"place\"></span></div><div "
        "id=\"stages\"></div><div id=\"files\"></div></div>\n";
  Files.print(OS, O.Lines);
  OS << "</section>\n";
}

//===----------------------------------------------------------------------===//
// What is said of the whole driver
//===----------------------------------------------------------------------===//

void HtmlPrinter::verdict(const RuleVerdict &V) {
  StringRef Word = verdictWord(V.Is);
  OS << "<tr><td class=\"rule\">" << escaped(kebabName(V.Rule->Name))
     << "</td><td class=\"word " << Word.split(' ').first << "\">" << Word
     << "</td><td>" << escaped(V.Rule->Summary);
  if (!V.Reasons.empty()) {
    OS << "<ul>";
    for (const std::string &Reason : V.Reasons)
      OS << "<li>" << escaped(Reason) << "</li>";
    OS << "</ul>";
  }
  OS << "</td></tr>\n";
}

void HtmlPrinter::verdicts() {
  OS << "<section id=\"verdicts\">\n<h2>Verdict of every rule</h2>\n<table>\n";
  for (Verdict Is : {Verdict::Defect, Verdict::Inconclusive, Verdict::Clean,
                     Verdict::NotApplicable})
    for (const RuleVerdict &V : R.Verdicts)
      if (V.Is == Is)
        verdict(V);
  OS << "</table>\n</section>\n";
}

void HtmlPrinter::notAnalysed() {
  OS << "<section id=\"gaps\">\n<h2>Not analysed</h2>\n";
  if (R.Skipped.empty())
    OS << "<p class=\"none\">Everything was analysed.</p>\n";
  else
    OS << "<table>\n";
  for (bool Matters : {true, false})
    for (const NotAnalysed &N : R.Skipped)
      if (N.Matters == Matters)
        OS << "<tr><td>" << escaped(N.What) << "</td><td>" << escaped(N.Cause)
           << "</td><td class=\"" << (Matters ? "matters" : "dim") << "\">"
           << (Matters ? "may matter" : "") << "</td></tr>\n";
  OS << (R.Skipped.empty() ? "" : "</table>\n") << "</section>\n";
}

void HtmlPrinter::silenced() {
  if (R.Silenced.empty())
    return;
  OS << "<section id=\"silenced\">\n<h2>Decided about</h2>\n<table>\n";
  for (const SilencedFinding &S : R.Silenced)
    OS << "<tr><td class=\"rule\">" << escaped(kebabName(S.What.Rule->Name))
       << "</td><td>" << escaped(S.What.Message) << " <span class=\"file dim\">"
       << escaped(S.What.At.File) << ':' << S.What.At.Line << "</span></td><td>"
       << (S.By == SilencedFinding::Source ? "suppressed at " + escaped(S.Where)
                                           : escaped(knownFrom(S)))
       << (S.Reason.empty() ? "" : ": ") << escaped(S.Reason) << "</td></tr>\n";
  OS << "</table>\n</section>\n";
}

void HtmlPrinter::lines(StringRef Title,
                        const std::vector<std::string> &Lines) {
  if (Lines.empty())
    return;
  OS << "<section>\n<h2>" << Title << "</h2>\n<ul>\n";
  for (const std::string &Line : Lines)
    OS << "<li>" << escaped(Line) << "</li>\n";
  OS << "</ul>\n</section>\n";
}

void HtmlPrinter::overview() {
  OS << "<div id=\"overview\">\n";
  verdicts();
  notAnalysed();
  silenced();
  lines("Suppressions without use", R.UnusedSuppressions);
  lines("Findings of the baseline that are gone", R.Gone);
  OS << "</div>\n";
}

void HtmlPrinter::print() {
  head();
  OS << "<body>\n";
  header();
  list();
  OS << "<section id=\"findings\">\n<h2>Findings</h2>\n";
  std::vector<std::string> Prints = fingerprints(R.Findings);
  for (const auto &[Number, F] : enumerate(R.Findings))
    finding(F, Number + 1, Prints[Number]);
  OS << "</section>\n";
  source();
  overview();
  OS << "<script>" << ReportScript << "</script>\n</body>\n</html>\n";
}

void wsk::writeHtml(const Report &R, raw_ostream &OS, const HtmlOptions &O) {
  HtmlPrinter(R, OS, O).print();
}
