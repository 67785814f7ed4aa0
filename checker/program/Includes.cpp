//===- Includes.cpp - Headers that are missing ----------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/Includes.h"
#include "program/MessageFile.h"
#include "program/TraceConfig.h"
#include "clang/Lex/HeaderSearch.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace llvm;
using namespace wsk;

namespace {
/// Reads the tracing functions from `begin_wpp config` comments.
class WppComments : public CommentHandler {
public:
  explicit WppComments(TraceConfig &Config) : Config(Config) {}
  bool HandleComment(Preprocessor &PP, SourceRange Comment) override;

private:
  TraceConfig &Config;
};

class MissingHeaders : public PPCallbacks {
public:
  MissingHeaders(Preprocessor &PP, const GeneratorInputs &Inputs,
                 std::set<std::string> *Missing, std::set<std::string> *Stubs);

  bool FileNotFound(StringRef Name) override;

private:
  void readConfigFiles();
  void traceHeader(StringRef Name);
  bool messageHeader(StringRef Name);
  void note(const std::string &Stub) {
    if (Stubs)
      Stubs->insert(Stub);
  }
  void define(StringRef Name, ArrayRef<StringRef> Parameters, bool Function,
              StringRef Body);

  Preprocessor &PP;
  const GeneratorInputs &Inputs;
  std::set<std::string> *Missing; ///< null: they are not tolerated
  std::set<std::string> *Stubs;   ///< may be null
  TraceConfig Config;
  WppComments Comments;
  bool FilesRead = false;
};
} // namespace

bool WppComments::HandleComment(Preprocessor &PP, SourceRange Comment) {
  const SourceManager &SM = PP.getSourceManager();
  if (SM.isInSystemHeader(Comment.getBegin()))
    return false;
  StringRef Text = Lexer::getSourceText(CharSourceRange::getCharRange(Comment),
                                        SM, PP.getLangOpts());
  for (StringRef Line : split(Text, '\n'))
    Config.readComment(Line);
  return false;
}

MissingHeaders::MissingHeaders(Preprocessor &PP, const GeneratorInputs &Inputs,
                               std::set<std::string> *Missing,
                               std::set<std::string> *Stubs)
    : PP(PP), Inputs(Inputs), Missing(Missing), Stubs(Stubs), Comments(Config) {
  PP.addCommentHandler(&Comments);
}

bool MissingHeaders::FileNotFound(StringRef Name) {
  if (sys::path::extension(Name).equals_insensitive(".tmh")) {
    traceHeader(Name);
    return true;
  }
  if (!Missing)
    return false;
  if (!messageHeader(Name))
    Missing->insert(Name.str());
  return true;
}

