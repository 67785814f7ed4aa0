//===- Vcxproj.cpp - A driver as Visual Studio's project says -------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/Vcxproj.h"
#include "program/MsBuild.h"
#include "program/VcxprojCommand.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

using namespace llvm;
using namespace wsk;
using namespace wsk::msbuild;

namespace {
/// Reads projects one after the other into one driver.
class Reader {
public:
  explicit Reader(const ProjectChoice &Choice) : Choice(Choice) {}

  Error read(StringRef File, bool Referenced);
  DriverProject take();
  Expected<Project> evaluateChosen(StringRef File, bool Referenced);

  DriverProject Driver;
  /// Projects that compile nothing, with the projects they reference.
  std::vector<std::string> Hints;

private:
  void sources(const Project &P);
  void generators(const Project &P);
  void notes(const Project &P);
  Error references(const Project &P, bool Compiles);

  const ProjectChoice &Choice;
  std::set<std::string> Read;
  std::set<std::string> Facts;
};

struct Pair {
  std::string Configuration, Platform;
};
} // namespace

bool wsk::isProjectFile(StringRef File) {
  return sys::path::extension(File).equals_insensitive(".vcxproj");
}

static std::vector<Pair> configurations(const Project &P) {
  std::vector<Pair> All;
  for (const Item *I : P.items("ProjectConfiguration")) {
    auto [Configuration, Platform] = StringRef(I->Include).split('|');
    All.push_back({Configuration.str(), Platform.str()});
  }
  return All;
}

static std::string listed(ArrayRef<Pair> All) {
  std::string Out;
  ListSeparator Comma;
  for (const Pair &One : All)
    (Out += Comma) += "'" + One.Configuration + "|" + One.Platform + "'";
  return Out;
}

/// Higher is better; -1: not what the user asked for.
static int preference(const Pair &One, const ProjectChoice &Choice) {
  auto Differs = [](StringRef Asked, StringRef Has) {
    return !Asked.empty() && !Asked.equals_insensitive(Has);
  };
  if (Differs(Choice.Configuration, One.Configuration) ||
      Differs(Choice.Platform, One.Platform))
    return -1;
  return 2 * StringRef(One.Platform).equals_insensitive("x64") +
         StringRef(One.Configuration).contains_insensitive("release");
}

static Values globals(const Pair &One, const ProjectChoice &Choice) {
  Values Out;
  if (!Choice.SolutionFolder.empty())
    Out.set("SolutionDir", Choice.SolutionFolder + "/");
  Out.set("Configuration", One.Configuration);
  Out.set("Platform", One.Platform);
  return Out;
}

Expected<Project> Reader::evaluateChosen(StringRef File, bool Referenced) {
  Pair First = {Choice.Configuration.empty() ? "Release" : Choice.Configuration,
                Choice.Platform.empty() ? "x64" : Choice.Platform};
  Expected<Project> P = evaluate(File, globals(First, Choice));
  if (!P)
    return P;
  std::vector<Pair> All = configurations(*P);
  if (All.empty())
    return P; // it takes them from a package
  const Pair *Best = nullptr;
  // What a library lacks must not stop the driver.
  static const ProjectChoice Any;
  for (const ProjectChoice *Asked : {&Choice, &Any}) {
    for (const Pair &One : All)
      if (preference(One, *Asked) >= 0 &&
          (!Best || preference(One, *Asked) > preference(*Best, *Asked)))
        Best = &One;
    if (Best || !Referenced)
      break;
  }
  if (!Best)
    return createStringError("the project '" + File +
                             "' has no configuration '" + First.Configuration +
                             "|" + First.Platform + "'; it has " + listed(All));
  Facts.insert("project " + sys::path::filename(File).str() +
               ": configuration '" + Best->Configuration + "|" +
               Best->Platform + "' of " + std::to_string(All.size()));
  if (Best->Configuration == First.Configuration &&
      Best->Platform == First.Platform)
    return P;
  return evaluate(File, globals(*Best, Choice));
}

