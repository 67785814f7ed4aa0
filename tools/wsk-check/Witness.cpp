//===- Witness.cpp - Findings shown by running the driver -----------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "Witness.h"
#include "Options.h"
#include "Scratch.h"
#include "core/Compat.h"
#include "program/Commands.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include <set>

using namespace llvm;
using namespace wsk;

namespace {
/// What is spent on a driver, in turn, while findings are without a witness.
struct Effort {
  unsigned Schedules, Seed, Faults;
};
constexpr Effort Efforts[] = {{4000, 1, 1}, {60000, 2, 2}};
constexpr unsigned MaxSeconds = 120; ///< for one of them
} // namespace

//===----------------------------------------------------------------------===//
// What the kernel says
//===----------------------------------------------------------------------===//

static void addFrames(const json::Object &Of, KernelViolation &Out) {
  const json::Array *Frames = Of.getArray("stack");
  if (!Frames)
    return;
  for (const json::Value &V : *Frames)
    if (const json::Object *Frame = V.getAsObject()) {
      Place At;
      At.File = Frame->getString("file").value_or("").str();
      At.Line = Frame->getInteger("line").value_or(0);
      At.Column = Frame->getInteger("column").value_or(0);
      if (!At.File.empty())
        Out.Places.push_back(std::move(At));
      // C++ names come with their arguments.
      StringRef Name = Frame->getString("function").value_or("");
      Out.Functions.push_back(Name.split('(').first.str());
    }
}

static KernelViolation violation(const json::Object &From) {
  KernelViolation V;
  V.Rule = From.getString("rule").value_or("").str();
  V.Message = From.getString("message").value_or("").str();
  V.Schedule = From.getString("schedule").value_or("").str();
  addFrames(From, V);
  if (const json::Array *Culprits = From.getArray("culprits"))
    for (const json::Value &Culprit : *Culprits)
      if (const json::Object *Object = Culprit.getAsObject())
        addFrames(*Object, V);
  return V;
}

Expected<KernelReport> wsk::readKernelReport(StringRef Text) {
  Expected<json::Value> Root = json::parse(Text);
  if (!Root)
    return Root.takeError();
  const json::Object *Object = Root->getAsObject();
  const json::Array *All = Object ? Object->getArray("violations") : nullptr;
  if (!All)
    return userError("it has no list of violations");
  KernelReport Out;
  for (const json::Value &V : *All)
    if (const json::Object *From = V.getAsObject())
      Out.Violations.push_back(violation(*From));
  if (const json::Array *Reasons = Object->getArray("inconclusive"))
    for (const json::Value &V : *Reasons)
      if (const json::Object *Reason = V.getAsObject())
        Out.Inconclusive.push_back(
            Reason->getString("reason").value_or("").str());
  if (const json::Object *Campaign = Object->getObject("campaign"))
    Out.Schedules = Campaign->getInteger("schedules").value_or(0);
  sort(Out.Inconclusive);
  return Out;
}

//===----------------------------------------------------------------------===//
// Which violation shows a finding
//===----------------------------------------------------------------------===//

static bool shows(StringRef Violated, StringRef Rule) {
  static constexpr std::pair<StringLiteral, StringLiteral> ShownBy[] = {
#define SHOWN_BY(Rule, Violated) {Rule, Violated},
#include "Witness.def"
  };
  return Rule == Violated || any_of(ShownBy, [&](const auto &Pair) {
           return Pair.first == Rule && Pair.second == Violated;
         });
}

