//===- main.cpp - wsk-check: is this driver's use of WSK right? -----------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "Inputs.h"
#include "Options.h"
#include "Output.h"
#include "Pages.h"
#include "Progress.h"
#include "Since.h"
#include "Witness.h"
#ifdef WSK_HAS_LSP
#include "lsp/Server.h"
#endif
#include "api/WskApi.h"
#include "core/System.h"
#include "program/Program.h"
#include "report/Baseline.h"
#include "report/Writers.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"

using namespace llvm;
using namespace wsk;

using Action = Options::Action;

/// Its address tells where this executable lies.
static char ThisProgram = 0;

static ExitStatus fail(Error E) {
  handleAllErrors(std::move(E), [](const ErrorInfoBase &Info) {
    errs() << "wsk-check: error: " << Info.message() << '\n';
  });
  return NotRun;
}

static ExitStatus statusOf(const Report &R, const Options &O) {
  // What has just been written to a baseline is known from now on.
  if (!R.Findings.empty() && O.NewBaseline.empty())
    return DefectsFound;
  bool Sure =
      none_of(
          R.Verdicts,
          [](const RuleVerdict &V) { return V.Is == Verdict::Inconclusive; }) &&
      none_of(R.Skipped, [](const NotAnalysed &N) { return N.Matters; });
  return Sure || O.AllowInconclusive ? NothingFound : NotSure;
}

static Expected<ProgramOptions> programOptions(const Options &O) {
  ProgramOptions P;
  Expected<std::vector<const RuleInfo *>> Rules = chooseRules(O.Rules);
  if (!Rules)
    return Rules.takeError();
  std::string BadNames = O.ApiNames.empty() ? "" : loadAliases(O.ApiNames);
  if (!BadNames.empty())
    return createStringError("--api-names: " + BadNames);
  if (!O.BufferFile.empty()) {
    endWithParent(); // an editor's server, which nobody else would end
    Expected<Buffers> Texts = readBuffers(O.BufferFile);
    if (!Texts)
      return Texts.takeError();
    P.Texts = std::make_shared<const Buffers>(std::move(*Texts));
  }
  Expected<Inputs> In = resolveInputs(O, P.Texts.get());
  if (!In)
    return In.takeError();
  P.Sources = std::move(In->Sources);
  P.Database = std::move(In->Database);
  P.Project = std::move(In->Project);
  P.Rules = std::move(*Rules);
  P.ExtraArgs = O.CompilerArgs;
  P.KernelHeaders = O.KernelHeaders;
  P.WdfHeaders = O.WdfHeaders;
  P.Pedantic = O.Pedantic;
  P.Jobs = O.Jobs;
  return P;
}

/// Sources without any function are a mistake of the caller's, not a clean
/// driver.
static bool isEmpty(const Report &R) {
  auto Functions = R.Stats.find("functions");
  return Functions != R.Stats.end() && Functions->second == 0 &&
         R.Findings.empty() &&
         none_of(R.Skipped, [](const NotAnalysed &N) { return N.Matters; });
}

/// wsk-kernel lies beside this program.
static Error runFindings(Report &R, const ProgramOptions &P, StringRef Self) {
  SmallString<256> Kernel(sys::path::parent_path(Self));
  sys::path::append(Kernel, "wsk-kernel");
  return seekWitnesses(R, P, Kernel);
}

