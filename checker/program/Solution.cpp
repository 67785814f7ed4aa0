//===- Solution.cpp - The driver among a solution's projects --------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/Solution.h"
#include "program/Encoding.h"
#include "program/MsBuildText.h"
#include "program/MsBuildXml.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include <set>

using namespace llvm;
using namespace wsk;

static bool isXmlSolution(StringRef File) {
  return sys::path::extension(File).equals_insensitive(".slnx");
}

bool wsk::isSolutionFile(StringRef File) {
  return sys::path::extension(File).equals_insensitive(".sln") ||
         isXmlSolution(File);
}

static Error cannotRead(StringRef File, StringRef Why) {
  return createStringError("cannot read the solution '" + File + "': " + Why);
}

/// Sorts a project's path, as written, into what it is.
static void addProject(StringRef Path, const msbuild::Files &Disk,
                       Solution &To) {
  if (isProjectFile(Path))
    To.Projects.push_back(Disk.absolute(Path));
  else if (!sys::path::extension(Path).empty()) // a folder has none
    To.Others.push_back(Path.str());
}

//===----------------------------------------------------------------------===//
// The two formats
//===----------------------------------------------------------------------===//

/// Project("{type}") = "name", "path", "{id}": the path and the id.
static std::pair<StringRef, StringRef> projectOfLine(StringRef Line) {
  SmallVector<StringRef, 16> Parts;
  Line.split(Parts, '"'); // the texts in quotes stand at odd places
  return {Parts.size() > 5 ? Parts[5].trim() : StringRef(),
          Parts.size() > 7 ? Parts[7].trim() : StringRef()};
}

namespace {
/// The lines "{id} = {id}" between ProjectSection(ProjectDependencies) and its
/// end, within a project: what is built before it.
class DependencyLines {
public:
  void project(StringRef File, StringRef Id) {
    Current = File.str();
    Files[Id.upper()] = Current;
  }
  void line(StringRef Line) {
    if (Line.starts_with("ProjectSection("))
      Inside = Line.contains("(ProjectDependencies)");
    else if (Line.starts_with("EndProject"))
      Inside = false;
    else if (Inside)
      Ids[Current].push_back(Line.split('=').first.trim().upper());
  }
  void take(Solution &To) const {
    for (const auto &[Project, Wanted] : Ids)
      for (const std::string &Id : Wanted)
        if (auto It = Files.find(Id); It != Files.end())
          To.Dependencies[Project].push_back(It->second);
  }

private:
  std::map<std::string, std::string> Files; ///< by id
  std::map<std::string, std::vector<std::string>> Ids;
  std::string Current;
  bool Inside = false;
};
} // namespace

static Error readText(const msbuild::Files &Disk, Solution &To) {
  auto Buffer = MemoryBuffer::getFile(To.File);
  if (!Buffer)
    return cannotRead(To.File, Buffer.getError().message());
  std::unique_ptr<MemoryBuffer> Converted = readableText(**Buffer);
  StringRef Text = (Converted ? *Converted : **Buffer).getBuffer();
  if (!Text.take_front(200).contains("Visual Studio Solution File"))
    return cannotRead(To.File, "it is no solution of Visual Studio; name the "
                               "driver's .vcxproj or its sources");
  DependencyLines Dependencies;
  for (StringRef Line : split(Text, '\n')) {
    Line = Line.trim();
    Dependencies.line(Line);
    if (!Line.starts_with("Project("))
      continue;
    auto [Path, Id] = projectOfLine(Line);
    addProject(Path, Disk, To);
    Dependencies.project(Disk.absolute(Path), Id);
  }
  Dependencies.take(To);
  return Error::success();
}

static void collectProjects(const msbuild::Element &Parent,
                            const msbuild::Files &Disk, Solution &To) {
  for (const msbuild::Element &Child : Parent.Children) {
    if (Child.is("Project")) {
      StringRef Path = Child.attribute("Path");
      addProject(Path, Disk, To);
      for (const msbuild::Element &Part : Child.Children)
        if (Part.is("BuildDependency"))
          To.Dependencies[Disk.absolute(Path)].push_back(
              Disk.absolute(Part.attribute("Project")));
    } else if (Child.is("Folder"))
      collectProjects(Child, Disk, To);
  }
}

static Error readXmlSolution(const msbuild::Files &Disk, Solution &To) {
  Expected<msbuild::Element> Root = msbuild::readXml(To.File, "Solution");
  if (!Root)
    return cannotRead(To.File, toString(Root.takeError()));
  collectProjects(*Root, Disk, To);
  return Error::success();
}

Expected<Solution> wsk::readSolution(StringRef File) {
  Solution To;
  To.File = File.str();
  msbuild::Files Disk(sys::path::parent_path(File));
  Error Failed =
      isXmlSolution(File) ? readXmlSolution(Disk, To) : readText(Disk, To);
  if (Failed)
    return std::move(Failed);
  return To;
}

//===----------------------------------------------------------------------===//
// Which of them is the driver
//===----------------------------------------------------------------------===//

namespace {
struct Member {
  std::string File;
  std::string Refused; ///< why it cannot be read; empty if it can
  ProjectOutline Outline;
};
} // namespace

