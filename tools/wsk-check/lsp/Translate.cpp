//===- Translate.cpp - Findings in the words of the protocol --------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "Translate.h"
#include "../Pages.h"
#include "core/Compat.h"
#include "report/StoryText.h"
#include "report/Writers.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <set>

using namespace llvm;
using namespace wsk;
using namespace wsk::lsp;

namespace {
class Translator {
public:
  Translator(StringRef Here, const LineSource &Lines)
      : Here(Here), Lines(Lines) {}

  std::string absolute(StringRef File) const;
  Diagnostic diagnostic(const Finding &F) const;

private:
  int column(const Place &At, unsigned Line, unsigned ByteColumn) const;
  Range range(const Place &At) const;
  std::optional<RelatedPlace> related(const PathStep &Step) const;

  StringRef Here;
  const LineSource &Lines;
};
} // namespace

std::string Translator::absolute(StringRef File) const {
  SmallString<256> Full(File);
  makeAbsolute(Here, Full);
  sys::path::remove_dots(Full, /*remove_dot_dot=*/true);
  return Full.str().str();
}

/// From bytes counted from 1 to UTF-16 units counted from 0.
int Translator::column(const Place &At, unsigned Line,
                       unsigned ByteColumn) const {
  std::optional<std::string> Text = Lines(absolute(At.File), Line);
  unsigned Column = Text ? utf16Column(*Text, ByteColumn) : ByteColumn;
  return Column ? static_cast<int>(Column) - 1 : 0;
}

Range Translator::range(const Place &At) const {
  unsigned Line = std::max(At.Line, 1u);
  Position Start(Line - 1, column(At, Line, At.Column));
  Position End = Start;
  if (At.EndLine)
    End = Position(At.EndLine - 1, column(At, At.EndLine, At.EndColumn));
  else
    ++End.character;
  return Range(Start, End);
}

std::optional<RelatedPlace> Translator::related(const PathStep &Step) const {
  if (Step.At.File.empty())
    return std::nullopt;
  Expected<URIForFile> Uri = URIForFile::fromFile(absolute(Step.At.File));
  if (!Uri) {
    consumeError(Uri.takeError());
    return std::nullopt;
  }
  return RelatedPlace{*Uri, range(Step.At),
                      "[" + Step.Stage + "] " + Step.Message};
}

/// Some clients hide the places of the story, so it stands in the message too.
Diagnostic Translator::diagnostic(const Finding &F) const {
  Diagnostic D;
  D.At = range(F.At);
  D.Severity = isFatal(*F.Rule) ? Diagnostic::Error : Diagnostic::Warning;
  D.Rule = ruleId(*F.Rule);
  D.Page = rulePageAddress(*F.Rule);
  D.Message = F.Message;
  for (const std::string &Line : storyLines(F))
    D.Message += "\n" + Line;
  for (const PathStep &Step : F.Path)
    if (auto Place = related(Step))
      D.Story.push_back(std::move(*Place));
  return D;
}

/// One sentence on what is open, empty when nothing is.
static std::string doubts(const Report &R) {
  std::vector<std::string> Rules;
  std::set<std::string> Reasons;
  for (const RuleVerdict &V : R.Verdicts)
    if (V.Is == Verdict::Inconclusive) {
      Rules.push_back(ruleId(*V.Rule));
      Reasons.insert(V.Reasons.begin(), V.Reasons.end());
    }
  for (const NotAnalysed &N : R.Skipped)
    if (N.Matters)
      Reasons.insert(N.What + " was not analysed: " + N.Cause);
  if (Rules.empty() && Reasons.empty())
    return "";
  std::string Out = "wsk-check cannot judge all of driver " + R.Driver + ".";
  if (!Rules.empty())
    Out += " Inconclusive: " + join(Rules, ", ") + ".";
  for (const std::string &Reason : Reasons)
    Out += "\n" + Reason;
  return Out;
}

/// What concerns no line stands at the top of every open file.
static void addNotice(FileDiagnostics &To, const std::string &Message,
                      ArrayRef<std::string> OpenFiles) {
  Diagnostic Notice;
  Notice.Message = Message;
  Notice.Severity = Diagnostic::Information;
  Notice.At = Range(Position(0, 0), Position(0, 1));
  for (const std::string &File : OpenFiles)
    To[File].push_back(Notice);
}

FileDiagnostics wsk::lsp::translate(const Report &R, StringRef Here,
                                    const LineSource &Lines,
                                    ArrayRef<std::string> OpenFiles,
                                    StringRef Hint) {
  Translator T(Here, Lines);
  FileDiagnostics Out;
  // A clean file is shown as such, or an editor could not tell it from one that
  // is still being looked at.
  for (const std::string &File : OpenFiles)
    Out[File];
  for (const Finding &F : R.Findings)
    Out[T.absolute(F.At.File)].push_back(T.diagnostic(F));
  std::string Doubt = doubts(R);
  if (!Doubt.empty())
    addNotice(Out, Hint.empty() ? Doubt : (Doubt + "\n" + Hint).str(),
              OpenFiles);
  return Out;
}

FileDiagnostics wsk::lsp::translateFailure(StringRef Why,
                                           ArrayRef<std::string> OpenFiles) {
  FileDiagnostics Out;
  addNotice(Out, ("wsk-check could not analyse this driver: " + Why).str(),
            OpenFiles);
  return Out;
}

std::optional<SuppressEdit> wsk::lsp::suppressOnLine(StringRef Text, int Line,
                                                     StringRef Rule) {
  if (Text.rtrim().ends_with("\\")) // goes on in the next line
    return std::nullopt;
  auto Insert = [&](size_t Byte, const Twine &What) {
    Position At(Line, static_cast<int>(utf16Column(Text, Byte + 1)) - 1);
    return SuppressEdit{Range(At), What.str()};
  };
  // Another rule is silenced here already: join it.
  size_t List = Text.rfind("NOLINT(");
  size_t Close = Text.find(')', List == StringRef::npos ? Text.size() : List);
  if (Close != StringRef::npos)
    return Insert(Close, "," + Rule);
  size_t End = Text.rtrim().size();
  return Insert(End, " // NOLINT(" + Rule + ")");
}
