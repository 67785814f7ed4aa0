//===- Program.cpp - Analyse a whole driver -------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/Program.h"
#include "core/System.h"
#include "program/Analysis.h"
#include "program/Doctor.h"
#include "program/Merge.h"
#include "program/ProjectFolders.h"
#include "program/Units.h"
#include "program/Vcxproj.h"
#include "program/Verdicts.h"
#include "report/Suppress.h"
#include "clang/AST/ASTContext.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/Path.h"
#include <chrono>

using namespace clang;
using namespace llvm;
using namespace wsk;

/// Clang's importer and analyzer recurse along the program.
static constexpr unsigned StackBytes = 256u << 20;

namespace {
/// Adds the time until its end to a counter.
class Stopwatch {
public:
  explicit Stopwatch(uint64_t &Sum)
      : Sum(Sum), Start(std::chrono::steady_clock::now()) {}
  ~Stopwatch() {
    auto Passed = std::chrono::steady_clock::now() - Start;
    Sum +=
        std::chrono::duration_cast<std::chrono::milliseconds>(Passed).count();
  }

private:
  uint64_t &Sum;
  std::chrono::steady_clock::time_point Start;
};

/// One run over one driver.
class Run {
public:
  Run(const ProgramOptions &Options, std::vector<UnitCommand> Commands)
      : Options(Options), Commands(std::move(Commands)) {}

  void merge();
  void analyse();

  std::unique_ptr<Unit> Main; ///< null: nothing could be parsed
  std::vector<Finding> Findings;
  Suppressions Suppressed; ///< of all own files

private:
  void take(std::unique_ptr<Unit> U);
  void noteLosses(const Unit &U);

  const ProgramOptions &Options;
  std::vector<UnitCommand> Commands;
  std::unique_ptr<Merger> Merged;
  std::vector<DamagedPart> Damaged;
};
} // namespace

static void readSuppressions(const SourceManager &SM, Suppressions &To) {
  for (unsigned I = 0; I < SM.local_sloc_entry_size(); ++I) {
    const SrcMgr::SLocEntry &Entry = SM.getLocalSLocEntry(I);
    if (!Entry.isFile() ||
        SrcMgr::isSystem(Entry.getFile().getFileCharacteristic()))
      continue;
    const SrcMgr::ContentCache &Content = Entry.getFile().getContentCache();
    auto Text = Content.getBufferDataIfLoaded();
    if (Content.OrigEntry && Text)
      To.read(Content.OrigEntry->getName(), *Text);
  }
}

void Run::noteLosses(const Unit &U) {
  RunLog &Log = *RunLog::current();
  std::string File = sys::path::filename(U.File).str();
  if (!U)
    Log.Skipped.insert({"file " + File, U.Failure, /*Matters=*/true});
  for (const std::string &Header : U.MissingHeaders)
    Log.Skipped.insert({"header " + Header + " (included by " + File + ")",
                        "not found; it was skipped", /*Matters=*/false});
  if (!U.Undeclared.empty())
    Log.Skipped.insert({"declarations for " + File,
                        listNames(U.Undeclared) + " stand-ins were used",
                        /*Matters=*/false});
  for (const auto &[Name, Kind] : U.Undeclared)
    Log.Facts["guesses"].insert(Name + " (" + File + ")");
  Log.Facts["stubs"].insert(U.StubbedHeaders.begin(), U.StubbedHeaders.end());
  Damaged.insert(Damaged.end(), U.Damaged.begin(), U.Damaged.end());
}

void Run::take(std::unique_ptr<Unit> U) {
  noteLosses(*U);
  if (!*U)
    return;
  ++RunLog::current()->Stats["translation units"];
  readSuppressions(U->ast().getSourceManager(), Suppressed);
  if (!Main) {
    Main = std::move(U);
    Merged = std::make_unique<Merger>(*Main);
    return;
  }
  Stopwatch Watch(RunLog::current()->Stats["merge ms"]);
  Merged->add(*U);
}