static std::vector<Member> outlines(const Solution &S,
                                    const ProjectChoice &Choice) {
  std::vector<Member> Out;
  for (const std::string &File : S.Projects) {
    Member &M = Out.emplace_back();
    M.File = File;
    Expected<ProjectOutline> Outline = outlineOf(File, Choice);
    if (Outline)
      M.Outline = std::move(*Outline);
    else
      M.Refused = toString(Outline.takeError());
  }
  return Out;
}

/// A driver that names no library of its solution in its project links those it
/// is built after.
static std::vector<std::string> withLibraries(const Solution &S,
                                              ArrayRef<Member> Members,
                                              const std::string &Driver) {
  std::vector<std::string> Files = {Driver};
  for (size_t I = 0; I != Files.size(); ++I) {
    auto It = S.Dependencies.find(Files[I]);
    if (It == S.Dependencies.end())
      continue;
    for (const Member &M : Members)
      if (is_contained(It->second, M.File) && !is_contained(Files, M.File) &&
          M.Refused.empty() && M.Outline.Kind == ProjectKind::Library &&
          M.Outline.Compiles)
        Files.push_back(M.File);
  }
  return Files;
}

/// Drivers; in a solution without one, libraries that nothing in it links.
static std::vector<const Member *> candidates(const Solution &S,
                                              ArrayRef<Member> Members) {
  std::set<StringRef> Linked;
  for (const Member &M : Members)
    Linked.insert(M.Outline.References.begin(), M.Outline.References.end());
  std::set<StringRef> BuiltFor; // a package is built after its driver, too
  for (const auto &[Project, Before] : S.Dependencies)
    BuiltFor.insert(Before.begin(), Before.end());
  for (ProjectKind Wanted : {ProjectKind::Driver, ProjectKind::Library}) {
    std::vector<const Member *> Found;
    for (const Member &M : Members)
      if (M.Refused.empty() && M.Outline.Kind == Wanted && M.Outline.Compiles &&
          !Linked.count(M.File) &&
          !(Wanted == ProjectKind::Library && BuiltFor.count(M.File)))
        Found.push_back(&M);
    if (!Found.empty())
      return Found;
  }
  return {};
}

static std::string shortName(StringRef File, const Solution &S) {
  StringRef Folder = sys::path::parent_path(S.File);
  if (File.starts_with(Folder))
    File = File.drop_front(Folder.size()).ltrim('/');
  return File.str();
}

static Error noDriver(const Solution &S, ArrayRef<Member> Members) {
  std::string Text = "the solution '" + S.File + "' holds no driver";
  if (Members.empty())
    return createStringError(Text + ": it lists no C++ project; name the "
                                    "driver's .vcxproj or its sources");
  ListSeparator Comma;
  Text += " that can be analysed: ";
  for (const Member &M : Members)
    (Text += Comma) += "'" + shortName(M.File, S) + "' (" +
                       (M.Refused.empty() ? M.Outline.Type : M.Refused) + ")";
  return createStringError(Text);
}

static Error severalDrivers(const Solution &S,
                            ArrayRef<const Member *> Drivers) {
  std::string Text = "the solution '" + S.File + "' holds " +
                     std::to_string(Drivers.size()) +
                     " drivers: name the project of one of them:";
  for (const Member *M : Drivers)
    Text += " '" + M->File + "'";
  return createStringError(Text);
}

static void noteOthers(const Solution &S, ArrayRef<Member> Members,
                       const Member &Driver, DriverProject &To) {
  auto Note = [&](StringRef Project, const Twine &Why) {
    To.Notes.push_back({("project " + Project + " of the solution").str(),
                        Why.str(), /*Matters=*/false});
  };
  for (const Member &M : Members) {
    if (!M.Refused.empty())
      Note(shortName(M.File, S), M.Refused);
    else if (&M != &Driver && M.Outline.Kind != ProjectKind::Library)
      Note(shortName(M.File, S), "no part of the driver: " + M.Outline.Type);
  }
  for (const std::string &Other : S.Others)
    Note(Other, "no C++ project");
}

Expected<DriverProject> wsk::readDriverOf(StringRef SolutionFile,
                                          const ProjectChoice &Choice) {
  Expected<Solution> S = readSolution(SolutionFile);
  if (!S)
    return S.takeError();
  ProjectChoice Inside = Choice;
  Inside.SolutionFolder = sys::path::parent_path(SolutionFile).str();
  std::vector<Member> Members = outlines(*S, Inside);
  std::vector<const Member *> Drivers = candidates(*S, Members);
  if (Drivers.empty())
    return noDriver(*S, Members);
  if (Drivers.size() > 1)
    return severalDrivers(*S, Drivers);
  std::vector<std::string> Files = withLibraries(*S, Members, Drivers[0]->File);
  Expected<DriverProject> Driver = readProjects(Files, Inside);
  if (!Driver)
    return Driver;
  noteOthers(*S, Members, *Drivers[0], *Driver);
  for (const std::string &Library : ArrayRef(Files).drop_front())
    Driver->Facts.insert(Driver->Facts.begin(),
                         "library " + shortName(Library, *S) +
                             ": the solution builds it for the driver");
  Driver->Facts.insert(Driver->Facts.begin(),
                       "solution " + sys::path::filename(SolutionFile).str() +
                           ": its driver is the project " +
                           shortName(Drivers[0]->File, *S));
  return Driver;
}
