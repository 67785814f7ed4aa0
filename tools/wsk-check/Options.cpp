//===- Options.cpp - The command line of wsk-check ------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "Options.h"
#include "Inputs.h"
#include "program/Solution.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Path.h"

using namespace llvm;
using namespace wsk;

using Action = Options::Action;

Error wsk::userError(const Twine &Sentence) {
  return createStringError(inconvertibleErrorCode(), Sentence);
}

namespace {
/// One option: its spelling, the name of its value (empty for a flag), its
/// line of help (empty for an option of the project's own scripts).
struct OptionSpec {
  StringLiteral Name;
  StringLiteral Value;
  StringLiteral Help;
  Error (*Apply)(Options &, StringRef Value);
};
} // namespace

template <bool Options::*Flag> static Error set(Options &O, StringRef) {
  O.*Flag = true;
  return Error::success();
}

template <std::string Options::*Field>
static Error store(Options &O, StringRef Value) {
  O.*Field = Value.str();
  return Error::success();
}

/// The first action wins, --help over all.
template <Action Wanted> static Error act(Options &O, StringRef Value) {
  if (O.Do == Action::Analyse || Wanted == Action::Help) {
    O.Do = Wanted;
    O.Subject = Value.str();
  }
  return Error::success();
}

static Error setJobs(Options &O, StringRef Value) {
  if (Value.getAsInteger(10, O.Jobs) || O.Jobs == 0)
    return userError("-j needs a number from 1, not '" + Value + "'");
  return Error::success();
}

static const OptionSpec Specs[] = {
    {"-p", "DIR|FILE", "take sources and flags from compile_commands.json",
     store<&Options::Database>},
    {"--configuration", "NAME",
     "configuration of a .vcxproj (default: a release build)",
     store<&Options::Configuration>},
    {"--platform", "NAME", "platform of a .vcxproj (default: x64)",
     store<&Options::Platform>},
    {"--sarif", "FILE", "write a SARIF 2.1.0 log ('-' = standard output)",
     store<&Options::Sarif>},
    {"--json", "FILE", "write a JSON report ('-' = standard output)",
     store<&Options::Json>},
    {"--github", "", "annotate the lines of a GitHub workflow run",
     set<&Options::Github>},
    {"--gitlab", "FILE", "write a GitLab Code Quality report",
     store<&Options::Gitlab>},
    {"--junit", "FILE", "write a JUnit report", store<&Options::Junit>},
    {"--quiet", "", "no text on standard output", set<&Options::Quiet>},
    {"--rules", "GLOBS",
     "rules to check, e.g. 'socket-*,-socket-leak' (default '*')",
     store<&Options::Rules>},
    {"--witness", "",
     "run the driver on the reference kernel: which findings does a run show?",
     set<&Options::Witness>},
    {"--pedantic", "", "also report what is only suspicious",
     set<&Options::Pedantic>},
    {"--new-from", "REV",
     "report only what was not there where git's REV and HEAD part",
     store<&Options::NewFrom>},
    {"--html", "FILE", "write a report to read in a browser, one offline page",
     store<&Options::Html>},
    {"--baseline", "FILE", "only findings that FILE does not know count",
     store<&Options::Baseline>},
    {"--write-baseline", "FILE", "make the findings of this run known",
     store<&Options::NewBaseline>},
    {"--unused-suppressions", "",
     "list the NOLINT comments and pragmas that silence nothing",
     set<&Options::UnusedSuppressions>},
    {"--allow-inconclusive", "", "exit 0 instead of 3",
     set<&Options::AllowInconclusive>},
    {"--kernel-headers", "pack|mingw|DIR",
     "kernel headers to parse with (default: the bundled pack)",
     store<&Options::KernelHeaders>},
    {"--wdf-headers", "DIR",
     "KMDF headers to parse with (default: the bundled ones)",
     store<&Options::WdfHeaders>},
    {"--api-names", "FILE",
     "further names of the WSK functions, lines of OwnName = WskName",
     store<&Options::ApiNames>},
    {"-j", "N", "parse N files at a time (default: all cores)", setJobs},
    {"--stats", "", "add the counters of the run to text and JSON",
     set<&Options::Stats>},
    {"--lsp", "", "serve an editor: the Language Server Protocol on stdio",
     act<Action::Lsp>},
    {"--doctor", "",
     "say what was found, guessed and lost instead of the findings",
     set<&Options::Doctor>},
    {"--list-rules", "", "print the rules and exit", act<Action::ListRules>},
    {"--explain", "RULE", "print what a rule is about and exit",
     act<Action::Explain>},
    {"--print-compiler-args", "",
     "print the target, defines and header folders the tool adds",
     act<Action::PrintCompilerArgs>},
    {"--version", "", "print the version and exit", act<Action::Version>},
    {"--help", "", "print this text and exit", act<Action::Help>},
    {"-h", "", "", act<Action::Help>},
    {"--write-docs", "DIR", "", act<Action::WriteDocs>},
    {"--buffers", "FILE", "", store<&Options::BufferFile>},
};

static const OptionSpec *findSpec(StringRef Name) {
  const auto *Found =
      find_if(Specs, [&](const OptionSpec &S) { return S.Name == Name; });
  return Found == std::end(Specs) ? nullptr : Found;
}

static Error unknownOption(StringRef Name) {
  StringRef Nearest;
  unsigned Best = 3; // further away is another word, not a slip
  for (const OptionSpec &S : Specs) {
    unsigned Distance = Name.edit_distance(S.Name, true, Best);
    if (Distance < Best) {
      Best = Distance;
      Nearest = S.Name;
    }
  }
  if (Nearest.empty())
    return userError("unknown option '" + Name + "'; see wsk-check --help");
  return userError("unknown option '" + Name + "'; did you mean '" + Nearest +
                   "'?");
}

