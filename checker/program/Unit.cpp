//===- Unit.cpp - One parsed translation unit -----------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/Unit.h"
#include "core/Compat.h"
#include "program/Analysis.h"
#include "program/CaseFolding.h"
#include "program/Encoding.h"
#include "program/Includes.h"
#include "program/LowerSeh.h"
#include "program/Walk.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclFriend.h"
#include "clang/Basic/DiagnosticSema.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Frontend/Utils.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Sema/Sema.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"

using namespace clang;
using namespace llvm;
using namespace wsk;

/// More than any hand-written source; a file beyond this is generated data.
static constexpr uint64_t MaxSourceBytes = 16u << 20;

namespace {
/// Keeps the errors of a parse.
class ErrorLog : public DiagnosticConsumer {
public:
  explicit ErrorLog(Unit &U) : U(U) {}
  void HandleDiagnostic(DiagnosticsEngine::Level Level,
                        const Diagnostic &Info) override;

private:
  Unit &U;
};

/// Makes functions that only a friend declaration names visible, as cl does.
class VisibleFriends : public ASTConsumer {
  void HandleTagDeclDefinition(TagDecl *Tag) override;
};

/// Parses into the instance's ASTContext and leaves it there.
class KeepAst : public ASTFrontendAction {
public:
  explicit KeepAst(Unit &U) : U(U) {}

private:
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &,
                                                 StringRef) override {
    return std::make_unique<VisibleFriends>();
  }
  bool BeginSourceFileAction(CompilerInstance &CI) override {
    Preprocessor &PP = CI.getPreprocessor();
    tolerateIncludes(PP, U.Generators, U.MissingHeaders, U.StubbedHeaders);
    if (!U.Undeclared.empty()) // behind forced includes; a system header
      PP.setPredefines(PP.getPredefines() + "\n# 1 \"<undeclared>\" 3\n" +
                       declarations(U.Undeclared, CI.getLangOpts()));
    return true;
  }

  Unit &U;
};
} // namespace

void VisibleFriends::HandleTagDeclDefinition(TagDecl *Tag) {
  auto *Class = dyn_cast<CXXRecordDecl>(Tag);
  if (!Class || Class->isDependentContext())
    return;
  for (FriendDecl *Friend : Class->friends())
    if (auto *F = dyn_cast_or_null<FunctionDecl>(Friend->getFriendDecl()))
      F->setObjectOfFriendDecl(/*PerformFriendInjection=*/true);
}

void ErrorLog::HandleDiagnostic(DiagnosticsEngine::Level Level,
                                const Diagnostic &Info) {
  DiagnosticConsumer::HandleDiagnostic(Level, Info);
  if (Level < DiagnosticsEngine::Error)
    return;
  if (Info.getID() == diag::err_conflicting_types ||
      Info.getID() == diag::err_member_redeclared) {
    U.Conflicts.insert(Info.getLocation());
    return;
  }
  ParseError E;
  E.Id = Info.getID();
  SmallString<128> Text;
  Info.FormatDiagnostic(Text);
  E.Text = std::string(Text);
  if (Info.getLocation().isValid() && Info.hasSourceManager()) {
    const SourceManager &SM = Info.getSourceManager();
    SourceLocation Loc = SM.getExpansionLoc(Info.getLocation());
    std::tie(E.File, E.Offset) = SM.getDecomposedLoc(Loc);
    E.InSystemHeader = SM.isInSystemHeader(Loc);
    noteEdits(Info, U.Edits);
    E.Spelled = SM.getSpellingLoc(Info.getLocation());
    PresumedLoc Presumed = SM.getPresumedLoc(Loc);
    if (Presumed.isValid())
      E.Where = (sys::path::filename(Presumed.getFilename()) + ":" +
                 Twine(Presumed.getLine()))
                    .str();
  }
  U.Errors.push_back(std::move(E));
}

Unit::Unit() = default;

Unit::~Unit() {
  if (Action && CI && CI->hasASTContext())
    Action->EndSourceFile();
}

/// Why the file cannot be parsed, in words that say what to do; else empty.
static std::string unreadable(StringRef File) {
  sys::fs::file_status Status;
  if (std::error_code EC = sys::fs::status(File, Status))
    return "cannot be read: " + EC.message();
  if (!sys::fs::is_regular_file(Status))
    return "is not a file";
  if (Status.getSize() > MaxSourceBytes)
    return ("has " + Twine(Status.getSize() >> 20) + " MiB; sources over " +
            Twine(MaxSourceBytes >> 20) +
            " MiB are not analysed, leave generated data out")
        .str();
  if (std::error_code EC = sys::fs::access(File, sys::fs::AccessMode::Exist))
    return "cannot be read: " + EC.message();
  auto Handle = sys::fs::openNativeFileForRead(File);
  if (!Handle)
    return "cannot be read: " + toString(Handle.takeError());
  sys::fs::closeFile(*Handle);
  return "";
}

