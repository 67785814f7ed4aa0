//===- Includes.cpp - Headers that are missing ----------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/Includes.h"
#include "clang/Lex/HeaderSearch.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/LineIterator.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"

using namespace clang;
using namespace llvm;
using namespace wsk;

namespace {
/// Reads the names of tracing functions from `begin_wpp config` comments.
class WppConfig : public CommentHandler {
public:
  std::set<std::string> Functions = {"DoTraceMessage", "TraceEvents",
                                     "WPP_INIT_TRACING", "WPP_CLEANUP",
                                     "DoTraceLevelMessage"};

  bool HandleComment(Preprocessor &PP, SourceRange Comment) override;
  /// Reads the configuration files (.ini) beside the driver's headers, which
  /// its build hands to the preprocessor of traces.
  void readFiles(const Preprocessor &PP);

private:
  void readLine(StringRef Line);
  void readDeclaration(StringRef Line);
  bool FilesRead = false;
  /// A block runs over many line comments.
  bool Inside = false;
};

class MissingHeaders : public PPCallbacks {
public:
  MissingHeaders(Preprocessor &PP, WppConfig &Wpp,
                 std::set<std::string> *Missing)
      : PP(PP), Wpp(Wpp), Missing(Missing) {}

  bool FileNotFound(StringRef Name) override;

private:
  void defineNoOp(StringRef Name);

  Preprocessor &PP;
  WppConfig &Wpp;
  std::set<std::string> *Missing; ///< null: they are not tolerated
};
} // namespace

bool WppConfig::HandleComment(Preprocessor &PP, SourceRange Comment) {
  const SourceManager &SM = PP.getSourceManager();
  if (SM.isInSystemHeader(Comment.getBegin()))
    return false;
  StringRef Text = Lexer::getSourceText(CharSourceRange::getCharRange(Comment),
                                        SM, PP.getLangOpts());
  while (!Text.empty()) {
    auto [Line, Rest] = Text.split('\n');
    readLine(Line);
    Text = Rest;
  }
  return false;
}

void WppConfig::readLine(StringRef Line) {
  if (Line.contains("begin_wpp"))
    Inside = Line.contains("config");
  else if (Line.contains("end_wpp"))
    Inside = false;
  else if (Inside)
    readDeclaration(Line);
}

void WppConfig::readDeclaration(StringRef Line) {
  static const Regex Declaration(
      "FUNC[ \t]+([A-Za-z_][A-Za-z_0-9]*)[ \t]*[{(]");
  SmallVector<StringRef, 2> Match;
  if (Declaration.match(Line, &Match))
    Functions.insert(Match[1].str());
}

/// The folders of the driver itself in which headers are looked for.
static std::set<std::string> ownFolders(const Preprocessor &PP) {
  std::set<std::string> Folders;
  if (auto Main = PP.getSourceManager().getFileEntryRefForID(
          PP.getSourceManager().getMainFileID()))
    Folders.insert(Main->getDir().getName().str());
  const HeaderSearch &Search = PP.getHeaderSearchInfo();
  for (auto It = Search.search_dir_begin(), End = Search.search_dir_end();
       It != End; ++It)
    if (It->isNormalDir() && !It->isSystemHeaderDirectory())
      Folders.insert(It->getName().str());
  return Folders;
}

void WppConfig::readFiles(const Preprocessor &PP) {
  if (std::exchange(FilesRead, true))
    return;
  for (const std::string &Folder : ownFolders(PP)) {
    std::error_code EC;
    for (sys::fs::directory_iterator It(Folder, EC), End; !EC && It != End;
         It.increment(EC)) {
      if (!sys::path::extension(It->path()).equals_insensitive(".ini"))
        continue;
      if (auto Text = MemoryBuffer::getFile(It->path()))
        for (line_iterator Line(**Text); !Line.is_at_eof(); ++Line)
          readDeclaration(*Line);
    }
  }
}

bool MissingHeaders::FileNotFound(StringRef Name) {
  if (!sys::path::extension(Name).equals_insensitive(".tmh")) {
    if (Missing)
      Missing->insert(Name.str());
    return Missing != nullptr;
  }
  Wpp.readFiles(PP);
  for (const std::string &Function : Wpp.Functions)
    defineNoOp(Function);
  return true;
}

/// `#define Name(...) ((void)0)`. The arguments are dropped: they name trace
/// flags that only the generated header declares.
void MissingHeaders::defineNoOp(StringRef Name) {
  IdentifierInfo *Id = PP.getIdentifierInfo(Name);
  if (Id->hasMacroDefinition())
    return;
  SourceLocation Loc =
      PP.getSourceManager().getLocForStartOfFile(PP.getPredefinesFileID());
  MacroInfo *Macro = PP.AllocateMacroInfo(Loc);
  Macro->setIsFunctionLike();
  Macro->setIsC99Varargs();
  IdentifierInfo *Parameters[] = {PP.getIdentifierInfo("__VA_ARGS__")};
  Macro->setParameterList(Parameters, PP.getPreprocessorAllocator());
  SmallVector<Token, 6> Body;
  for (tok::TokenKind Kind :
       {tok::l_paren, tok::l_paren, tok::kw_void, tok::r_paren,
        tok::numeric_constant, tok::r_paren}) {
    Token &T = Body.emplace_back();
    T.startToken();
    T.setKind(Kind);
    T.setLocation(Loc);
    T.setLength(1);
    if (Kind == tok::kw_void) {
      T.setIdentifierInfo(PP.getIdentifierInfo("void"));
      T.setLength(4);
    } else if (Kind == tok::numeric_constant) {
      T.setLiteralData("0");
    }
  }
  Macro->setTokens(Body, PP.getPreprocessorAllocator());
  PP.appendDefMacroDirective(Id, Macro);
}

static void tolerate(Preprocessor &PP, std::set<std::string> *Missing) {
  struct Owner : MissingHeaders {
    Owner(Preprocessor &PP, std::unique_ptr<WppConfig> Config,
          std::set<std::string> *Missing)
        : MissingHeaders(PP, *Config, Missing), Config(std::move(Config)) {}
    std::unique_ptr<WppConfig> Config;
  };
  auto Config = std::make_unique<WppConfig>();
  PP.addCommentHandler(Config.get());
  PP.addPPCallbacks(std::make_unique<Owner>(PP, std::move(Config), Missing));
}

void wsk::tolerateIncludes(Preprocessor &PP, std::set<std::string> &Missing) {
  tolerate(PP, &Missing);
}

void wsk::tolerateTraceHeaders(Preprocessor &PP) { tolerate(PP, nullptr); }