void Run::merge() {
  RunLog &Log = *RunLog::current();
  noteCommands(Options, Commands);
  {
    uint64_t Both = 0;
    {
      Stopwatch Watch(Both);
      parseUnits(Commands, Options,
                 [&](std::unique_ptr<Unit> U) { take(std::move(U)); });
    }
    Log.Stats["parse ms"] = Both - std::min(Both, Log.Stats["merge ms"]);
  }
  if (!Main)
    return;
  {
    Stopwatch Watch(Log.Stats["merge ms"]);
    Merged->finish();
  }
  decideWhatMatters(Damaged, Merged->functions());
  for (const DamagedPart &Part : Damaged)
    if (Part.Entry.Matters || !Part.InSystemHeader)
      Log.Skipped.insert(Part.Entry);
  Log.Stats["functions"] = Merged->functions().size();
}

void Run::analyse() {
  Stopwatch Watch(RunLog::current()->Stats["analysis ms"]);
  std::vector<FunctionDecl *> Roots = analysisRoots(Merged->functions());
  noteRoots(Roots);
  runAnalysis(*Main->CI, Options, Roots, Findings);
}

//===----------------------------------------------------------------------===//
// The report
//===----------------------------------------------------------------------===//

/// One source: its name without extension. More: the folder they share.
static std::string driverName(ArrayRef<std::string> Sources) {
  if (Sources.size() == 1)
    return sys::path::stem(Sources[0]).str();
  std::string Folder = commonFolder(Sources);
  StringRef Name = sys::path::filename(Folder);
  return Name.empty() ? "driver" : Name.str();
}

static Error nothingAnalysed(const RunLog &Log) {
  std::string Text = "nothing could be analysed";
  for (const NotAnalysed &Part : Log.Skipped)
    Text += "\n" + Part.What + ": " + Part.Cause;
  return createStringError(inconvertibleErrorCode(), Text);
}

static Report makeReport(const ProgramOptions &Options, Run &Done,
                         RunLog &Log) {
  Report R;
  R.Driver =
      Options.Project ? Options.Project->Name : driverName(Options.Sources);
  R.Findings = std::move(Done.Findings);
  sortFindings(R.Findings);
  R.Verdicts = verdicts(Options.Rules, R.Findings, Log);
  Done.Suppressed.apply(R);
  R.Skipped.assign(Log.Skipped.begin(), Log.Skipped.end());
  Log.Stats["peak memory KiB"] = peakMemoryKiB();
  R.Stats = Log.Stats;
  for (const auto &[Section, Lines] : Log.Facts)
    if (!Lines.empty())
      R.Facts[Section].assign(Lines.begin(), Lines.end());
  return R;
}

Expected<Report> wsk::analyseProgram(const ProgramOptions &Options) {
  if (Options.Sources.empty())
    return createStringError(inconvertibleErrorCode(),
                             "no sources; name the driver's .c or .cpp files");
  Expected<std::vector<UnitCommand>> Commands = unitCommands(Options);
  if (!Commands)
    return Commands.takeError();
  CrashRecoveryContext::Enable();
  auto Job = std::make_unique<Run>(Options, std::move(*Commands));
  RunLog Log;
  CrashRecoveryContext Guard;
  bool Survived = Guard.RunSafelyOnThread(
      [&] {
        RunLog::Scope Scope(Log);
        if (Options.Project)
          Log.Skipped.insert(Options.Project->Notes.begin(),
                             Options.Project->Notes.end());
        Job->merge();
        if (Job->Main)
          Job->analyse();
      },
      StackBytes);
  if (!Survived)
    Log.Inconclusive[""].insert("the analysis crashed; please report this");
  else if (!Job->Main)
    return nothingAnalysed(Log);
  Report R = makeReport(Options, *Job, Log);
  if (!Survived)
    (void)Job.release(); // what a crash leaves behind cannot be torn down
  return R;
}
