//===- TextWriter.cpp - A report for people -------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "report/StoryText.h"
#include "report/Writers.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Unicode.h"

using namespace llvm;
using namespace wsk;

namespace {
constexpr unsigned LineWidth = 80;
constexpr unsigned VerdictWidth = 16;
constexpr unsigned TabWidth = 8;
/// More are no help on a terminal; JSON and SARIF have them all.
constexpr unsigned MaxReasons = 5;

class TextPrinter {
public:
  TextPrinter(const Report &R, raw_ostream &OS, const TextOptions &O)
      : R(R), OS(OS), O(O) {}

  void print() {
    for (const Finding &F : R.Findings)
      finding(F);
    summary();
    notAnalysed();
    list("Suppressions without use", R.UnusedSuppressions);
    list("Findings of the baseline that are gone", R.Gone);
    if (O.Stats)
      stats();
  }

private:
  void finding(const Finding &F);
  void step(const PathStep &S);
  void head(const Place &At, StringRef Word, raw_ostream::Colors Color);
  void excerpt(const Place &At);
  void summary();
  void plainVerdict(Verdict V);
  void inconclusive();
  void wrapped(StringRef Label, const std::vector<std::string> &Words);
  void notAnalysed();
  void list(StringRef Title, const std::vector<std::string> &Lines);
  std::string silenced() const;
  void stats();
  void paint(raw_ostream::Colors Color, bool Bold, const Twine &Text);

  const Report &R;
  raw_ostream &OS;
  const TextOptions &O;
};
} // namespace

void TextPrinter::paint(raw_ostream::Colors Color, bool Bold,
                        const Twine &Text) {
  if (O.Color)
    OS.changeColor(Color, Bold);
  OS << Text;
  if (O.Color)
    OS.resetColor();
}

void TextPrinter::head(const Place &At, StringRef Word,
                       raw_ostream::Colors Color) {
  paint(raw_ostream::SAVEDCOLOR, /*Bold=*/true,
        printable(At.File) + ":" + Twine(At.Line) + ":" + Twine(At.Column) +
            ": ");
  paint(Color, /*Bold=*/true, Word + ": ");
}

void TextPrinter::finding(const Finding &F) {
  head(F.At, "warning", raw_ostream::MAGENTA);
  paint(raw_ostream::SAVEDCOLOR, /*Bold=*/true, printable(F.Message));
  OS << " [" << ruleId(*F.Rule) << "]\n";
  excerpt(F.At);
  StringRef Stage;
  for (const PathStep &S : F.Path) {
    if (S.Stage != Stage)
      paint(raw_ostream::SAVEDCOLOR, /*Bold=*/true,
            "  [" + printable(S.Stage) + "]\n");
    Stage = S.Stage;
    step(S);
  }
  if (F.Shown.Is != Witness::NotSought)
    OS << "  " << printable(witnessText(F.Shown)) << '\n';
  OS << '\n';
}

void TextPrinter::step(const PathStep &S) {
  head(S.At, "note", raw_ostream::CYAN);
  OS.indent(2 * S.Depth) << printable(S.Message) << '\n';
  // Entering and leaving functions reads well enough without the code.
  if (S.Kind != StepKind::Call)
    excerpt(S.At);
}

/// \p Line with tabs expanded and nothing a terminal could choke on.
static std::string displayed(StringRef Line) {
  std::string Out;
  for (size_t Tab; (Tab = Line.find('\t')) != StringRef::npos;
       Line = Line.drop_front(Tab + 1)) {
    Out += printable(Line.take_front(Tab));
    Out.append(TabWidth - Out.size() % TabWidth, ' ');
  }
  return Out + printable(Line);
}

static unsigned displayWidth(StringRef Text) {
  int Width = sys::unicode::columnWidthUTF8(Text);
  return Width < 0 ? Text.size() : Width;
}

void TextPrinter::excerpt(const Place &At) {
  std::optional<std::string> Line;
  if (O.Lines && At.Line)
    Line = O.Lines(At.File, At.Line);
  if (!Line || At.Column == 0 || At.Column > Line->size() + 1)
    return;
  StringRef Text = *Line;
  unsigned End = At.EndLine == At.Line  ? At.EndColumn - 1
                 : At.EndLine > At.Line ? Text.size()
                                        : At.Column;
  unsigned Before = displayWidth(displayed(Text.take_front(At.Column - 1)));
  unsigned Upto = displayWidth(displayed(Text.take_front(End)));
  OS << format("%5u | ", At.Line) << displayed(Text) << "\n      | ";
  OS.indent(Before);
  std::string Mark = "^";
  if (Upto > Before + 1)
    Mark.append(Upto - Before - 1, '~');
  paint(raw_ostream::GREEN, /*Bold=*/true, Mark);
  OS << '\n';
}

