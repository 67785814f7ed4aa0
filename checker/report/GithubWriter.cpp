//===- GithubWriter.cpp - A report as GitHub workflow commands ------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "report/StoryText.h"
#include "report/Writers.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <set>

using namespace llvm;
using namespace wsk;

/// GitHub shows that many annotations of a kind per step and drops the rest
/// without a word.
static constexpr size_t ShownPerKind = 10;

/// The runner reads commands line by line; in a property ',' and ':' end it.
static std::string escaped(StringRef Text, bool Property) {
  std::string Out;
  for (char C : Text)
    if (C == '%' || C == '\r' || C == '\n' ||
        (Property && (C == ':' || C == ',')))
      Out += "%" + utohexstr(static_cast<unsigned char>(C), false, 2);
    else
      Out += C;
  return Out;
}

namespace {
class GithubPrinter {
public:
  GithubPrinter(const Report &R, raw_ostream &OS, const HostedOptions &O)
      : R(R), OS(OS), O(O) {}
  void print();

private:
  std::vector<const Finding *> ranked() const;
  void annotation(const Finding &F);
  void place(const Place &At);
  unsigned column(const Place &At, unsigned Line, unsigned Column);
  void property(StringRef Name, StringRef Value) {
    OS << "," << Name << "=" << escaped(Value, /*Property=*/true);
  }

  const Report &R;
  raw_ostream &OS;
  const HostedOptions &O;
};
} // namespace

/// Each rule's first finding comes before any rule's second: if some are
/// dropped, the reader has still seen one of each.
std::vector<const Finding *> GithubPrinter::ranked() const {
  std::map<std::tuple<bool, unsigned, size_t>, const Finding *> Order;
  std::map<const RuleInfo *, unsigned> Seen;
  for (const auto &[Number, F] : enumerate(R.Findings))
    Order[{!isFatal(*F.Rule), Seen[F.Rule]++, Number}] = &F;
  std::vector<const Finding *> Out;
  for (const auto &[Rank, F] : Order)
    Out.push_back(F);
  return Out;
}

unsigned GithubPrinter::column(const Place &At, unsigned Line,
                               unsigned Column) {
  std::optional<std::string> Text;
  if (O.Lines)
    Text = O.Lines(At.File, Line);
  return Text ? utf16Column(*Text, Column) : Column;
}

void GithubPrinter::place(const Place &At) {
  OS << " file="
     << escaped(printable(pathBelow(O.Root, O.Here, At.File)),
                /*Property=*/true);
  if (!At.Line)
    return;
  property("line", std::to_string(At.Line));
  if (At.EndLine)
    property("endLine", std::to_string(At.EndLine));
  // Columns are allowed within one line only.
  if (!At.Column || (At.EndLine && At.EndLine != At.Line))
    return;
  property("col", std::to_string(column(At, At.Line, At.Column)));
  if (At.EndLine && At.EndColumn > At.Column)
    property("endColumn",
             std::to_string(column(At, At.EndLine, At.EndColumn) - 1));
}

void GithubPrinter::annotation(const Finding &F) {
  OS << (isFatal(*F.Rule) ? "::error" : "::warning");
  place(F.At);
  property("title", ruleId(*F.Rule));
  std::string Text = printable(F.Message);
  for (const std::string &Line : storyLines(F))
    Text += "\n" + Line;
  OS << "::" << escaped(Text, /*Property=*/false) << '\n';
}

void GithubPrinter::print() {
  size_t Dropped = 0, Printed[2] = {0, 0};
  for (const Finding *F : ranked()) {
    if (Printed[isFatal(*F->Rule)]++ < ShownPerKind)
      annotation(*F);
    else
      ++Dropped;
  }
  if (Dropped)
    OS << "::notice title=wsk-check::" << Dropped
       << (Dropped == 1 ? " more finding is" : " more findings are")
       << " in the log and the summary of this step\n";
  for (const RuleVerdict &V : R.Verdicts)
    if (V.Is == Verdict::Inconclusive) {
      OS << "::notice title=wsk-check::some rules are inconclusive; the log "
            "of this step says why\n";
      break;
    }
}

void wsk::writeGithub(const Report &R, raw_ostream &OS,
                      const HostedOptions &O) {
  GithubPrinter(R, OS, O).print();
}