const KernelViolation *wsk::witnessOf(const Finding &F, const KernelReport &Run,
                                      StringRef Here) {
  auto Key = [&](const Place &At) {
    SmallString<256> Name(At.File);
    makeAbsolute(Here, Name);
    sys::path::remove_dots(Name, /*remove_dot_dot=*/true);
    return std::make_pair(Name.str().str(), At.Line);
  };
  std::set<std::pair<std::string, unsigned>> Story;
  for (const PathStep &Step : F.Path)
    Story.insert(Key(Step.At));
  const auto Own = Key(F.At);
  Story.insert(Own);
  // The kernel names the callback that was given what is lost.
  auto IsStage = [&](const std::string &Function) {
    return any_of(F.Path, [&](const PathStep &Step) {
      return Step.Kind == StepKind::Stage &&
             StringRef(Step.Stage).ends_with("'" + Function + "'");
    });
  };
  // Lower is better: another rule, another place, nowhere on the path.
  auto Distance = [&](const KernelViolation &V) {
    bool IsThere = false, IsNear = is_contained(V.Functions, F.Function) ||
                                   any_of(V.Functions, IsStage);
    for (const Place &At : V.Places) {
      IsThere |= Key(At) == Own;
      IsNear |= Story.count(Key(At)) != 0;
    }
    return std::make_tuple(!IsNear, V.Rule != kebabName(F.Rule->Name),
                           !IsThere);
  };
  const KernelViolation *Best = nullptr;
  for (const KernelViolation &V : Run.Violations)
    if (shows(V.Rule, kebabName(F.Rule->Name)) &&
        (!Best || Distance(V) < Distance(*Best)))
      Best = &V;
  bool IsElsewhere = Best && std::get<0>(Distance(*Best));
  return IsElsewhere ? nullptr : Best;
}

//===----------------------------------------------------------------------===//
// Running it
//===----------------------------------------------------------------------===//

/// Macros and header folders of all units: the kernel builds a driver with one
/// set of arguments.
static Expected<std::vector<std::string>>
buildArgs(const ProgramOptions &Driver) {
  if (!Driver.Database && !Driver.Project)
    return Driver.ExtraArgs;
  Expected<std::vector<UnitCommand>> Commands = unitCommands(Driver);
  if (!Commands)
    return Commands.takeError();
  std::vector<std::string> Out;
  for (const UnitCommand &Unit : *Commands)
    for (StringRef Arg : Unit.Args) {
      StringRef Folder = Arg;
      std::string Word = Arg.str();
      if (Folder.consume_front("-I")) {
        SmallString<256> Name(Folder);
        makeAbsolute(Unit.Directory, Name);
        Word = ("-I" + Name).str();
      } else if (!Arg.starts_with("-D") && !Arg.starts_with("-U")) {
        continue;
      }
      if (!is_contained(Out, Word))
        Out.push_back(std::move(Word));
    }
  return Out;
}

/// What a program said on standard error, in one line.
static std::string firstLine(StringRef File) {
  ErrorOr<std::unique_ptr<MemoryBuffer>> Text = MemoryBuffer::getFile(File);
  if (!Text)
    return "";
  StringRef Line = (*Text)->getBuffer().split('\n').first.trim();
  Line.consume_front("wsk-kernel: ");
  return Line.str();
}

static std::string absolute(StringRef File) {
  SmallString<256> Name(File);
  sys::fs::make_absolute(Name);
  sys::path::remove_dots(Name, /*remove_dot_dot=*/true);
  return Name.str().str();
}

/// The lines and routines on the path of a finding; see --guide of wsk-kernel.
static json::Object guideOf(const Finding &F) {
  json::Array Lines, Routines;
  auto AddLine = [&](const Place &At) {
    Lines.push_back(
        json::Object{{"file", absolute(At.File)}, {"line", At.Line}});
  };
  for (const PathStep &Step : F.Path) {
    AddLine(Step.At);
    // dispatch routine 'Name'
    if (Step.Kind == StepKind::Stage)
      Routines.push_back(
          StringRef(Step.Stage).rtrim("'").rsplit('\'').second.str());
  }
  AddLine(F.At);
  return json::Object{{"lines", std::move(Lines)},
                      {"routines", std::move(Routines)}};
}

/// Writes the paths of the findings that have no witness yet.
static Error writeGuides(const Report &R, StringRef File) {
  json::Array Paths;
  for (const Finding &F : R.Findings)
    if (F.Shown.Is != Witness::Confirmed)
      Paths.push_back(guideOf(F));
  std::error_code Failed;
  raw_fd_ostream Out(File, Failed);
  if (!Failed) {
    Out << json::Value(json::Object{{"paths", std::move(Paths)}});
    Out.close();
    Failed = Out.error();
    Out.clear_error();
  }
  return Failed ? userError("'" + File.str() +
                            "' cannot be written: " + Failed.message())
                : Error::success();
}