static bool isCompiled(const Item &I) {
  std::string Extension = sys::path::extension(I.Include).lower();
  return is_contained({".c", ".cc", ".cpp", ".cxx"}, Extension) &&
         !I.Metadata.get("ExcludedFromBuild").equals_insensitive("true");
}

void Reader::sources(const Project &P) {
  Files Disk(sys::path::parent_path(P.File));
  for (const Item *I : P.items("ClCompile")) {
    if (!isCompiled(*I))
      continue;
    ProjectSource S;
    S.File = Disk.absolute(I->Include);
    S.Directory = sys::path::parent_path(P.File).str();
    S.Args = commandOfItem(P, *I, S.File, Facts);
    Driver.Sources.push_back(std::move(S));
  }
}

void Reader::generators(const Project &P) {
  Files Disk(sys::path::parent_path(P.File));
  std::set<std::string> Configs;
  for (const Item *I : P.items("ClCompile"))
    for (StringRef Key :
         {"WppAdditionalConfigurationFile", "WppScanConfigurationData"})
      for (const std::string &Name : splitList(I->Metadata.get(Key)))
        Configs.insert(Disk.absolute(Name));
  Driver.TraceConfigs.insert(Driver.TraceConfigs.end(), Configs.begin(),
                             Configs.end());
  for (StringRef Type : {"MessageCompile", "CustomBuild", "None"})
    for (const Item *I : P.items(Type))
      if (sys::path::extension(I->Include).equals_insensitive(".mc"))
        Driver.MessageFiles.push_back(Disk.absolute(I->Include));
}

void Reader::notes(const Project &P) {
  std::string Name = sys::path::filename(P.File).str();
  for (const std::string &Import : P.AbsentImports)
    Driver.Notes.push_back({"import '" + Import + "' of " + Name,
                            "not found; its settings are not applied",
                            /*Matters=*/false});
  for (const std::string &Text : P.NotUnderstood)
    Driver.Notes.push_back({Text + " in " + Name,
                            "not understood; taken as empty or false",
                            /*Matters=*/false});
  StringRef Kind = P.Properties.get("DriverType");
  Facts.insert("project " + Name + ": " +
               (Kind.empty() ? "type of driver not stated" : Kind).str() +
               ", " + std::to_string(P.items("ClCompile").size()) + " sources");
}

/// False for what is surely no part of the driver's image.
static bool isLinkedIn(const Project &P) {
  StringRef Type = P.Properties.get("ConfigurationType");
  return Type.empty() || Type.equals_insensitive("StaticLibrary");
}

Error Reader::references(const Project &P, bool Compiles) {
  Files Disk(sys::path::parent_path(P.File));
  for (const Item *I : P.items("ProjectReference")) {
    std::string File = Disk.absolute(I->Include);
    if (!isProjectFile(File))
      continue;
    if (!Compiles)
      Hints.push_back(File);
    else if (!Disk.exists(File))
      Driver.Notes.push_back({"project " + I->Include + " (referenced by " +
                                  sys::path::filename(P.File).str() + ")",
                              "not found; if it is a library of the driver, "
                              "its sources are missing",
                              /*Matters=*/true});
    else if (Error E = read(File, /*Referenced=*/true))
      return E;
  }
  return Error::success();
}

Error Reader::read(StringRef File, bool Referenced) {
  if (!Read.insert(File.str()).second)
    return Error::success();
  Expected<Project> P = evaluateChosen(File, Referenced);
  if (!P)
    return P.takeError();
  if (Referenced && !isLinkedIn(*P))
    return Error::success();
  if (Driver.Name.empty())
    Driver.Name = P->Properties.get("ProjectName").str();
  size_t Before = Driver.Sources.size();
  sources(*P);
  generators(*P);
  notes(*P);
  return references(*P, Driver.Sources.size() > Before);
}

DriverProject Reader::take() {
  auto ByFile = [](const ProjectSource &A, const ProjectSource &B) {
    return A.File < B.File;
  };
  // A file of two projects is compiled as the first one says.
  stable_sort(Driver.Sources, ByFile);
  auto Same = [](const ProjectSource &A, const ProjectSource &B) {
    return A.File == B.File;
  };
  Driver.Sources.erase(
      std::unique(Driver.Sources.begin(), Driver.Sources.end(), Same),
      Driver.Sources.end());
  Driver.Facts.assign(Facts.begin(), Facts.end());
  return std::move(Driver);
}

