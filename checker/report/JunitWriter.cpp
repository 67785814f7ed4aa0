//===- JunitWriter.cpp - A report as JUnit XML ----------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "report/StoryText.h"
#include "report/Writers.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

using namespace llvm;
using namespace wsk;

/// XML 1.0 has no way to write control characters nor U+FFFE and U+FFFF.
static std::string xml(StringRef Text) {
  std::string Clean = printable(Text), Out;
  for (StringRef Bad : {"\xef\xbf\xbe", "\xef\xbf\xbf"})
    for (size_t At; (At = Clean.find(Bad.str())) != std::string::npos;)
      Clean.replace(At, Bad.size(), "\xef\xbf\xbd");
  raw_string_ostream OS(Out);
  printHTMLEscaped(Clean, OS);
  return Out;
}

namespace {
/// A test case per finding, and one per rule without findings. Readers of this
/// format count and name test cases, so one that holds two failures would hide
/// the second.
class JunitPrinter {
public:
  JunitPrinter(const Report &R, raw_ostream &OS, const JunitOptions &O)
      : R(R), OS(OS), O(O) {}
  void print();

private:
  void head();
  void failures(const RuleInfo &Rule);
  void failure(const Finding &F, unsigned Ordinal);
  void withoutFinding(const RuleVerdict &V);
  /// Opens `<testcase>` without closing its tag.
  void testCase(StringRef Name);
  size_t count(Verdict Is) const;

  const Report &R;
  raw_ostream &OS;
  const JunitOptions &O;
};
} // namespace

size_t JunitPrinter::count(Verdict Is) const {
  return count_if(R.Verdicts, [&](const RuleVerdict &V) { return V.Is == Is; });
}

void JunitPrinter::testCase(StringRef Name) {
  OS << "    <testcase classname=\"" << xml(R.Driver) << "\" name=\""
     << xml(Name) << "\" time=\"0\"";
}

void JunitPrinter::failure(const Finding &F, unsigned Ordinal) {
  std::string Name = ruleId(*F.Rule);
  if (!F.Function.empty())
    Name += " in " + F.Function;
  if (Ordinal > 1)
    Name += " #" + std::to_string(Ordinal);
  testCase(Name);
  OS << " file=\"" << xml(F.At.File) << "\" line=\"" << F.At.Line << "\">\n"
     << "      <failure type=\"" << severityWord(F.Rule->Effect)
     << "\" message=\"" << xml(F.Message) << "\">" << xml(F.At.File) << ":"
     << F.At.Line << ":" << F.At.Column << ": " << xml(F.Message);
  for (const std::string &Line : storyLines(F))
    OS << '\n' << xml(Line);
  OS << "</failure>\n    </testcase>\n";
}

void JunitPrinter::failures(const RuleInfo &Rule) {
  std::map<std::string, unsigned> Seen;
  for (const Finding &F : R.Findings)
    if (F.Rule == &Rule)
      failure(F, ++Seen[F.Function]);
}

/// What makes wsk-check exit 3 is an error, so that a gate over this file and
/// one over the exit status agree.
void JunitPrinter::withoutFinding(const RuleVerdict &V) {
  testCase(ruleId(*V.Rule));
  if (V.Is == Verdict::Clean || V.Is == Verdict::Defect) {
    OS << "/>\n";
    return;
  }
  bool Inconclusive = V.Is == Verdict::Inconclusive;
  std::string Message = verdictWord(V.Is).str();
  if (!V.Reasons.empty())
    Message += ": " + join(V.Reasons, "; ");
  if (Inconclusive && !O.AllowInconclusive)
    OS << ">\n      <error type=\"inconclusive\" message=\"" << xml(Message)
       << "\"/>\n";
  else
    OS << ">\n      <skipped message=\"" << xml(Message) << "\"/>\n";
  OS << "    </testcase>\n";
}

void JunitPrinter::head() {
  size_t Unsure = count(Verdict::Inconclusive);
  size_t Skipped = count(Verdict::NotApplicable);
  size_t Silent = count_if(R.Verdicts, [&](const RuleVerdict &V) {
    return none_of(R.Findings,
                   [&](const Finding &F) { return F.Rule == V.Rule; });
  });
  std::string Counts;
  raw_string_ostream(Counts)
      << " tests=\"" << Silent + R.Findings.size() << "\" failures=\""
      << R.Findings.size() << "\" errors=\""
      << (O.AllowInconclusive ? 0 : Unsure) << "\" skipped=\""
      << Skipped + (O.AllowInconclusive ? Unsure : 0) << "\" time=\"0\">\n";
  OS << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
     << "<testsuites name=\"wsk-check\"" << Counts << "  <testsuite name=\""
     << xml(R.Driver) << "\"" << Counts;
}

void JunitPrinter::print() {
  head();
  for (const RuleVerdict &V : R.Verdicts) {
    if (any_of(R.Findings, [&](const Finding &F) { return F.Rule == V.Rule; }))
      failures(*V.Rule);
    else
      withoutFinding(V);
  }
  OS << "  </testsuite>\n</testsuites>\n";
}

void wsk::writeJunit(const Report &R, raw_ostream &OS, const JunitOptions &O) {
  JunitPrinter(R, OS, O).print();
}
