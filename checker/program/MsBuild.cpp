//===- MsBuild.cpp - Properties, imports, item definitions ----------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/MsBuild.h"
#include "program/MsBuildItems.h"
#include "program/MsBuildXml.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

using namespace llvm;
using namespace wsk;
using namespace wsk::msbuild;

/// Imports of imports; more are a circle that changes its spelling.
static constexpr unsigned MaxImportDepth = 32;

/// Stands for the folder of Visual Studio's own project files.
static constexpr StringLiteral ToolsFolder = "VCTargets:";

std::vector<const Item *> Project::items(StringRef Type) const {
  std::vector<const Item *> Found;
  for (const Item &I : Items)
    if (StringRef(I.Type).equals_insensitive(Type))
      Found.push_back(&I);
  return Found;
}

namespace {
class Evaluator {
public:
  Evaluator(StringRef File, const Values &Globals)
      : Disk(sys::path::parent_path(File)), Globals(Globals) {
    To.File = File.str();
  }

  Expected<Project> run();

private:
  // Pass 1: properties and imports, in the order of the text.
  void predefine();
  Error readFile(const std::string &File, unsigned Depth);
  void walk(const Element &Parent, const Values &ThisFile, unsigned Depth);
  void visit(const Element &E, const Values &ThisFile, unsigned Depth);
  void properties(const Element &Group, const Values &ThisFile);
  void choose(const Element &E, const Values &ThisFile, unsigned Depth);
  void import(const Element &E, const Values &ThisFile, unsigned Depth);
  bool importOfTools(StringRef Name, unsigned Depth);
  void importList(StringRef Property, unsigned Depth);
  void importAbove(StringRef Name, unsigned Depth);
  Scope scope(const Values &ThisFile) {
    return {To.Properties, Disk, ThisFile, nullptr, To.NotUnderstood};
  }

  Files Disk;
  const Values &Globals;
  Project To;
  std::set<std::string> Read;
  /// Element trees and per-file properties live as long as the evaluation.
  std::vector<std::unique_ptr<Element>> Trees;
  std::vector<std::unique_ptr<Values>> FileValues;
  /// For passes 2 and 3.
  std::vector<Group> Definitions, ItemGroups;
};
} // namespace

static std::string folderOf(StringRef File) {
  return (sys::path::parent_path(File) + "/").str();
}

/// The properties MSBuild and Visual Studio define before anything is read.
void Evaluator::predefine() {
  StringRef File = To.File;
  std::string Folder = folderOf(File);
  StringRef Name = sys::path::stem(File);
  std::string Solution = Disk.folderAbove(Folder, (Name + ".sln").str());
  auto Set = [&](StringRef Key, const Twine &Value) {
    To.Properties.set(Key, Value.str());
  };
  Set("MSBuildProjectDirectory", sys::path::parent_path(File));
  Set("MSBuildProjectFullPath", File);
  Set("MSBuildProjectFile", sys::path::filename(File));
  Set("MSBuildProjectName", Name);
  Set("MSBuildProjectExtension", sys::path::extension(File));
  Set("ProjectDir", Folder);
  Set("ProjectPath", File);
  Set("ProjectFileName", sys::path::filename(File));
  Set("ProjectName", Name);
  // Without a solution nobody knows; most name the folder above the project.
  Set("SolutionDir", Solution.empty() ? folderOf(sys::path::parent_path(File))
                                      : Solution + "/");
  Set("VCTargetsPath", ToolsFolder);
  Set("OS", "Windows_NT");
  Set("MSBuildToolsVersion", "Current");
  Set("VisualStudioVersion", "17.0");
  // What the caller says comes last.
  for (StringRef Key : {"Configuration", "Platform", "SolutionDir"})
    if (Globals.has(Key))
      Set(Key, Globals.get(Key));
  Set("ConfigurationName", Globals.get("Configuration"));
  Set("PlatformName", Globals.get("Platform"));
  Set("PlatformShortName", Globals.get("Platform"));
  Set("IntDir",
      Globals.get("Platform") + "/" + Globals.get("Configuration") + "/");
  Set("OutDir", Folder + Globals.get("Platform") + "/" +
                    Globals.get("Configuration") + "/");
}

Error Evaluator::readFile(const std::string &File, unsigned Depth) {
  if (Depth > MaxImportDepth || !Read.insert(File).second)
    return Error::success(); // MSBuild, too, reads a file only once
  Expected<Element> Root = readXml(File, "Project");
  if (!Root)
    return Root.takeError();
  const Values *ThisFile =
      FileValues.emplace_back(std::make_unique<Values>()).get();
  FileValues.back()->set("MSBuildThisFile", sys::path::filename(File));
  FileValues.back()->set("MSBuildThisFileName", sys::path::stem(File));
  FileValues.back()->set("MSBuildThisFileExtension",
                         sys::path::extension(File));
  FileValues.back()->set("MSBuildThisFileFullPath", File);
  FileValues.back()->set("MSBuildThisFileDirectory", folderOf(File));
  const Element &Kept =
      *Trees.emplace_back(std::make_unique<Element>(std::move(*Root)));
  walk(Kept, *ThisFile, Depth);
  return Error::success();
}