static Error nothingCompiled(ArrayRef<std::string> Files,
                             ArrayRef<std::string> Hints) {
  std::string Text = "the project '" + Files.front() +
                     "' compiles no C or C++ source in this configuration";
  if (Hints.empty())
    return createStringError(Text + "; name the driver's project");
  Text += "; name the driver's project, one of those it references:";
  for (const std::string &Hint : Hints)
    Text += " '" + Hint + "'";
  return createStringError(Text);
}

Expected<DriverProject> wsk::readProjects(ArrayRef<std::string> Files,
                                          const ProjectChoice &Choice) {
  Reader R(Choice);
  for (const std::string &File : Files)
    if (Error E = R.read(File, /*Referenced=*/false))
      return std::move(E);
  DriverProject Driver = R.take();
  if (Driver.Sources.empty())
    return nothingCompiled(Files, R.Hints);
  return Driver;
}

static ProjectKind kindOf(const Project &P) {
  StringRef Type = P.Properties.get("ConfigurationType");
  StringRef Tools = P.Properties.get("PlatformToolset");
  if (Tools.contains_insensitive("UserModeDriver") ||
      P.Properties.get("DriverType").equals_insensitive("UMDF"))
    return ProjectKind::Other;
  if (Type.equals_insensitive("StaticLibrary"))
    return ProjectKind::Library;
  bool Kernel = Type.empty() || Type.equals_insensitive("Driver") ||
                Tools.contains_insensitive("KernelModeDriver");
  return Kernel ? ProjectKind::Driver : ProjectKind::Other;
}

static std::string typeInWords(const Project &P) {
  StringRef Type = P.Properties.get("ConfigurationType");
  StringRef Driver = P.Properties.get("DriverType");
  std::string Words = Type.empty() ? "type not stated" : Type.str();
  return Driver.empty() ? Words : Words + " (" + Driver.str() + ")";
}

Expected<ProjectOutline> wsk::outlineOf(StringRef File,
                                        const ProjectChoice &Choice) {
  Expected<Project> P = Reader(Choice).evaluateChosen(File,
                                                      /*Referenced=*/true);
  if (!P)
    return P.takeError();
  ProjectOutline Out;
  Out.Kind = kindOf(*P);
  Out.Type = typeInWords(*P);
  Out.Compiles = llvm::any_of(P->items("ClCompile"),
                              [](const Item *I) { return isCompiled(*I); });
  Files Disk(sys::path::parent_path(File));
  for (const Item *I : P->items("ProjectReference"))
    Out.References.push_back(Disk.absolute(I->Include));
  return Out;
}

namespace {
class ProjectDatabase : public clang::tooling::CompilationDatabase {
public:
  explicit ProjectDatabase(const DriverProject &Project) {
    for (const ProjectSource &S : Project.Sources)
      Commands.try_emplace(
          S.File, clang::tooling::CompileCommand(S.Directory, S.File, S.Args,
                                                 /*Output=*/""));
  }

  std::vector<clang::tooling::CompileCommand>
  getCompileCommands(StringRef File) const override {
    auto Found = Commands.find(File.str());
    if (Found == Commands.end())
      return {};
    return {Found->second};
  }
  std::vector<std::string> getAllFiles() const override {
    std::vector<std::string> Files;
    for (const auto &[File, Command] : Commands)
      Files.push_back(File);
    return Files;
  }
  std::vector<clang::tooling::CompileCommand>
  getAllCompileCommands() const override {
    std::vector<clang::tooling::CompileCommand> All;
    for (const auto &[File, Command] : Commands)
      All.push_back(Command);
    return All;
  }

private:
  std::map<std::string, clang::tooling::CompileCommand> Commands;
};
} // namespace

std::shared_ptr<clang::tooling::CompilationDatabase>
wsk::databaseOf(const DriverProject &Project) {
  return std::make_shared<ProjectDatabase>(Project);
}