/// Paths in an invocation are relative to the command's folder; absolute ones
/// stay right when the file is imported into another unit.
static void makePathsAbsolute(CompilerInvocation &Inv, StringRef Directory) {
  for (auto &Entry : Inv.getHeaderSearchOpts().UserEntries) {
    SmallString<256> Path(Entry.Path);
    makeAbsolute(Directory, Path);
    Entry.Path = std::string(Path);
  }
  Inv.getFileSystemOpts().WorkingDir = Directory.str();
}

static void tuneInvocation(CompilerInvocation &Inv, StringRef Directory) {
  makePathsAbsolute(Inv, Directory);
  Inv.getFrontendOpts().ProgramAction = frontend::ParseSyntaxOnly;
  Inv.getFrontendOpts().DisableFree = false;
  Inv.getPreprocessorOpts().SetUpStaticAnalyzer = true;
  Inv.getLangOpts().RecoveryAST = true;
  Inv.getLangOpts().RecoveryASTType = true;
  // A guess at what was meant must not be analysed as if it was written.
  Inv.getLangOpts().SpellChecking = false;
}

static std::string firstError(const Unit &U, StringRef Otherwise) {
  if (U.Errors.empty())
    return Otherwise.str();
  const ParseError &E = U.Errors.front();
  return E.Where.empty() ? E.Text : E.Text + " (" + E.Where + ")";
}

/// Edits that show one after the other, in texts that have the earlier ones.
using EditBatches = std::vector<std::vector<Edit>>;

static void parseInto(Unit &U, const UnitCommand &Command,
                      const EditBatches &Edits) {
  U.Log = std::make_unique<ErrorLog>(U);
  std::vector<const char *> Args;
  for (const std::string &Arg : Command.Args)
    Args.push_back(Arg.c_str());
  CreateInvocationOptions How;
  How.Diags = makeDiagnostics(U.Log.get(), /*OwnsClient=*/false);
  How.VFS = caseFoldingFileSystem(Command.Directory, Command.Texts.get());
  std::shared_ptr<CompilerInvocation> Inv = createInvocation(Args, How);
  if (!Inv || !U.Errors.empty()) {
    U.Failure = "the compiler arguments are not understood: " +
                firstError(U, "unknown reason");
    return;
  }
  tuneInvocation(*Inv, Command.Directory);
  if (auto Text = readSource(Command.Texts.get(), Command.File))
    if (auto Readable = readableText(*Text))
      Inv->getPreprocessorOpts().addRemappedFile(Command.File,
                                                 Readable.release());
  for (const std::vector<Edit> &Batch : Edits)
    applyEdits(Batch, *How.VFS, Inv->getPreprocessorOpts());
  U.CI = makeInstance(Inv);
  CompilerInstance &CI = *U.CI;
  // Other diagnostics than before: warning options belong to the invocation.
  openFiles(CI, How.VFS, *U.Log);
  // A fatal error would hide all later ones, and with them the damage.
  CI.getDiagnostics().setFatalsAsError(true);
  if (!CI.createTarget() || CI.getFrontendOpts().Inputs.empty()) {
    U.Failure = firstError(U, "clang has no target for it");
    return;
  }
  U.Action = std::make_unique<KeepAst>(U);
  if (!U.Action->BeginSourceFile(CI, CI.getFrontendOpts().Inputs[0])) {
    U.Action.reset();
    U.Failure = firstError(U, "clang cannot open it");
    return;
  }
  if (Error E = U.Action->Execute())
    U.Failure = toString(std::move(E));
  // The parser's tables are the greater part of a unit's memory.
  if (CI.hasSema())
    CI.setSema(nullptr);
}

/// True if the kernel's types are not there, because their header was not found
/// or came by a forced include that no compile database told us of: hardly
/// anything of the unit can have compiled.
static bool lacksKernelTypes(const Unit &U) {
  ASTContext &Ctx = U.ast();
  const SourceManager &SM = Ctx.getSourceManager();
  // Without its header clang may have made something else of the name.
  auto IsReal = [&](const NamedDecl *D) {
    return isa<TypedefNameDecl>(D) && !D->isInvalidDecl() &&
           SM.isInSystemHeader(D->getLocation());
  };
  return none_of(
      Ctx.getTranslationUnitDecl()->lookup(&Ctx.Idents.get("NTSTATUS")),
      IsReal);
}

/// True if an error names what matches.
static bool isTold(const Unit &U, const Regex &Name) {
  return any_of(U.Errors,
                [&](const ParseError &E) { return Name.match(E.Text); });
}

/// True if types of the C library or of user mode's headers are missing: they
/// often come with a header of the project that is not there.
static bool lacksFixedWidth(const Unit &U) {
  static const Regex Name("'(u?int(8|16|32|64|ptr)_t)'");
  return isTold(U, Name);
}
static bool lacksBool(const Unit &U) {
  static const Regex Name("unknown type name 'bool'");
  return isTold(U, Name);
}
static bool lacksUserTypes(const Unit &U) {
  static const Regex Name("'(BOOL|BYTE|WORD|DWORD|LPVOID)'");
  return isTold(U, Name);
}