/// Runs the kernel once. \p Why says why there is no report, when there is
/// none; an error is about the program itself.
static Expected<KernelReport> explore(StringRef Kernel,
                                      const ProgramOptions &Driver,
                                      ArrayRef<std::string> CompilerArgs,
                                      const Report &R, const Effort &How,
                                      std::string &Why) {
  Scratch Result, Said, Guide;
  if (Error E = Result.make("json"))
    return std::move(E);
  if (Error E = Said.make("txt"))
    return std::move(E);
  if (Error E = Guide.make("guide.json"))
    return std::move(E);
  if (Error E = writeGuides(R, Guide.name()))
    return std::move(E);
  std::vector<std::string> Words = {Kernel.str(), "explore"};
  append_range(Words, Driver.Sources);
  append_range(Words, std::vector<std::string>{
                          "--schedules", std::to_string(How.Schedules),
                          "--seed", std::to_string(How.Seed), "--faults",
                          std::to_string(How.Faults), "--json",
                          Result.name().str(), "--guide", Guide.name().str()});
  if (!CompilerArgs.empty()) {
    Words.push_back("--");
    append_range(Words, CompilerArgs);
  }
  std::vector<StringRef> Args(Words.begin(), Words.end());
  std::string Failed;
  int Status = sys::ExecuteAndWait(Kernel, Args, std::nullopt,
                                   {StringRef(), StringRef(), Said.name()},
                                   MaxSeconds, 0, &Failed);
  ErrorOr<std::unique_ptr<MemoryBuffer>> Text =
      MemoryBuffer::getFile(Result.name());
  if (Text && !(*Text)->getBuffer().empty() && Status >= 0)
    return readKernelReport((*Text)->getBuffer());
  Why = firstLine(Said.name());
  if (Why.empty())
    Why = Failed.empty() ? "wsk-kernel gave no report" : Failed;
  return KernelReport();
}

//===----------------------------------------------------------------------===//
// Marking findings
//===----------------------------------------------------------------------===//

static std::string notShown(const Finding &F, const KernelReport &Run,
                            StringRef Why) {
  if (!Why.empty())
    return Why.str();
  for (const KernelViolation &V : Run.Violations)
    if (V.Rule == kebabName(F.Rule->Name))
      return "runs break this rule elsewhere only";
  if (!Run.Inconclusive.empty())
    return Run.Inconclusive.front();
  return "no violation of this kind in " + std::to_string(Run.Schedules) +
         " schedules";
}

/// \returns true when every finding has a witness.
static bool mark(Report &R, const KernelReport &Run, StringRef Why,
                 StringRef Here) {
  bool All = true;
  for (Finding &F : R.Findings) {
    if (F.Shown.Is == Witness::Confirmed)
      continue;
    const KernelViolation *V = witnessOf(F, Run, Here);
    if (!V) {
      F.Shown.Is = Witness::Unconfirmed;
      F.Shown.Why = notShown(F, Run, Why);
      All = false;
      continue;
    }
    F.Shown = {Witness::Confirmed, V->Rule, V->Message, Place(),
               V->Schedule,        ""};
    if (!V->Places.empty())
      F.Shown.At = V->Places.front();
    StringRef File = F.Shown.At.File;
    if (File.consume_front(Here) && File.consume_front("/"))
      F.Shown.At.File = File.str(); // as findings name their files
  }
  return All;
}

Error wsk::seekWitnesses(Report &R, const ProgramOptions &Driver,
                         StringRef Kernel) {
  if (R.Findings.empty())
    return Error::success();
  if (!sys::fs::can_execute(Kernel))
    return userError("--witness needs the program '" + Kernel +
                     "', which is not there; build it or leave the option out");
  Expected<std::vector<std::string>> Args = buildArgs(Driver);
  if (!Args)
    return Args.takeError();
  SmallString<256> Here;
  if (std::error_code Failed = sys::fs::current_path(Here))
    return userError("the current folder is gone: " + Failed.message());
  for (const Effort &How : Efforts) {
    std::string Why;
    Expected<KernelReport> Run = explore(Kernel, Driver, *Args, R, How, Why);
    if (!Run)
      return Run.takeError();
    if (mark(R, *Run, Why, Here) || !Why.empty())
      break;
  }
  return Error::success();
}
