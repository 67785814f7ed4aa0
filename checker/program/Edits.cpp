//===- Edits.cpp - Text that other compilers take -------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/Edits.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/DiagnosticParse.h"
#include "clang/Basic/DiagnosticSema.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <map>

using namespace clang;
using namespace llvm;
using namespace wsk;

static void noteEdit(SourceLocation Loc, StringRef Text,
                     const SourceManager &SM, std::vector<Edit> &Edits) {
  if (Loc.isInvalid() || Loc.isMacroID())
    return;
  auto [File, Offset] = SM.getDecomposedLoc(Loc);
  if (OptionalFileEntryRef Entry = SM.getFileEntryRefForID(File))
    Edits.push_back({Entry->getName().str(), Offset, Text.str()});
}

/// In the argument of a macro clang proposes nothing: `max(sizeof TYPE, 8)`.
static void noteInArgument(SourceLocation Sizeof, const SourceManager &SM,
                           std::vector<Edit> &Edits) {
  LangOptions Lang;
  SourceLocation Operator = SM.getSpellingLoc(Sizeof);
  SourceLocation Open = Lexer::getLocForEndOfToken(Operator, 0, SM, Lang);
  auto Type = Lexer::findNextToken(Operator, SM, Lang);
  if (!Type || !Type->is(tok::raw_identifier))
    return;
  noteEdit(Open, "(", SM, Edits);
  noteEdit(Type->getEndLoc(), ")", SM, Edits);
}

/// `&(LONG64)Handle`: to cl the cast is the variable seen as another type. What
/// clang understands of it is `&*(LONG64 *)&Handle`.
static void noteCastAddress(SourceLocation Address, const SourceManager &SM,
                            std::vector<Edit> &Edits) {
  LangOptions Lang;
  if (Address.isMacroID())
    return;
  auto T = Lexer::findNextToken(Address, SM, Lang);
  if (!T || !T->is(tok::l_paren))
    return;
  SourceLocation Open = T->getLocation();
  do
    T = Lexer::findNextToken(T->getLocation(), SM, Lang);
  while (T && T->isOneOf(tok::raw_identifier, tok::star));
  if (!T || !T->is(tok::r_paren))
    return;
  noteEdit(Open, "*", SM, Edits);
  noteEdit(T->getLocation(), " *", SM, Edits);
  noteEdit(T->getEndLoc(), "&", SM, Edits);
}

void wsk::noteEdits(const Diagnostic &Error, std::vector<Edit> &Edits) {
  const SourceManager &SM = Error.getSourceManager();
  if (Error.getID() == diag::err_typecheck_invalid_lvalue_addrof)
    noteCastAddress(Error.getLocation(), SM, Edits);
  if (Error.getID() != diag::err_expected_parentheses_around_typename)
    return;
  if (Error.getFixItHints().empty())
    noteInArgument(Error.getLocation(), SM, Edits);
  for (const FixItHint &Hint : Error.getFixItHints())
    noteEdit(Hint.RemoveRange.getBegin(), Hint.CodeToInsert, SM, Edits);
}

/// The text a file is read as: its own, or what replaces it already.
static std::string textOf(StringRef File, vfs::FileSystem &FS,
                          const PreprocessorOptions &Options) {
  for (const auto &[Name, Buffer] : Options.RemappedFileBuffers)
    if (Name == File)
      return Buffer->getBuffer().str();
  auto Text = FS.getBufferForFile(File);
  return Text ? (*Text)->getBuffer().str() : "";
}

static void replace(StringRef File, StringRef Text,
                    PreprocessorOptions &Options) {
  // The options own their buffers.
  erase_if(Options.RemappedFileBuffers, [&](const auto &Entry) {
    bool Same = Entry.first == File;
    if (Same)
      delete Entry.second;
    return Same;
  });
  Options.addRemappedFile(File,
                          MemoryBuffer::getMemBufferCopy(Text, File).release());
}

void wsk::applyEdits(std::vector<Edit> Edits, vfs::FileSystem &FS,
                     PreprocessorOptions &Options) {
  // A header that is read twice gives the same edits twice.
  sort(Edits);
  Edits.erase(unique(Edits,
                     [](const Edit &A, const Edit &B) {
                       return !(A < B) && !(B < A) && A.Text == B.Text;
                     }),
              Edits.end());
  std::map<std::string, std::string> Texts;
  for (const Edit &E : reverse(Edits)) { // offsets before it stay right
    auto [It, New] = Texts.try_emplace(E.File);
    if (New)
      It->second = textOf(E.File, FS, Options);
    if (E.Offset <= It->second.size())
      It->second.insert(E.Offset, E.Text);
  }
  for (auto &[File, Text] : Texts)
    if (!Text.empty())
      replace(File, Text, Options);
}