/// True for C written for a newer standard than the default (/std:clatest).
static bool wantsNewC(const Unit &U) {
  return !U.ast().getLangOpts().CPlusPlus && !U.ast().getLangOpts().C23 &&
         any_of(U.Errors, [](const ParseError &E) {
           return StringRef(E.Text).contains("'nullptr'");
         });
}

/// True for C++ with errors that a newer standard may not have.
static bool wantsNewCPlusPlus(const Unit &U) {
  return U.ast().getLangOpts().CPlusPlus && !U.ast().getLangOpts().CPlusPlus23;
}

/// True for calls of an ANSI function by a driver that may be built with wide
/// characters: its build says so, no header does.
static bool wantsUnicode(const Unit &U) {
  static const Regex AnsiCall("function for call to '[A-Za-z0-9]+A'");
  return isTold(U, AnsiCall);
}

/// How well the parse went: whether it is more than garbage, how many functions
/// are intact, how few errors there are.
static std::tuple<bool, unsigned, int> success(const Unit &U) {
  if (!U)
    return {false, 0, 0};
  unsigned Intact = 0;
  forEachFunction(*U.ast().getTranslationUnitDecl(),
                  [&](FunctionDecl &F) { Intact += isOwnFunction(F); });
  return {!lacksKernelTypes(U), Intact, -int(U.Errors.size())};
}

static std::unique_ptr<Unit> parseOnce(const UnitCommand &Command,
                                       StandIns Undeclared = {},
                                       const EditBatches &Edits = {}) {
  auto U = std::make_unique<Unit>();
  U->Undeclared = std::move(Undeclared);
  U->File = Command.File;
  U->Generators = Command.Generators;
  if (!bufferOf(Command.Texts.get(), Command.File))
    U->Failure = unreadable(Command.File);
  if (U->Failure.empty()) {
    CrashRecoveryContext Guard;
    bool Survived = Guard.RunSafely([&] {
      parseInto(*U, Command, Edits);
      if (*U) {
        dropDamagedFunctions(*U);
        dropKnownBodies(U->ast());
        lowerSeh(U->ast());
      }
    });
    if (!Survived) {
      // What the crash left behind cannot be torn down.
      (void)U->Action.release();
      (void)U->CI.release();
      U->Failure = "clang crashed on it; please report this with the source";
    }
  }
  return U;
}

/// A mended error lets the next one show; few rounds reach what can be reached.
static std::unique_ptr<Unit> mended(std::unique_ptr<Unit> Best,
                                    const UnitCommand &Command) {
  StandIns Undeclared;
  EditBatches Edits;
  const Unit *Seen = Best.get();
  std::unique_ptr<Unit> Latest;
  for (unsigned Round = 0; Round < 4 && *Seen && !Seen->Errors.empty();
       ++Round) {
    bool Changed = addStandIns(*Seen, Undeclared);
    if (!Seen->Edits.empty())
      Edits.push_back(Seen->Edits);
    else if (!Changed)
      break;
    std::unique_ptr<Unit> Next = parseOnce(Command, Undeclared, Edits);
    if (success(*Next) > success(*Best)) {
      Best = std::move(Next);
      Seen = Best.get();
    } else {
      Latest = std::move(Next);
      Seen = Latest.get();
    }
  }
  return Best;
}

std::unique_ptr<Unit> wsk::parseUnit(const UnitCommand &Command) {
  using Remedy = std::pair<bool (*)(const Unit &), std::vector<std::string>>;
  static const Remedy Remedies[] = {
      {lacksKernelTypes, {"-include", "ntifs.h", "-include", "wsk.h"}},
      {lacksFixedWidth, {"-include", "stdint.h"}},
      {lacksBool, {"-include", "stdbool.h"}},
      {lacksUserTypes, {"-include", "windef.h"}},
      {wantsNewC, {"-std=gnu23"}},
      {wantsNewCPlusPlus, {"-std=gnu++23"}},
      {wantsUnicode, {"-DUNICODE", "-D_UNICODE"}}};
  std::unique_ptr<Unit> Best = parseOnce(Command);
  UnitCommand BestCommand = Command;
  for (const auto &[Applies, Args] : Remedies) {
    if (!*Best || Best->Errors.empty() || !Applies(*Best))
      continue;
    UnitCommand Current = BestCommand;
    // A header the command includes by force may need the kernel's types, too;
    // a standard it names gives way.
    bool First = Applies == lacksKernelTypes;
    Current.Args.insert(First ? std::next(Current.Args.begin())
                              : find(Current.Args, "--"),
                        Args.begin(), Args.end());
    std::unique_ptr<Unit> Next = parseOnce(Current);
    if (success(*Next) <= success(*Best))
      continue;
    Best = std::move(Next);
    BestCommand = std::move(Current);
  }
  return mended(std::move(Best), BestCommand);
}
