//===- main.cpp - What Clang's own core checkers cost over a driver -------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// `clang --analyze` does nothing in a file with an error, and real drivers
/// have some wherever a header of their build is absent. This runs the analyzer
/// with the package `core` alone over the units as wsk-check has parsed and
/// mended them, one after the other, and prints the seconds of processor time
/// that the analyzer took, parsing left out. For tools/bench.
///
///   wsk-core-cost SOURCE... [-- COMPILER-ARG...]
///
/// exit status: 0; 1 if a source could not be parsed; 2 wrong use
//===----------------------------------------------------------------------===//
#include "core/Compat.h"
#include "program/Program.h"
#include "program/Units.h"
#include "clang/AST/ASTContext.h"
#include "clang/StaticAnalyzer/Core/AnalyzerOptions.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Timer.h"

using namespace clang;
using namespace llvm;
using namespace wsk;

/// As `clang --analyze --analyzer-no-default-checks` with
/// `-analyzer-checker=core`.
static void analyseCore(CompilerInstance &CI) {
  AnalyzerOptions &Opts = CI.getAnalyzerOpts();
  Opts.CheckersAndPackages = {{"core", true}};
  Opts.AnalysisDiagOpt = PD_NONE;
  Opts.Config.erase("model-path"); // creates an injector of model files
  DiagnosticsEngine &Diags = CI.getDiagnostics();
  DiagnosticConsumer *Former = Diags.getClient();
  IgnoringDiagConsumer Nobody;
  Diags.Reset(/*soft=*/true); // the analyzer refuses units with errors
  Diags.setClient(&Nobody, /*ShouldOwnClient=*/false);
  auto Consumer = ento::CreateAnalysisConsumer(CI);
  ASTContext &Ctx = CI.getASTContext();
  Consumer->Initialize(Ctx);
  for (Decl *D : Ctx.getTranslationUnitDecl()->decls())
    Consumer->HandleTopLevelDecl(DeclGroupRef(D));
  Consumer->HandleTranslationUnit(Ctx);
  Diags.setClient(Former, /*ShouldOwnClient=*/false);
}

int main(int Count, char **Words) {
  ProgramOptions Options;
  Options.Jobs = 1;
  int At = 1;
  for (; At < Count && StringRef(Words[At]) != "--"; ++At)
    Options.Sources.push_back(Words[At]);
  for (++At; At < Count; ++At)
    Options.ExtraArgs.push_back(Words[At]);
  Expected<std::vector<UnitCommand>> Commands = unitCommands(Options);
  if (!Commands) {
    errs() << "wsk-core-cost: error: " << toString(Commands.takeError())
           << '\n';
    return 2;
  }
  double Seconds = 0;
  int Status = 0;
  CrashRecoveryContext().RunSafelyOnThread(
      [&] {
        for (const UnitCommand &Command : *Commands) {
          std::unique_ptr<Unit> U = parseUnit(Command);
          if (!*U) {
            errs() << "wsk-core-cost: " << U->File << ": " << U->Failure
                   << '\n';
            Status = 1;
            continue;
          }
          TimeRecord Start = TimeRecord::getCurrentTime();
          analyseCore(*U->CI);
          TimeRecord End = TimeRecord::getCurrentTime(false);
          Seconds += End.getProcessTime() - Start.getProcessTime();
        }
      },
      256u << 20);
  outs() << format("%.3f\n", Seconds);
  return Status;
}
