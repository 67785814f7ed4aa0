//===- MarkdownWriter.cpp - A report as a job summary ---------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "report/StoryText.h"
#include "report/Writers.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;
using namespace wsk;

/// A host that shows summaries drops one over a mebibyte as a whole.
static constexpr size_t MaxBytes = 900u << 10;

/// Text of the driver must not become markup.
static std::string plain(StringRef Text) {
  std::string Out;
  for (char C : printable(Text)) {
    if (StringRef("\\`*_{}[]<>()#+!|~").contains(C))
      Out += '\\';
    Out += C;
  }
  return Out;
}

static std::string findingText(const Finding &F, const HostedOptions &O) {
  std::string Out;
  raw_string_ostream OS(Out);
  OS << "- " << (isFatal(*F.Rule) ? "**error**" : "**warning**") << " "
     << plain(pathBelow(O.Root, O.Here, F.At.File)) << ":" << F.At.Line << ": "
     << plain(F.Message) << " ([" << ruleId(*F.Rule) << "](" << pageUri(*F.Rule)
     << "))\n\n  <details><summary>how it comes to that</summary>\n\n";
  for (const std::string &Line : storyLines(F))
    OS << "  - " << plain(Line) << '\n';
  OS << "\n  </details>\n";
  return Out;
}

static void notConclusive(const Report &R, raw_ostream &OS) {
  for (const RuleVerdict &V : R.Verdicts)
    if (V.Is == Verdict::Inconclusive)
      OS << "- " << ruleId(*V.Rule)
         << " is inconclusive: " << plain(join(V.Reasons, "; ")) << '\n';
  for (const NotAnalysed &N : R.Skipped)
    if (N.Matters)
      OS << "- not analysed: " << plain(N.What) << ": " << plain(N.Cause)
         << '\n';
}

void wsk::writeMarkdown(const Report &R, raw_ostream &OS,
                        const HostedOptions &O) {
  size_t Count = R.Findings.size();
  OS << "### wsk-check: " << plain(R.Driver) << ": "
     << (Count ? Twine(Count) : Twine("no"))
     << (Count == 1 ? " finding\n\n" : " findings\n\n");
  std::string Text;
  size_t Shown = 0;
  for (const Finding &F : R.Findings) {
    std::string Next = findingText(F, O);
    if (Text.size() + Next.size() > MaxBytes)
      break;
    Text += Next;
    ++Shown;
  }
  OS << Text;
  if (Shown < Count)
    OS << "\n" << Count - Shown << " more are in the log.\n";
  notConclusive(R, OS);
  OS << '\n';
}