static Error needsValue(const OptionSpec &Spec) {
  return userError("option '" + Spec.Name + "' needs a value: " + Spec.Name +
                   " " + Spec.Value);
}

/// Splits "--name=value" and "-j4"; a value may also be the next argument.
static Error applyOption(Options &O, StringRef Arg,
                         ArrayRef<const char *> &Rest) {
  StringRef Name = Arg, Value;
  bool HasValue = false;
  if (Arg.contains('=')) {
    std::tie(Name, Value) = Arg.split('=');
    HasValue = true;
  } else if (Arg.starts_with("-j") && Arg.size() > 2) {
    Name = "-j";
    Value = Arg.drop_front(2);
    HasValue = true;
  }
  const OptionSpec *Spec = findSpec(Name);
  if (!Spec)
    return unknownOption(Name);
  if (Spec->Value.empty() && HasValue)
    return userError("option '" + Name + "' takes no value");
  if (!Spec->Value.empty() && !HasValue) {
    if (Rest.empty() || StringRef(Rest.front()) == "--")
      return needsValue(*Spec);
    Value = Rest.front();
    Rest = Rest.drop_front();
  }
  if (!Spec->Value.empty() && Value.empty())
    return needsValue(*Spec);
  return Spec->Apply(O, Value);
}

namespace {
struct ReportFile {
  StringRef Option, File;
};
} // namespace

/// The reports that are asked for.
static SmallVector<ReportFile, 6> reportsOf(const Options &O) {
  SmallVector<ReportFile, 6> Out = {
      {"--sarif", O.Sarif},   {"--json", O.Json},
      {"--gitlab", O.Gitlab}, {"--junit", O.Junit},
      {"--html", O.Html},     {"--write-baseline", O.NewBaseline}};
  erase_if(Out, [](const ReportFile &R) { return R.File.empty(); });
  return Out;
}

bool Options::reportOnStdout() const {
  return any_of(reportsOf(*this),
                [](const ReportFile &R) { return R.File == "-"; });
}

/// A forgotten FILE makes the next word one, which must not cost a source.
static bool isInput(StringRef File) {
  return isSource(File) || isProjectFile(File) || isSolutionFile(File) ||
         sys::path::filename(File) == "compile_commands.json";
}

static Error checkReports(const Options &O) {
  StringMap<StringRef> Taken;
  for (const auto &[Option, File] : reportsOf(O)) {
    auto [Other, New] = Taken.try_emplace(File, Option);
    if (!New && File == "-")
      return userError("only one report can go to standard output: give the "
                       "others a file");
    if (!New && File != "/dev/null")
      return userError("options '" + Other->second + "' and '" + Option +
                       "' write the same file '" + File +
                       "': give each its own");
    if (isInput(File))
      return userError("option '" + Option + "' would overwrite '" + File +
                       "': name the file of the report behind it");
  }
  return Error::success();
}

static Error checkServer(const Options &O) {
  const std::pair<StringRef, bool> Meaningless[] = {
      {"--github", O.Github},
      {"--stats", O.Stats},
      {"--doctor", O.Doctor},
      {"--witness", O.Witness},
      {"--unused-suppressions", O.UnusedSuppressions}};
  if (!reportsOf(O).empty())
    return userError("--lsp writes no reports: leave the other outputs out");
  for (const auto &[Option, Given] : Meaningless)
    if (Given)
      return userError("option '" + Option +
                       "' has no meaning with --lsp: leave it out");
  return Error::success();
}

static Error checkTogether(const Options &O) {
  if (O.Do == Action::Lsp)
    return checkServer(O);
  if (O.Do != Action::Analyse)
    return Error::success();
  if (Error E = checkReports(O))
    return E;
  if (O.Inputs.empty() && O.Database.empty())
    return userError("no source given: name the driver's source files or their "
                     "folder, or its compile_commands.json with -p");
  return Error::success();
}

Expected<Options> wsk::parseOptions(ArrayRef<const char *> Args) {
  Options O;
  while (!Args.empty()) {
    StringRef Arg = Args.front();
    Args = Args.drop_front();
    if (Arg == "--") {
      O.CompilerArgs.assign(Args.begin(), Args.end());
      break;
    }
    if (!Arg.starts_with("-") || Arg == "-") {
      O.Inputs.push_back(Arg.str());
      continue;
    }
    if (Error E = applyOption(O, Arg, Args))
      return std::move(E);
  }
  if (Error E = checkTogether(O))
    return std::move(E);
  return O;
}

void wsk::printHelp(raw_ostream &OS) {
  OS << "Checks a Windows driver's use of Winsock Kernel (WSK).\n\n"
        "usage: wsk-check [OPTIONS] SOURCE... [-- COMPILER-ARG...]\n"
        "       wsk-check [OPTIONS] PROJECT.vcxproj...|SOLUTION.sln "
        "[-- COMPILER-ARG...]\n"
        "       wsk-check [OPTIONS] -p BUILD_DIR|compile_commands.json "
        "[SOURCE-FILTER...]\n\n"
        "All SOURCEs are one driver; a folder means the .c, .cc, .cpp and .cxx "
        "files under it,\nor its .vcxproj if it holds exactly one. A "
        "SOURCE-FILTER is a file, a folder or a glob.\n\n";
  for (const OptionSpec &S : Specs)
    if (!S.Help.empty())
      OS << "  " << left_justify((S.Name + " " + S.Value).str(), 33) << S.Help
         << '\n';
  OS << "\nexit status: 0 no finding and nothing left unanalysed that matters\n"
        "             1 findings\n"
        "             2 usage error, or nothing could be analysed\n"
        "             3 no finding, but some rule is inconclusive\n";
}
