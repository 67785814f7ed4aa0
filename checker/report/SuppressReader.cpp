//===- SuppressReader.cpp - Comments and pragmas that silence findings ----===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "report/Suppress.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace llvm;
using namespace wsk;

namespace {
/// Walks over the tokens of a file.
class Reader {
public:
  explicit Reader(StringRef Text) : Buffer(Text.str()), Text(Buffer) {}

  std::vector<Suppression> read();

private:
  void see(const Token &Tok, size_t Offset);
  void comment(StringRef Comment, unsigned Line);
  void noLint(StringRef Rest, unsigned Line);
  void begin(Suppression S);
  void end(const Suppression &S);
  void pragma(StringRef Written, unsigned Line);
  unsigned lineAt(size_t Offset);
  StringRef logicalLine(size_t Offset) const;

  std::string Buffer; ///< with the terminating null a Lexer needs
  StringRef Text;
  std::vector<Suppression> Found;
  std::vector<size_t> Open;    ///< NOLINTBEGINs, indices into Found
  std::vector<size_t> Waiting; ///< pragmas before the next line of code
  bool InDirective = false;
  size_t CountedTo = 0;
  unsigned CountedLines = 1;
};
} // namespace

/// Offsets come in growing order.
unsigned Reader::lineAt(size_t Offset) {
  CountedLines += Text.slice(CountedTo, Offset).count('\n');
  CountedTo = std::max(CountedTo, Offset);
  return CountedLines;
}

/// From \p Offset to the end of the line, over escaped line ends.
StringRef Reader::logicalLine(size_t Offset) const {
  size_t End = Offset;
  while ((End = Text.find('\n', End)) != StringRef::npos) {
    if (!Text.slice(Offset, End).rtrim('\r').ends_with("\\"))
      break;
    ++End;
  }
  return Text.slice(Offset, End);
}

static std::vector<std::string> rulesOf(StringRef List) {
  SmallVector<StringRef, 4> Parts;
  List.split(Parts, ',', -1, /*KeepEmpty=*/false);
  std::vector<std::string> Rules;
  for (StringRef Part : Parts)
    Rules.push_back(Part.trim(" \t\r\n\"").str());
  return Rules;
}

/// \p Rest begins behind the word NOLINT.
void Reader::noLint(StringRef Rest, unsigned Line) {
  Suppression S;
  S.Line = S.First = S.Last = Line;
  S.Text = "NOLINT";
  StringRef Kind;
  for (StringRef Suffix : {"NEXTLINE", "BEGIN", "END"})
    if (Rest.consume_front(Suffix)) {
      Kind = Suffix;
      S.Text += Suffix;
      break;
    }
  if (!Rest.empty() && (isAlnum(Rest.front()) || Rest.front() == '_'))
    return; // another word
  if (Rest.starts_with("(") && Rest.contains(')')) {
    auto [List, Behind] = Rest.drop_front().split(')');
    S.Rules = rulesOf(List);
    S.Text += ("(" + List + ")").str();
    Rest = Behind;
    if (S.Rules.empty())
      return; // NOLINT() names no check and silences none
  }
  StringRef Reason = Rest.split('\n').first;
  S.Reason = Reason.split("*/").first.trim(" \t\r:-*/").str();
  if (Kind == "BEGIN")
    return begin(std::move(S));
  if (Kind == "END")
    return end(S);
  if (Kind == "NEXTLINE")
    S.First = S.Last = Line + 1;
  Found.push_back(std::move(S));
}

/// Covers nothing until its end is found.
void Reader::begin(Suppression S) {
  S.Last = S.First - 1;
  Open.push_back(Found.size());
  Found.push_back(std::move(S));
}

/// Ends the innermost block of the same rules.
void Reader::end(const Suppression &S) {
  auto Match = find_if(reverse(Open),
                       [&](size_t I) { return Found[I].Rules == S.Rules; });
  if (Match == Open.rend())
    return;
  Found[*Match].Last = S.Line;
  Open.erase(std::next(Match).base());
}