/// Values are evaluated as in a build that traces. What only the generated
/// header declares (levels, flags) is dropped.
void MissingHeaders::traceHeader(StringRef Name) {
  readConfigFiles();
  static constexpr StringRef Flags[] = {"wsk_a", "wsk_b", "wsk_c", "wsk_d"};
  for (const auto &[Function, Names] : Config.Functions)
    if (Names <= std::size(Flags))
      define(Function, ArrayRef<StringRef>(Flags).take_front(Names),
             /*Function=*/true, "((void)(0 __VA_OPT__(,) __VA_ARGS__))");
  note((sys::path::filename(Name) + ": " + Twine(Config.Functions.size()) +
        " tracing functions")
           .str());
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

/// The message file a header would be made from: the project names it, or it
/// lies where the header is looked for.
bool MissingHeaders::messageHeader(StringRef Name) {
  std::string Spelt = Name.str();
  std::replace(Spelt.begin(), Spelt.end(), '\\', '/');
  std::string Below = sys::path::parent_path(Spelt).str();
  std::string Wanted = (sys::path::stem(Spelt) + ".mc").str();
  std::vector<std::string> Candidates = Inputs.MessageFiles;
  std::set<std::string> Folders = ownFolders(PP);
  const SourceManager &SM = PP.getSourceManager();
  if (PP.getCurrentFileLexer())
    if (auto Includer =
            SM.getFileEntryRefForID(PP.getCurrentFileLexer()->getFileID()))
      Folders.insert(sys::path::parent_path(Includer->getName()).str());
  for (const std::string &Folder : Folders) {
    SmallString<256> Path(Folder);
    sys::path::append(Path, Below, Wanted);
    Candidates.push_back(std::string(Path));
  }
  for (const std::string &File : Candidates) {
    if (!sys::path::filename(File).equals_insensitive(Wanted))
      continue;
    auto Text = PP.getFileManager().getBufferForFile(File);
    if (!Text)
      continue;
    std::map<std::string, std::string> Messages =
        messagesIn((*Text)->getBuffer());
    for (const auto &[Symbol, Value] : Messages)
      define(Symbol, {}, /*Function=*/false, Value);
    note((sys::path::filename(Name) + ": " + Twine(Messages.size()) +
          " messages of " + Wanted)
             .str());
    return true;
  }
  return false;
}

/// The configuration files (.ini) beside the driver's headers, which its build
/// hands to the preprocessor of traces.
void MissingHeaders::readConfigFiles() {
  if (std::exchange(FilesRead, true))
    return;
  std::set<std::string> Files(Inputs.TraceConfigs.begin(),
                              Inputs.TraceConfigs.end());
  for (const std::string &Folder : ownFolders(PP)) {
    std::error_code EC;
    for (sys::fs::directory_iterator It(Folder, EC), End; !EC && It != End;
         It.increment(EC))
      if (sys::path::extension(It->path()).equals_insensitive(".ini"))
        Files.insert(It->path());
  }
  for (const std::string &File : Files)
    Config.readFile(File);
}

/// Defines a macro unless there is one of that name. A function takes any
/// number of arguments beyond its named ones.
void MissingHeaders::define(StringRef Name, ArrayRef<StringRef> Parameters,
                            bool Function, StringRef Body) {
  IdentifierInfo *Id = PP.getIdentifierInfo(Name);
  if (Id->hasMacroDefinition())
    return;
  SourceManager &SM = PP.getSourceManager();
  FileID File = SM.createFileID(
      MemoryBuffer::getMemBufferCopy(Body, "<generated header>"));
  MacroInfo *Macro = PP.AllocateMacroInfo(SM.getLocForStartOfFile(File));
  if (Function) {
    SmallVector<IdentifierInfo *, 8> Ids;
    for (StringRef Parameter : Parameters)
      Ids.push_back(PP.getIdentifierInfo(Parameter));
    Ids.push_back(PP.getIdentifierInfo("__VA_ARGS__"));
    Macro->setIsFunctionLike();
    Macro->setIsC99Varargs();
    Macro->setParameterList(Ids, PP.getPreprocessorAllocator());
  }
  Lexer Raw(File, SM.getBufferOrFake(File), SM, PP.getLangOpts());
  SmallVector<Token, 16> Tokens;
  Token Tok;
  for (Raw.LexFromRawLexer(Tok); Tok.isNot(tok::eof);
       Raw.LexFromRawLexer(Tok)) {
    if (Tok.is(tok::raw_identifier))
      PP.LookUpIdentifierInfo(Tok);
    Tokens.push_back(Tok);
  }
  Macro->setTokens(Tokens, PP.getPreprocessorAllocator());
  PP.appendDefMacroDirective(Id, Macro);
}

void wsk::tolerateIncludes(Preprocessor &PP, const GeneratorInputs &Inputs,
                           std::set<std::string> &Missing,
                           std::set<std::string> &Stubs) {
  PP.addPPCallbacks(
      std::make_unique<MissingHeaders>(PP, Inputs, &Missing, &Stubs));
}

void wsk::tolerateTraceHeaders(Preprocessor &PP) {
  static const GeneratorInputs None;
  PP.addPPCallbacks(
      std::make_unique<MissingHeaders>(PP, None, nullptr, nullptr));
}
