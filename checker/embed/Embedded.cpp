//===- Embedded.cpp - Analyse inside a host that owns the AST -------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "embed/Embedded.h"
#include "core/Compat.h"
#include "embed/Unlower.h"
#include "program/Analysis.h"
#include "program/Walk.h"
#include "clang/AST/ASTContext.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/Support/thread.h"

using namespace clang;
using namespace llvm;
using namespace wsk;

/// Clang's analyzer recurses along the program; a host's thread may be small.
static constexpr unsigned StackBytes = 256u << 20;

/// What clang-tidy puts before the analyzer is the whole unit, what clangd does
/// is the main file.
static std::vector<FunctionDecl *> ownFunctions(ASTContext &Ctx) {
  std::vector<FunctionDecl *> Own;
  auto See = [&](FunctionDecl &F) {
    if (isOwnFunction(F))
      Own.push_back(&F);
  };
  for (Decl *D : Ctx.getTraversalScope()) {
    if (auto *F = dyn_cast<FunctionDecl>(D))
      See(*F);
    else if (auto *Context = dyn_cast<DeclContext>(D))
      forEachFunction(*Context, See);
  }
  return Own;
}

/// AnalyzerOptions get their defaults from the parser of command lines only.
static std::shared_ptr<CompilerInvocation>
makeInvocation(const ASTContext &Ctx, DiagnosticsEngine &Diags) {
  auto Invocation = std::make_shared<CompilerInvocation>();
  const char *Args[] = {"-analyze",
                        "-analyzer-checker=wsk",
                        "-analyzer-config-compatibility-mode=true",
                        "-x",
                        "c",
                        "unit.c"};
  CompilerInvocation::CreateFromArgs(*Invocation, Args, Diags);
  Invocation->getLangOpts() = Ctx.getLangOpts();
  return Invocation;
}

namespace {
/// Lends the preprocessor diagnostics of ours: the analyzer asks it whether the
/// unit had errors and changes settings of what it gets.
class LentDiagnostics {
public:
  LentDiagnostics(Preprocessor &PP, SourceManager &SM)
      : PP(PP), Former(PP.getDiagnostics()),
        Own(makeDiagnostics(createTroubleLog().release(),
                            /*OwnsClient=*/true)) {
    Own->setSourceManager(&SM);
    PP.setDiagnostics(*Own);
  }
  ~LentDiagnostics() { PP.setDiagnostics(Former); }
  LentDiagnostics(const LentDiagnostics &) = delete;

  DiagnosticsEngine &engine() { return *Own; }

private:
  Preprocessor &PP;
  DiagnosticsEngine &Former;
  IntrusiveRefCntPtr<DiagnosticsEngine> Own;
};
} // namespace

/// The analyzer wants a compiler instance, but only as a bag of pointers.
static void fillInstance(CompilerInstance &CI, ASTContext &Ctx,
                         Preprocessor &PP, DiagnosticsEngine &Diags) {
  CI.setDiagnostics(&Diags);
  shareFiles(CI, Ctx.getSourceManager());
  // Not owned.
  CI.setPreprocessor(std::shared_ptr<Preprocessor>(&PP, [](Preprocessor *) {}));
  CI.setASTContext(&Ctx);
}

static std::vector<Finding> analyse(ASTContext &Ctx, Preprocessor &PP,
                                    const EmbeddedOptions &Options) {
  std::vector<Finding> Findings;
  std::vector<FunctionDecl *> Functions = ownFunctions(Ctx);
  if (Functions.empty())
    return Findings;
  LentDiagnostics Diags(PP, Ctx.getSourceManager());
  std::unique_ptr<CompilerInstance> CI =
      makeInstance(makeInvocation(Ctx, Diags.engine()));
  fillInstance(*CI, Ctx, PP, Diags.engine());
  ProgramOptions Program;
  Program.Rules = Options.Rules;
  Program.Pedantic = Options.Pedantic;
  configureAnalysis(CI->getAnalyzerOpts(), Program);
  {
    ScopedLowering Lowering(Ctx);
    for (FunctionDecl *F : Functions)
      Lowering.lower(*F);
    explore(*CI, analysisRoots(Functions), Findings);
  }
  sortFindings(Findings);
  return Findings;
}

std::vector<Finding> wsk::analyseUnit(ASTContext &Ctx, Preprocessor &PP,
                                      const EmbeddedOptions &Options) {
  std::vector<Finding> Findings;
  if (Options.Rules.empty() ||
      PP.getDiagnostics().hasUncompilableErrorOccurred())
    return Findings;
  RunLog *Log = RunLog::current();
  llvm::thread Deep(std::optional<unsigned>(StackBytes), [&] {
    std::optional<RunLog::Scope> Scope;
    if (Log)
      Scope.emplace(*Log);
    Findings = analyse(Ctx, PP, Options);
  });
  Deep.join();
  return Findings;
}
