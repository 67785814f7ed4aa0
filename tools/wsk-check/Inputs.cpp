//===- Inputs.cpp - Which sources the user means --------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "Inputs.h"
#include "program/Solution.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "clang/Tooling/JSONCompilationDatabase.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"

using namespace llvm;
using namespace wsk;
using clang::tooling::CompilationDatabase;
using clang::tooling::JSONCommandLineSyntax;
using clang::tooling::JSONCompilationDatabase;

static constexpr StringLiteral SourceKinds = ".c, .cc, .cpp or .cxx";

bool wsk::isSource(StringRef File) {
  std::string Extension = sys::path::extension(File).lower();
  return is_contained({".c", ".cc", ".cpp", ".cxx"}, Extension);
}

static std::string absolute(StringRef Path) {
  SmallString<256> Full(Path);
  if (sys::fs::make_absolute(Full)) // the working directory is gone
    return Path.str();
  sys::path::remove_dots(Full, /*remove_dot_dot=*/true);
  return Full.str().str();
}

static bool isHidden(StringRef Path) {
  return sys::path::filename(Path).starts_with(".");
}

/// Adds the sources an editor has under \p Folder and not on the disk: new
/// ones, and those whose file went away.
static void addUnsaved(StringRef Folder, const Buffers *Texts,
                       std::vector<std::string> &Sources) {
  if (!Texts)
    return;
  std::string Root = absolute(Folder);
  if (!sys::path::is_separator(Root.back()))
    Root += sys::path::get_separator();
  for (const auto &[File, Text] : *Texts) {
    StringRef Below = File;
    if (!isSource(File) || !Below.consume_front(Root) || sys::fs::exists(File))
      continue;
    if (none_of(make_range(sys::path::begin(Below), sys::path::end(Below)),
                isHidden))
      Sources.push_back(File);
  }
}

/// Adds the sources under \p Folder. Links to folders are not followed: they
/// may form a circle.
static Error addFolder(StringRef Folder, const Buffers *Texts,
                       std::vector<std::string> &Sources) {
  size_t Before = Sources.size();
  addUnsaved(Folder, Texts, Sources);
  std::error_code Failed;
  sys::fs::recursive_directory_iterator At(Folder, Failed,
                                           /*follow_symlinks=*/false),
      End;
  while (!Failed && At != End) {
    const std::string &Path = At->path();
    if (isHidden(Path))
      At.no_push();
    else if (isSource(Path) && sys::fs::is_regular_file(Path))
      Sources.push_back(absolute(Path));
    At.increment(Failed);
  }
  if (Failed)
    return userError("cannot read the folder '" + Folder +
                     "': " + Failed.message());
  if (Sources.size() == Before)
    return userError("no " + SourceKinds + " file under '" + Folder +
                     "': name the folder that holds the driver's sources");
  return Error::success();
}

static Error addInput(StringRef Input, const Buffers *Texts,
                      std::vector<std::string> &Sources) {
  if (!sys::fs::exists(Input) && !bufferOf(Texts, absolute(Input)))
    return userError("no such file or folder: '" + Input + "'");
  if (sys::fs::is_directory(Input))
    return addFolder(Input, Texts, Sources);
  if (!isSource(Input))
    return userError("'" + Input + "' is no " + SourceKinds +
                     " file: name the driver's sources, not its headers");
  Sources.push_back(absolute(Input));
  return Error::success();
}

static Error badDatabase(StringRef File, StringRef Why) {
  return userError("cannot read the compile database '" + File +
                   "': " + Why.rtrim(".\n") + "; make it again");
}

/// Clang reads a database as YAML and prints what it cannot parse, all of it,
/// on the terminal; so look first.
static Error checkJson(StringRef File) {
  auto Buffer = MemoryBuffer::getFile(File);
  if (!Buffer)
    return badDatabase(File, Buffer.getError().message());
  StringRef Text = (*Buffer)->getBuffer();
  Text.consume_front("\xef\xbb\xbf");
  Expected<json::Value> Parsed = json::parse(json::fixUTF8(Text));
  if (!Parsed)
    return badDatabase(File, toString(Parsed.takeError()));
  return Error::success();
}

