//===- Program.cpp - Analyse a whole driver -------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/Program.h"
#include "program/Analysis.h"
#include "program/Unit.h"
#include "clang/AST/ASTContext.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/ThreadPool.h"
#include <chrono>
#include <mutex>

using namespace clang;
using namespace llvm;
using namespace wsk;

namespace {
using Clock = std::chrono::steady_clock;
uint64_t since(Clock::time_point Start) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() -
                                                               Start)
      .count();
}
} // namespace

/// Parses all units, each on a thread of its own, in the order of \p Commands.
static std::vector<std::unique_ptr<Unit>>
parseAll(ArrayRef<UnitCommand> Commands, const ProgramOptions &Options) {
  std::vector<std::unique_ptr<Unit>> Units(Commands.size());
  DefaultThreadPool Pool(hardware_concurrency(Options.Jobs));
  std::mutex Tell;
  unsigned Done = 0;
  for (unsigned I = 0; I < Commands.size(); ++I)
    Pool.async([&, I] {
      Units[I] = parseUnit(Commands[I]);
      std::lock_guard<std::mutex> Lock(Tell);
      ++Done;
      if (Options.Progress)
        Options.Progress(Done, Commands.size(), Commands[I].File);
    });
  Pool.wait();
  return Units;
}

static std::vector<FunctionDecl *> ownFunctions(ASTContext &Ctx) {
  std::vector<FunctionDecl *> Found;
  for (Decl *D : Ctx.getTranslationUnitDecl()->decls())
    if (auto *F = dyn_cast<FunctionDecl>(D); F && isOwnFunction(*F))
      Found.push_back(F);
  return Found;
}

Expected<Report> wsk::analyseProgram(const ProgramOptions &Options) {
  Expected<std::vector<UnitCommand>> Commands = unitCommands(Options);
  if (!Commands)
    return Commands.takeError();
  RunLog Log;
  RunLog::Scope Scope(Log);
  auto Start = Clock::now();
  std::vector<std::unique_ptr<Unit>> Units = parseAll(*Commands, Options);
  Log.Stats["parse ms"] = since(Start);
  Report R;
  for (auto &U : Units) {
    if (!*U) {
      Log.Skipped.insert({"file " + U->File, U->Failure, true});
      continue;
    }
    std::vector<FunctionDecl *> Roots = ownFunctions(U->ast());
    runAnalysis(*U->CI, Options, Roots, R.Findings);
  }
  for (const std::string &Why : Log.Inconclusive[""])
    errs() << Why << '\n';
  R.Skipped.assign(Log.Skipped.begin(), Log.Skipped.end());
  R.Stats = Log.Stats;
  return R;
}