void Evaluator::walk(const Element &Parent, const Values &ThisFile,
                     unsigned Depth) {
  for (const Element &Child : Parent.Children)
    visit(Child, ThisFile, Depth);
}

void Evaluator::visit(const Element &E, const Values &ThisFile,
                      unsigned Depth) {
  // The final values of properties decide about items: pass 2 and 3.
  if (E.is("ItemDefinitionGroup"))
    return Definitions.push_back({&E, &ThisFile});
  if (E.is("ItemGroup"))
    return ItemGroups.push_back({&E, &ThisFile});
  if (E.is("Choose"))
    return choose(E, ThisFile, Depth);
  if (!holds(E.attribute("Condition"), scope(ThisFile)))
    return;
  if (E.is("PropertyGroup"))
    properties(E, ThisFile);
  else if (E.is("ImportGroup"))
    walk(E, ThisFile, Depth);
  else if (E.is("Import"))
    import(E, ThisFile, Depth);
  // Targets say what to do, not how to compile.
}

void Evaluator::properties(const Element &Group, const Values &ThisFile) {
  for (const Element &E : Group.Children) {
    if (Globals.has(E.Name) ||
        !holds(E.attribute("Condition"), scope(ThisFile)))
      continue;
    To.Properties.set(E.Name,
                      StringRef(expand(E.Text, scope(ThisFile))).trim());
  }
}

void Evaluator::choose(const Element &E, const Values &ThisFile,
                       unsigned Depth) {
  for (const Element &Case : E.Children)
    if (Case.is("Otherwise") ||
        (Case.is("When") &&
         holds(Case.attribute("Condition"), scope(ThisFile))))
      return walk(Case, ThisFile, Depth);
}

void Evaluator::import(const Element &E, const Values &ThisFile,
                       unsigned Depth) {
  std::string Name = expand(E.attribute("Project"), scope(ThisFile));
  if (StringRef Sdk = E.attribute("Sdk"); !Sdk.empty()) {
    // A package that is restored at build time. It brings in Visual Studio's
    // own files, and with them what lies above the project.
    importAbove("Directory.Build.props", Depth);
    To.AbsentImports.insert((Sdk + "/" + Name).str());
    return;
  }
  if (importOfTools(Name, Depth))
    return;
  bool Pattern = StringRef(Name).find_first_of("*?") != StringRef::npos;
  std::vector<std::string> Names =
      Pattern ? Disk.glob(Name) : std::vector<std::string>{Name};
  for (const std::string &One : Names) {
    // Relative to the importing file, not to the project.
    Files Here(ThisFile.get("MSBuildThisFileDirectory"));
    std::string File = Here.absolute(One);
    if (Error Why = Here.exists(One) ? readFile(File, Depth + 1)
                                     : createStringError("it is absent")) {
      std::string Reason = toString(std::move(Why));
      To.AbsentImports.insert(
          One + (Reason == "it is absent" ? "" : " (" + Reason + ")"));
    }
  }
}

/// Visual Studio's own files give way to what users hook into them.
bool Evaluator::importOfTools(StringRef Name, unsigned Depth) {
  if (!Name.consume_front(ToolsFolder))
    return false;
  Name = Name.ltrim("/\\");
  if (Name.equals_insensitive("Microsoft.Cpp.Default.props")) {
    importAbove("Directory.Build.props", Depth);
  } else if (Name.equals_insensitive("Microsoft.Cpp.props")) {
    importList("ForceImportBeforeCppProps", Depth);
    importList("ForceImportAfterCppProps", Depth);
  } else if (Name.equals_insensitive("Microsoft.Cpp.targets")) {
    importList("ForceImportBeforeCppTargets", Depth);
    importList("ForceImportAfterCppTargets", Depth);
    importAbove("Directory.Build.targets", Depth);
  }
  return true;
}

void Evaluator::importList(StringRef Property, unsigned Depth) {
  for (const std::string &File : splitList(To.Properties.get(Property))) {
    if (!Disk.exists(File))
      To.AbsentImports.insert(File);
    else if (Error E = readFile(Disk.absolute(File), Depth + 1))
      To.AbsentImports.insert(File + " (" + toString(std::move(E)) + ")");
  }
}

void Evaluator::importAbove(StringRef Name, unsigned Depth) {
  std::string Folder = Disk.folderAbove(sys::path::parent_path(To.File), Name);
  if (Folder.empty())
    return;
  std::string File = Disk.absolute(Folder + "/" + Name.str());
  if (Error E = readFile(File, Depth + 1))
    To.AbsentImports.insert(File + " (" + toString(std::move(E)) + ")");
}

Expected<Project> Evaluator::run() {
  predefine();
  if (Error E = readFile(To.File, 0))
    return createStringError("cannot read the project '" + To.File +
                             "': " + toString(std::move(E)));
  evaluateItems(Definitions, ItemGroups, Disk, To);
  return std::move(To);
}

Expected<Project> msbuild::evaluate(StringRef File, const Values &Globals) {
  return Evaluator(File, Globals).run();
}
