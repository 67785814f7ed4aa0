//===- plugin.cpp - WskCheck.so for clang, scan-build, CodeChecker --------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "core/Registrar.h"
#include "program/Includes.h"
#include "program/LowerSeh.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendPluginRegistry.h"
#include "clang/StaticAnalyzer/Core/AnalyzerOptions.h"
#include "clang/StaticAnalyzer/Frontend/AnalysisConsumer.h"

using namespace clang;
using namespace wsk;

extern "C" const char clang_analyzerAPIVersionString[] =
    CLANG_ANALYZER_API_VERSION_STRING;

extern "C" void clang_registerCheckers(ento::CheckerRegistry &Registry) {
  registerCheckers(Registry);
}

namespace {
/// Clang builds no control flow graph of a function with __finally.
class SehLowering : public ASTConsumer {
  void HandleTranslationUnit(ASTContext &Ctx) override { lowerSeh(Ctx); }
};

/// Runs before clang's analyzer and does for it what wsk-check does before its
/// own run.
class Preparation : public PluginASTAction {
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &CI,
                                                 StringRef) override {
    if (!isWanted(CI))
      return std::make_unique<ASTConsumer>();
    tolerateTraceHeaders(CI.getPreprocessor());
    return std::make_unique<SehLowering>();
  }

  bool ParseArgs(const CompilerInstance &,
                 const std::vector<std::string> &) override {
    return true;
  }

  ActionType getActionType() override { return AddBeforeMainAction; }

  /// A compilation must keep its __try.
  static bool isWanted(CompilerInstance &CI) {
    const FrontendOptions &Front = CI.getFrontendOpts();
    return (Front.ProgramAction == frontend::RunAnalysis ||
            Front.ActionName == "checkercfg") &&
           llvm::any_of(CI.getAnalyzerOpts().CheckersAndPackages,
                        [](const std::pair<std::string, bool> &Checker) {
                          return Checker.second &&
                                 (Checker.first == "wsk" ||
                                  StringRef(Checker.first).starts_with("wsk."));
                        });
  }
};

/// CodeChecker asks for a front end action of this name in every plugin it
/// loads, and means the analyzer by it.
class CheckerCfg : public PluginASTAction {
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &CI,
                                                 StringRef) override {
    return ento::CreateAnalysisConsumer(CI);
  }

  bool ParseArgs(const CompilerInstance &,
                 const std::vector<std::string> &) override {
    return true;
  }
};
} // namespace

static FrontendPluginRegistry::Add<Preparation>
    Registered("wsk-prepare", "prepares drivers for the wsk checkers");
static FrontendPluginRegistry::Add<CheckerCfg>
    RegisteredCfg("checkercfg", "runs the static analyzer (for CodeChecker)");