void TextPrinter::wrapped(StringRef Label,
                          const std::vector<std::string> &Words) {
  OS << "  " << left_justify(Label, VerdictWidth);
  unsigned Column = VerdictWidth + 2;
  for (const auto &[Number, Word] : enumerate(Words)) {
    std::string Text = Word + (Number + 1 < Words.size() ? "," : "");
    if (Number && Column + 1 + Text.size() > LineWidth) {
      OS << '\n';
      OS.indent(VerdictWidth + 2);
      Column = VerdictWidth + 2;
    } else if (Number) {
      OS << ' ';
      ++Column;
    }
    OS << Text;
    Column += Text.size();
  }
  OS << '\n';
}

void TextPrinter::plainVerdict(Verdict V) {
  std::vector<std::string> Words;
  for (const RuleVerdict &Of : R.Verdicts) {
    if (Of.Is != V)
      continue;
    unsigned Count = count_if(
        R.Findings, [&](const Finding &F) { return F.Rule == Of.Rule; });
    std::string Word = kebabName(Of.Rule->Name);
    Words.push_back(Count ? Word + " (" + std::to_string(Count) + ")" : Word);
  }
  if (!Words.empty())
    wrapped(verdictWord(V), Words);
}

/// Rules that share their reasons share an entry: one lost function can make
/// all of them inconclusive.
void TextPrinter::inconclusive() {
  std::map<std::vector<std::string>, std::vector<std::string>> RulesOf;
  for (const RuleVerdict &V : R.Verdicts)
    if (V.Is == Verdict::Inconclusive)
      RulesOf[V.Reasons].push_back(kebabName(V.Rule->Name));
  for (const auto &[Reasons, Rules] : RulesOf) {
    wrapped(verdictWord(Verdict::Inconclusive), Rules);
    for (const std::string &Reason : ArrayRef(Reasons).take_front(MaxReasons))
      OS.indent(VerdictWidth + 4) << "because " << printable(Reason) << '\n';
    if (Reasons.size() > MaxReasons)
      OS.indent(VerdictWidth + 4)
          << "and for " << Reasons.size() - MaxReasons << " more reasons\n";
  }
}

/// " (2 suppressed in the source, 1 known from the baseline)"
std::string TextPrinter::silenced() const {
  std::map<std::pair<SilencedFinding::Kind, std::string>, unsigned> Counts;
  for (const SilencedFinding &S : R.Silenced)
    ++Counts[{S.By, S.By == SilencedFinding::Source ? "suppressed in the source"
                                                    : knownFrom(S)}];
  std::string Text;
  for (const auto &[Why, Count] : Counts)
    Text += (Text.empty() ? " (" : ", ") + std::to_string(Count) + " " +
            printable(Why.second);
  return Text.empty() ? Text : Text + ")";
}

void TextPrinter::list(StringRef Title, const std::vector<std::string> &Lines) {
  if (Lines.empty())
    return;
  paint(raw_ostream::SAVEDCOLOR, /*Bold=*/true, Title + "\n");
  for (const std::string &Line : Lines)
    OS << "  " << printable(Line) << '\n';
}

void TextPrinter::summary() {
  size_t Count = R.Findings.size();
  std::string Driver =
      R.Driver.empty() ? "Driver" : "Driver " + printable(R.Driver);
  paint(raw_ostream::SAVEDCOLOR, /*Bold=*/true,
        Driver + ": " + (Count ? Twine(Count) : Twine("no")) +
            (Count == 1 ? " finding" : " findings") + silenced() + "\n");
  plainVerdict(Verdict::Defect);
  inconclusive();
  plainVerdict(Verdict::Clean);
  plainVerdict(Verdict::NotApplicable);
}

void TextPrinter::notAnalysed() {
  if (R.Skipped.empty())
    return;
  paint(raw_ostream::SAVEDCOLOR, /*Bold=*/true, "Not analysed\n");
  // What may hide a defect comes first.
  for (bool Matters : {true, false})
    for (const NotAnalysed &N : R.Skipped)
      if (N.Matters == Matters)
        OS << "  " << printable(N.What) << ": " << printable(N.Cause)
           << (N.Matters ? " (it may matter)" : "") << '\n';
}

void TextPrinter::stats() {
  paint(raw_ostream::SAVEDCOLOR, /*Bold=*/true, "Statistics\n");
  for (const auto &[Name, Value] : R.Stats)
    OS << "  " << right_justify(std::to_string(Value), 12) << "  "
       << printable(Name) << '\n';
}

void wsk::writeText(const Report &R, raw_ostream &OS, const TextOptions &O) {
  if (O.Color)
    OS.enable_colors(true);
  TextPrinter(R, OS, O).print();
}