static ExitStatus analyse(const Options &O, const char *Argv0) {
  Expected<ProgramOptions> P = programOptions(O);
  if (!P)
    return fail(P.takeError());
  Expected<std::optional<FormerDriver>> Former = formerDriverOf(*P, O);
  if (!Former)
    return fail(Former.takeError());
  Expected<std::optional<Baseline>> Known = readBaseline(O);
  if (!Known)
    return fail(Known.takeError());
  Expected<Report> R = [&] {
    Progress Shown(!O.Quiet);
    P->Progress = [&](unsigned Done, unsigned Total, StringRef File) {
      Shown.parsed(Done, Total, File);
    };
    return analyseProgram(*P);
  }();
  if (!R)
    return fail(R.takeError());
  if (isEmpty(*R))
    return fail(userError("nothing could be analysed: the sources define no "
                          "function; name all source files of the driver"));
  if (!O.Stats) // times and memory differ between runs, reports must not
    R->Stats.clear();
  if (!O.UnusedSuppressions)
    R->UnusedSuppressions.clear();
  if (*Known)
    (*Known)->apply(*R);
  if (*Former)
    if (Error E = silenceFormer(*R, std::move(**Former), *P, O.NewFrom))
      return fail(std::move(E));
  if (O.Witness)
    if (Error E = runFindings(*R, *P,
                              sys::fs::getMainExecutable(Argv0, &ThisProgram)))
      return fail(std::move(E));
  if (Error E = writeOutputs(*R, O))
    return fail(std::move(E));
  return statusOf(*R, O);
}

static ExitStatus listRules() {
  size_t Width = 0;
  for (const RuleInfo *Rule : allRules())
    Width = std::max(Width, kebabName(Rule->Name).size());
  for (const RuleInfo *Rule : allRules())
    outs() << left_justify(kebabName(Rule->Name), Width + 2) << Rule->Summary
           << '\n';
  return NothingFound;
}

static ExitStatus explain(StringRef Name) {
  Expected<const RuleInfo *> Rule = namedRule(Name);
  if (!Rule)
    return fail(Rule.takeError());
  explainRule(**Rule);
  return NothingFound;
}

static ExitStatus printCompilerArgs(const Options &O) {
  Expected<std::vector<std::string>> Args =
      driverCompilerArgs(O.KernelHeaders, O.WdfHeaders);
  if (!Args)
    return fail(Args.takeError());
  ListSeparator Space(" ");
  for (StringRef Arg : *Args) {
    outs() << Space;
    sys::printArg(outs(), Arg,
                  /*Quote=*/Arg.find_first_of(" '()&;") != StringRef::npos);
  }
  outs() << '\n';
  return NothingFound;
}

/// What the editor's analyses would all fail on is said at once.
static Error checkServerOptions(const Options &O) {
  if (auto Rules = chooseRules(O.Rules); !Rules)
    return Rules.takeError();
  if (auto Args = driverCompilerArgs(O.KernelHeaders, O.WdfHeaders); !Args)
    return Args.takeError();
  return Error::success();
}

static ExitStatus serveEditor(const Options &O, const char *Argv0) {
#ifdef WSK_HAS_LSP
  if (Error E = checkServerOptions(O))
    return fail(std::move(E));
  return lsp::runServer(sys::fs::getMainExecutable(Argv0, &ThisProgram), O);
#else
  return fail(userError("this wsk-check was built without --lsp: install "
                        "libmlir-19-dev and build it again"));
#endif
}

static ExitStatus run(const Options &O, const char *Argv0) {
  switch (O.Do) {
  case Action::Analyse:
    return analyse(O, Argv0);
  case Action::Help:
    printHelp(outs());
    return NothingFound;
  case Action::Version:
    outs() << "wsk-check " << WSK_VERSION << " (LLVM " << LLVM_VERSION_STRING
           << ")\n";
    return NothingFound;
  case Action::ListRules:
    return listRules();
  case Action::Explain:
    return explain(O.Subject);
  case Action::WriteDocs:
    if (Error E = writeDocs(O.Subject))
      return fail(std::move(E));
    return NothingFound;
  case Action::PrintCompilerArgs:
    return printCompilerArgs(O);
  case Action::Lsp:
    return serveEditor(O, Argv0);
  }
  llvm_unreachable("every action is handled");
}

int main(int Argc, char **Argv) {
  InitLLVM Init(Argc, Argv);
  Expected<Options> O = parseOptions(ArrayRef(Argv, Argc).drop_front());
  if (!O)
    return fail(O.takeError());
  ExitStatus Status = run(*O, Argv[0]);
  return finishStdout() ? Status : NotRun;
}