static Expected<std::shared_ptr<CompilationDatabase>>
loadDatabase(StringRef Path) {
  if (!sys::fs::exists(Path))
    return userError("no such file or folder: '" + Path + "' (from -p)");
  SmallString<256> File(Path);
  if (sys::fs::is_directory(Path))
    sys::path::append(File, "compile_commands.json");
  if (!sys::fs::exists(File))
    return userError("no compile_commands.json in '" + Path +
                     "': make one (cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON) "
                     "or name the sources without -p");
  if (Error E = checkJson(File))
    return std::move(E);
  std::string Trouble;
  std::unique_ptr<CompilationDatabase> Loaded =
      JSONCompilationDatabase::loadFromFile(File, Trouble,
                                            JSONCommandLineSyntax::AutoDetect);
  if (!Loaded)
    return badDatabase(File, Trouble);
  // The wrapping loadFromDirectory would do; it finds only one file name.
  return inferTargetAndDriverMode(inferMissingCompileCommands(
      expandResponseFiles(std::move(Loaded), vfs::getRealFileSystem())));
}

/// A filter is a file, a folder, or a glob over the absolute name.
static Expected<bool> filterMatches(StringRef Filter, StringRef Unit) {
  std::string Full = absolute(Filter);
  if (Full == Unit)
    return true;
  if (sys::fs::is_directory(Full))
    return Unit.starts_with(Full +
                            (sys::path::is_separator(Full.back()) ? "" : "/"));
  Expected<GlobPattern> Pattern = GlobPattern::create(Filter);
  if (!Pattern)
    return userError("'" + Filter +
                     "' is no glob: " + toString(Pattern.takeError()));
  return Pattern->match(Unit) || Pattern->match(sys::path::filename(Unit)) ||
         Unit.ends_with(("/" + Filter).str());
}

static Error applyFilters(const Options &O, std::vector<std::string> &Units) {
  if (O.Inputs.empty())
    return Error::success();
  std::vector<std::string> Kept;
  for (const std::string &Filter : O.Inputs) {
    size_t Before = Kept.size();
    for (const std::string &Unit : Units) {
      Expected<bool> Matches = filterMatches(Filter, Unit);
      if (!Matches)
        return Matches.takeError();
      if (*Matches)
        Kept.push_back(Unit);
    }
    if (Kept.size() == Before)
      return userError("no source in the compile database '" + O.Database +
                       "' matches '" + Filter + "'");
  }
  Units = std::move(Kept);
  return Error::success();
}

static Expected<Inputs> fromDatabase(const Options &O) {
  auto Database = loadDatabase(O.Database);
  if (!Database)
    return Database.takeError();
  Inputs Out;
  Out.Database = std::move(*Database);
  for (const std::string &File : Out.Database->getAllFiles())
    if (isSource(File))
      Out.Sources.push_back(absolute(File));
  if (Out.Sources.empty())
    return userError("the compile database '" + O.Database + "' names no " +
                     SourceKinds +
                     " file: build the driver once and make it "
                     "again");
  if (Error E = applyFilters(O, Out.Sources))
    return std::move(E);
  if (none_of(Out.Sources,
              [](StringRef File) { return sys::fs::exists(File); }))
    return userError("none of the sources in the compile database '" +
                     O.Database + "' exists (the first is '" +
                     Out.Sources.front() + "'): make it again on this machine");
  return Out;
}

//===----------------------------------------------------------------------===//
// Projects
//===----------------------------------------------------------------------===//

/// The projects in a folder, not below it, sorted.
static std::vector<std::string> projectsIn(StringRef Folder) {
  std::vector<std::string> Found;
  std::error_code Failed;
  for (sys::fs::directory_iterator At(Folder, Failed), End;
       !Failed && At != End; At.increment(Failed))
    if (isProjectFile(At->path()))
      Found.push_back(At->path());
  llvm::sort(Found);
  return Found;
}

