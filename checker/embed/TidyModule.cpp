//===- TidyModule.cpp - The rules as checks of clang-tidy -----------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// One clang-tidy check per rule, named as the rule's id, and one run of the
/// analyzer for all of them: the first check of a unit leads, the others only
/// enlist. Linked into WskCheck.so, wsk-clang-tidy and wsk-clangd.
///
/// Options of every check, local or global: Pedantic (bool; one check that asks
/// for it is enough for the unit), ApiNames (file of further names of the WSK
/// exports, as wsk-check --api-names).
//===----------------------------------------------------------------------===//
#include "api/WskApi.h"
#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang-tidy/ClangTidyModuleRegistry.h"
#include "embed/Embedded.h"
#include "embed/TidyConfig.h"
#include "program/Includes.h"
#include "clang/Lex/Preprocessor.h"
#include <mutex>

using namespace clang;
using namespace wsk;

static constexpr llvm::StringLiteral OptionPedantic = "Pedantic";
static constexpr llvm::StringLiteral OptionApiNames = "ApiNames";

namespace {
/// What the checks of one unit share.
class Session {
public:
  /// The session of the unit \p Context is at: one as long as any check of the
  /// unit lives.
  static std::shared_ptr<Session> of(tidy::ClangTidyContext &Context);

  EmbeddedOptions Options;
  std::string ApiNames;
  Preprocessor *PP = nullptr;
};

class RuleCheck : public tidy::ClangTidyCheck {
public:
  RuleCheck(llvm::StringRef Name, tidy::ClangTidyContext *Context,
            const RuleInfo &Rule);

  void registerPPCallbacks(const SourceManager &SM, Preprocessor *PP,
                           Preprocessor *) override;
  void registerMatchers(ast_matchers::MatchFinder *Finder) override;
  void check(const ast_matchers::MatchFinder::MatchResult &Result) override;
  void onEndOfTranslationUnit() override;
  void storeOptions(tidy::ClangTidyOptions::OptionMap &Map) override;

private:
  void tellMistakes();
  void loadApiNames();
  void tell(const Finding &F);

  tidy::ClangTidyContext &Host;
  const RuleInfo &Rule;
  const bool Pedantic;
  const std::string ApiNames;
  std::shared_ptr<Session> Shared;
  ASTContext *Ctx = nullptr;
};

class WskModule : public tidy::ClangTidyModule {
public:
  void addCheckFactories(tidy::ClangTidyCheckFactories &Factories) override;
};
} // namespace

std::shared_ptr<Session> Session::of(tidy::ClangTidyContext &Context) {
  // Servers parse several units at once.
  static std::mutex Lock;
  static std::map<tidy::ClangTidyContext *, std::weak_ptr<Session>> Open;
  std::lock_guard<std::mutex> Guard(Lock);
  std::weak_ptr<Session> &Known = Open[&Context];
  std::shared_ptr<Session> Found = Known.lock();
  if (!Found) {
    Found = std::shared_ptr<Session>(new Session, [&Context](Session *S) {
      std::lock_guard<std::mutex> Guard(Lock);
      auto Place = Open.find(&Context);
      if (Place != Open.end() && Place->second.expired())
        Open.erase(Place);
      delete S;
    });
    Known = Found;
  }
  return Found;
}

RuleCheck::RuleCheck(llvm::StringRef Name, tidy::ClangTidyContext *Context,
                     const RuleInfo &Rule)
    : ClangTidyCheck(Name, Context), Host(*Context), Rule(Rule),
      Pedantic(Options.getLocalOrGlobal(OptionPedantic, false)),
      ApiNames(Options.getLocalOrGlobal(OptionApiNames, "")),
      Shared(Session::of(*Context)) {
  Shared->Options.Rules.push_back(&Rule);
  Shared->Options.Pedantic |= Pedantic;
  if (Shared->ApiNames.empty())
    Shared->ApiNames = ApiNames;
}

void RuleCheck::storeOptions(tidy::ClangTidyOptions::OptionMap &Map) {
  Options.store(Map, OptionPedantic, Pedantic);
  Options.store(Map, OptionApiNames, ApiNames);
}

void RuleCheck::registerPPCallbacks(const SourceManager &, Preprocessor *PP,
                                    Preprocessor *) {
  if (!Shared->PP) {
    tolerateTraceHeaders(*PP);
    tellMistakes();
  }
  Shared->PP = PP;
  // A warning the compile command makes an error is no reason to give up.
  PP->getDiagnostics().setWarningsAsErrors(false);
}

// Checks without a matcher hear of nothing: the first one alone has one, and
// with it the end of the unit. clangd matches only what the main file declares.
void RuleCheck::registerMatchers(ast_matchers::MatchFinder *Finder) {
  using namespace ast_matchers;
  if (Shared->Options.Rules.front() == &Rule)
    Finder->addMatcher(functionDecl(isDefinition()), this);
}

void RuleCheck::check(const ast_matchers::MatchFinder::MatchResult &Result) {
  Ctx = Result.Context;
}

void RuleCheck::tellMistakes() {
  for (const std::string &Mistake : configurationMistakes(
           Host.getOptions(), {OptionPedantic, OptionApiNames}))
    configurationDiag("%0") << Mistake;
}

void RuleCheck::loadApiNames() {
  if (Shared->ApiNames.empty())
    return;
  std::string Error = loadAliases(Shared->ApiNames);
  if (!Error.empty())
    configurationDiag("ApiNames: %0", DiagnosticIDs::Error) << Error;
}

void RuleCheck::onEndOfTranslationUnit() {
  if (!Ctx || !Shared->PP)
    return;
  loadApiNames();
  for (const Finding &F : analyseUnit(*Ctx, *Shared->PP, Shared->Options))
    tell(F);
}

// The text is an argument: clang's formats give '%' a meaning.
void RuleCheck::tell(const Finding &F) {
  std::string Id = ruleId(*F.Rule);
  auto At = [](const Place &P) {
    return SourceLocation::getFromRawEncoding(P.Raw);
  };
  Host.diag(Id, At(F.At), "%0") << F.Message;
  for (const PathStep &Step : F.Path)
    Host.diag(Id, At(Step.At), "%0", DiagnosticIDs::Note) << Step.Message;
}

void WskModule::addCheckFactories(tidy::ClangTidyCheckFactories &Factories) {
  for (const RuleInfo *Rule : allRules())
    Factories.registerCheckFactory(
        ruleId(*Rule),
        [Rule](llvm::StringRef Name, tidy::ClangTidyContext *Context) {
          return std::make_unique<RuleCheck>(Name, Context, *Rule);
        });
}

static tidy::ClangTidyModuleRegistry::Add<WskModule>
    Registered("wsk-module", "Windows drivers' use of Winsock Kernel.");

namespace wsk {
/// Programs that link the module statically refer to it, so that it is kept.
volatile int TidyModuleAnchor = 0;
} // namespace wsk
