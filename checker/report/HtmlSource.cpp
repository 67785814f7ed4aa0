//===- HtmlSource.cpp - Source text in the HTML report --------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "report/HtmlSource.h"
#include "clang/Basic/IdentifierTable.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace llvm;
using namespace wsk;

/// Files up to this many lines are shown whole; around a step of a longer one,
/// that many lines.
static constexpr unsigned WholeFile = 6000, Around = 150;

std::string wsk::escaped(StringRef Text) {
  std::string Out;
  for (char C : printable(Text)) {
    switch (C) {
    case '&':
      Out += "&amp;";
      break;
    case '<':
      Out += "&lt;";
      break;
    case '>':
      Out += "&gt;";
      break;
    case '"':
      Out += "&quot;";
      break;
    case '\'':
      Out += "&#39;";
      break;
    default:
      Out += C;
    }
  }
  return Out;
}

namespace {
/// Colours C and C++ text, line by line.
class Painter {
public:
  explicit Painter(const std::string &Text) : Text(Text) { paint(); }

  /// Line \p Number (from 1) as HTML.
  std::string line(unsigned Number) const;
  unsigned lines() const { return Starts.size(); }

private:
  struct Span {
    size_t Begin, End;
    char Class;
  };
  void paint();
  char classOf(const Token &Tok, StringRef Spelling);

  const std::string &Text;
  std::vector<size_t> Starts;
  std::vector<Span> Spans; ///< sorted, apart
  bool InDirective = false;
};
} // namespace

char Painter::classOf(const Token &Tok, StringRef Spelling) {
  if (Tok.isAtStartOfLine())
    InDirective = Tok.is(tok::hash);
  if (Tok.is(tok::comment))
    return 'c';
  if (tok::isStringLiteral(Tok.getKind()) || Tok.is(tok::char_constant))
    return 's';
  if (Tok.is(tok::numeric_constant))
    return 'n';
  if (InDirective)
    return 'p';
  if (Tok.isNot(tok::raw_identifier))
    return 0;
  static const auto *Words = new IdentifierTable([] {
    LangOptions Language;
    Language.CPlusPlus = Language.CPlusPlus11 = Language.MicrosoftExt = true;
    Language.Bool = true;
    return Language;
  }());
  auto Found = Words->find(Spelling);
  return Found != Words->end() && Found->second->getTokenID() != tok::identifier
             ? 'k'
             : 0;
}

void Painter::paint() {
  Starts.push_back(0);
  for (size_t I = 0; I + 1 < Text.size(); ++I)
    if (Text[I] == '\n')
      Starts.push_back(I + 1);
  LangOptions Language;
  Language.LineComment = Language.CPlusPlus = Language.CPlusPlus11 = true;
  const char *Begin = Text.c_str(), *End = Begin + Text.size();
  Lexer Lex(SourceLocation(), Language, Begin, Begin, End);
  Lex.SetCommentRetentionState(true);
  Token Tok;
  for (Lex.LexFromRawLexer(Tok); Tok.isNot(tok::eof);
       Lex.LexFromRawLexer(Tok)) {
    size_t Upto = Lex.getBufferLocation() - Begin;
    size_t From = Upto - Tok.getLength();
    StringRef Spelling = StringRef(Text).slice(From, Upto);
    if (char Class = classOf(Tok, Spelling))
      Spans.push_back({From, Upto, Class});
  }
}

/// The style gives tabs a width; escaped() would take them for control
/// characters.
static std::string escapedCode(StringRef Text) {
  std::vector<std::string> Parts;
  for (StringRef Part : split(Text, '\t'))
    Parts.push_back(escaped(Part));
  return join(Parts, "\t");
}

std::string Painter::line(unsigned Number) const {
  size_t From = Starts[Number - 1];
  size_t Upto = Number < Starts.size() ? Starts[Number] : Text.size();
  StringRef Whole = Text;
  std::string Out;
  auto Plain = [&](size_t To) {
    Out += escapedCode(Whole.slice(From, To).rtrim("\r\n"));
    From = To;
  };
  auto First =
      partition_point(Spans, [&](const Span &S) { return S.End <= From; });
  for (auto S = First; S != Spans.end() && S->Begin < Upto; ++S) {
    if (S->Begin > From)
      Plain(S->Begin);
    Out += std::string("<span class=\"") + S->Class + "\">";
    Plain(std::min(S->End, Upto));
    Out += "</span>";
  }
  if (From < Upto)
    Plain(Upto);
  return Out;
}

void HtmlFiles::add(const Place &At) {
  if (!At.File.empty() && At.Line)
    Pointed[At.File].insert(At.Line);
}

HtmlFiles::HtmlFiles(const std::vector<Finding> &Findings) {
  for (const Finding &F : Findings) {
    add(F.At);
    for (const PathStep &S : F.Path)
      add(S.At);
  }
}

std::optional<unsigned> HtmlFiles::number(StringRef File) const {
  auto Found = Pointed.find(File.str());
  if (Found == Pointed.end())
    return std::nullopt;
  return std::distance(Pointed.begin(), Found);
}

void HtmlFiles::printFile(StringRef Name, unsigned Number,
                          const std::set<unsigned> &Wanted, raw_ostream &OS,
                          const LineSource &Lines) const {
  std::string Text;
  unsigned Last = 0;
  if (Lines)
    while (std::optional<std::string> Line = Lines(Name, Last + 1)) {
      Text += *Line + "\n";
      ++Last;
    }
  OS << "<div class=\"unit\" id=\"file" << Number << "\" data-name=\""
     << escaped(Name) << "\"><h3>" << escaped(Name)
     << "</h3><div class=\"listing\">\n";
  if (!Last)
    OS << "<p class=\"none\">This file could not be read.</p>\n";
  Painter Painted(Text);
  auto Shown = [&](unsigned Line) {
    auto Near = Wanted.lower_bound(Line > Around ? Line - Around : 0);
    return Last <= WholeFile ||
           (Near != Wanted.end() && *Near <= Line + Around);
  };
  bool Gap = false;
  for (unsigned Line = 1; Line <= Last; ++Line) {
    if (!Shown(Line)) {
      Gap = true;
      continue;
    }
    if (std::exchange(Gap, false))
      OS << "<div class=\"gap\">&#8943;</div>\n";
    OS << "<div class=\"row\" id=\"L" << Number << '-' << Line
       << "\"><span class=\"ln\">" << Line << "</span><code>"
       << Painted.line(Line) << "</code></div>\n";
  }
  OS << "</div></div>\n";
}

void HtmlFiles::print(raw_ostream &OS, const LineSource &Lines) const {
  for (const auto &[Number, File] : enumerate(Pointed))
    printFile(File.first, Number, File.second, OS, Lines);
}