/// The projects the inputs mean; none if they mean sources.
static Expected<std::vector<std::string>> projectInputs(const Options &O) {
  std::vector<std::string> Projects;
  if (O.Inputs.size() == 1 && sys::fs::is_directory(O.Inputs[0])) {
    Projects = projectsIn(O.Inputs[0]);
    if (Projects.size() > 1)
      return userError("the folder '" + O.Inputs[0] + "' holds " +
                       Twine(Projects.size()) +
                       " projects: name the driver's, for example '" +
                       Projects[0] + "', or its source files");
    return Projects;
  }
  for (const std::string &Input : O.Inputs) {
    if (!isProjectFile(Input))
      continue;
    if (!sys::fs::exists(Input))
      return userError("no such file or folder: '" + Input + "'");
    Projects.push_back(Input);
  }
  if (!Projects.empty() && Projects.size() != O.Inputs.size())
    return userError("name projects or sources, not both: '" + Projects[0] +
                     "' is a project");
  return Projects;
}

static ProjectChoice choiceOf(const Options &O) {
  ProjectChoice Choice;
  Choice.Configuration = O.Configuration;
  Choice.Platform = O.Platform;
  return Choice;
}

/// The project or the solution named \p First stands for all of \p Read.
static Expected<Inputs> fromProject(Expected<DriverProject> Read,
                                    StringRef First) {
  if (!Read)
    return Read.takeError();
  Inputs Out;
  Out.Project = std::make_shared<DriverProject>(std::move(*Read));
  Out.Database = databaseOf(*Out.Project);
  for (const ProjectSource &S : Out.Project->Sources)
    Out.Sources.push_back(S.File);
  if (none_of(Out.Sources,
              [](StringRef File) { return sys::fs::exists(File); }))
    return userError("none of the sources of the project '" + First +
                     "' exists (the first is '" + Out.Sources.front() +
                     "'): fetch all of the repository");
  return Out;
}

static Expected<Inputs> fromProjects(std::vector<std::string> Files,
                                     const Options &O) {
  for (std::string &File : Files)
    File = absolute(File);
  return fromProject(readProjects(Files, choiceOf(O)), Files[0]);
}

static Expected<Inputs> fromSolution(const Options &O) {
  if (O.Inputs.size() > 1)
    return userError("name a solution alone, or the projects or sources of one "
                     "driver");
  if (!sys::fs::exists(O.Inputs[0]))
    return userError("no such file or folder: '" + O.Inputs[0] + "'");
  std::string File = absolute(O.Inputs[0]);
  return fromProject(readDriverOf(File, choiceOf(O)), File);
}

static Expected<Inputs> fromSources(const Options &O, const Buffers *Texts) {
  Inputs Out;
  for (const std::string &Input : O.Inputs)
    if (Error E = addInput(Input, Texts, Out.Sources))
      return std::move(E);
  return Out;
}

static Expected<Inputs> fromCommandLine(const Options &O,
                                        const Buffers *Texts) {
  if (!O.Database.empty())
    return fromDatabase(O);
  if (any_of(O.Inputs, isSolutionFile))
    return fromSolution(O);
  Expected<std::vector<std::string>> Projects = projectInputs(O);
  if (!Projects)
    return Projects.takeError();
  if (!Projects->empty())
    return fromProjects(std::move(*Projects), O);
  if (!O.Configuration.empty() || !O.Platform.empty())
    return userError("--configuration and --platform choose from a .vcxproj: "
                     "name one");
  return fromSources(O, Texts);
}

Expected<Inputs> wsk::resolveInputs(const Options &O, const Buffers *Texts) {
  Expected<Inputs> In = fromCommandLine(O, Texts);
  if (!In)
    return In;
  llvm::sort(In->Sources);
  In->Sources.erase(std::unique(In->Sources.begin(), In->Sources.end()),
                    In->Sources.end());
  return In;
}