void Reader::comment(StringRef Comment, unsigned Line) {
  for (size_t At = 0; (At = Comment.find("NOLINT", At)) != StringRef::npos;) {
    bool InWord = At && (isAlnum(Comment[At - 1]) || Comment[At - 1] == '_');
    unsigned AtLine = Line + Comment.take_front(At).count('\n');
    At += StringRef("NOLINT").size();
    if (!InWord)
      noLint(Comment.drop_front(At), AtLine);
  }
}

/// `warning(suppress: wsk-a, wsk-b)`, `prefast(suppress: wsk-a, "reason")`.
/// What names no rule of ours is cl's business.
void Reader::pragma(StringRef Written, unsigned Line) {
  std::string Joined;
  for (StringRef Part : split(Written, '\n')) {
    Part = Part.rtrim('\r');
    Joined += (Part.ends_with("\\") ? Part.drop_back() : Part).str() + " ";
  }
  StringRef Directive = StringRef(Joined).trim();
  StringRef Rest = Directive;
  if (!Rest.consume_front("warning") && !Rest.consume_front("prefast"))
    return;
  Rest = Rest.ltrim();
  if (!Rest.consume_front("("))
    return;
  Rest = Rest.ltrim();
  if (!Rest.consume_front("suppress"))
    return;
  Rest = Rest.ltrim();
  if (!Rest.consume_front(":"))
    return;
  Suppression S;
  S.Line = Line;
  StringRef List = Rest.take_front(Rest.find(')'));
  for (const std::string &Word : rulesOf(List))
    for (StringRef Part : split(Word, ' '))
      if (Part.starts_with("wsk-"))
        S.Rules.push_back(Part.str());
  if (S.Rules.empty())
    return;
  if (size_t Quote = List.find(", \""); Quote != StringRef::npos)
    S.Reason = List.drop_front(Quote + 3).split('"').first.str();
  S.Text = ("#pragma " + Directive).str();
  Waiting.push_back(Found.size());
  Found.push_back(std::move(S));
}

void Reader::see(const Token &Tok, size_t Offset) {
  StringRef Spelling = Text.substr(Offset, Tok.getLength());
  if (Tok.isAtStartOfLine())
    InDirective = false;
  unsigned Line = lineAt(Offset);
  if (Tok.is(tok::comment))
    return comment(Spelling, Line);
  if (InDirective)
    return;
  StringRef Rest = logicalLine(Offset + Tok.getLength());
  if (Tok.is(tok::hash) && Tok.isAtStartOfLine()) {
    InDirective = true;
    Rest = Rest.ltrim();
    if (Rest.consume_front("pragma"))
      pragma(Rest, Line);
    return;
  }
  if (Tok.is(tok::raw_identifier) && Spelling == "__pragma") {
    Rest = Rest.ltrim();
    if (Rest.consume_front("("))
      pragma(Rest, Line);
    InDirective = Rest.ends_with("))"); // nothing else on the line
    return;
  }
  for (size_t I : Waiting)
    Found[I].First = Found[I].Last = Line;
  Waiting.clear();
}

std::vector<Suppression> Reader::read() {
  LangOptions Language;
  Language.LineComment = Language.CPlusPlus = Language.CPlusPlus11 = true;
  Lexer Lex(SourceLocation(), Language, Text.begin(), Text.begin(), Text.end());
  Lex.SetCommentRetentionState(true);
  Token Tok;
  do {
    Lex.LexFromRawLexer(Tok);
    if (Tok.isNot(tok::eof))
      see(Tok, Lex.getBufferLocation() - Text.begin() - Tok.getLength());
  } while (Tok.isNot(tok::eof));
  return std::move(Found);
}

std::vector<Suppression> wsk::suppressionsIn(StringRef Text) {
  return Reader(Text).read();
}
