//===- main.cpp - wsk-kernel: runs a driver in the reference kernel -------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "build/DriverBuild.h"
#include "harness/Scenario.h"
#include "image/Image.h"
#include "output/Report.h"
#include "seh/Exception.h"
#include "tool/GuideFile.h"
#include "tool/Options.h"
#include "tool/Worker.h"
#include "wsk/Transfer.h"
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>

using namespace kernel;

namespace {
constexpr int InternalError = 3;

int fail(const std::string &What) {
  fprintf(stderr, "wsk-kernel: %s\n", What.c_str());
  return InternalError;
}

/// A folder for the objects and the image, gone when the program ends.
class WorkFolder {
public:
  WorkFolder() {
    std::error_code Error;
    std::string Name =
        (std::filesystem::temp_directory_path(Error) / "wsk-kernel-XXXXXX")
            .string();
    if (mkdtemp(Name.data()))
      Path = Name;
  }
  ~WorkFolder() {
    std::error_code Error;
    if (!Path.empty())
      std::filesystem::remove_all(Path, Error);
  }
  std::string Path; ///< empty: could not be made
};

bool isImage(const std::string &Path) {
  std::ifstream In(Path, std::ios::binary);
  char Magic[2] = {};
  return In.read(Magic, 2) && Magic[0] == 'M' && Magic[1] == 'Z';
}

/// What is wrong with a file that is no image; empty: it can be compiled.
std::string checkSource(const std::string &Path) {
  static const std::set<std::string> Known = {".c", ".cc", ".cpp", ".cxx"};
  std::error_code Error;
  if (std::filesystem::is_directory(Path, Error))
    return Path + ": is a folder; name the sources of the driver";
  if (std::filesystem::exists(Path, Error) &&
      !Known.count(std::filesystem::path(Path).extension().string()))
    return Path + ": is neither C or C++ (.c, .cc, .cpp, .cxx) nor a Windows "
                  "image";
  return "";
}

std::string prepareImage(const tool::Options &What, const std::string &Folder,
                         std::string &Image) {
  if (What.Sources.size() == 1 && isImage(What.Sources[0])) {
    Image = What.Sources[0];
    return "";
  }
  for (const std::string &Source : What.Sources) {
    std::string Wrong = checkSource(Source);
    if (!Wrong.empty())
      return Wrong;
  }
  if (Folder.empty())
    return "no temporary folder can be made";
  build::Request Driver;
  Driver.Sources = What.Sources;
  Driver.CompilerArgs = What.CompilerArgs;
  Driver.Folder = Folder;
  Driver.Instrument = What.Instrument;
  return build::buildDriver(Driver, Image);
}

void runPlain(const tool::Options &What, output::Report &Report,
              output::Symbols &Names) {
  PrintDebugText = true;
  // Whole stacks and steps are too dear for a run that serves many clients.
  Detailed = What.Trace || !What.Serves;
  net::useHostNetwork(What.Host);
  Outcome Result = runOnce();
  Report.Findings = output::findingsOfRun(Names);
  if (Report.ShowSteps)
    Report.Steps = output::stepsOfRun(Names);
  if (Result.End == RunEnd::Inconclusive)
    Report.Inconclusive[inconclusiveReason().c_str()] = 1;
}

std::string runReplay(const tool::Options &What, output::Report &Report,
                      output::Symbols &Names) {
  std::vector<explore::PlacedAnswer> Answers;
  std::string Wrong = explore::read(What.Schedule, Answers);
  if (!Wrong.empty())
    return Wrong;
  Detailed = true;
  uint64_t Strayed;
  Outcome Result = explore::replay(Answers, Strayed);
  Report.Findings = output::findingsOfRun(Names);
  Report.Steps = output::stepsOfRun(Names);
  if (Result.End == RunEnd::Inconclusive)
    Report.Inconclusive[inconclusiveReason().c_str()] = 1;
  if (Strayed)
    Report.Inconclusive["the driver does not follow the schedule: choice " +
                        std::to_string(Strayed) + " is another one"] = 1;
  return "";
}

/// The finding as a detailed replay of its shortened schedule tells it. False
/// when the replay does not: the run depended on something that is not chosen.
bool explain(const explore::Finding &Found, output::Symbols &Names,
             output::ReportFinding &Told) {
  explore::Schedule Way = explore::shorten(Found.Way, Found.Rule, Found.Site);
  uint64_t Strayed;
  Detailed = true;
  explore::replay(explore::uncommon(Way), Strayed);
  Detailed = false;
  std::vector<output::ReportFinding> Again = output::findingsOfRun(Names);
  auto Same = std::find_if(Again.begin(), Again.end(), [&](const auto &F) {
    return F.Rule == Found.Rule && F.Site == Found.Site;
  });
  if (Same == Again.end())
    return false;
  Told = std::move(*Same);
  Told.Steps = output::stepsOfRun(Names);
  Told.Schedule = explore::write(Way);
  Told.FirstSeen = Found.FirstSeen;
  Told.Times = Found.Times;
  return true;
}

void runExplore(const tool::Options &What,
                const std::vector<explore::Guide> &Guides,
                output::Report &Report, output::Symbols &Names) {
  explore::Settings Settings = What.Explore;
  Settings.Guides = Guides;
  Report.Seed = What.Explore.Seed;
  Report.Campaign = explore::runCampaign(Settings, tool::noteSchedule);
  Report.Inconclusive = Report.Campaign.Inconclusive;
  // One line of the driver can be several calls, where it was inlined.
  std::set<std::string> Told;
  for (const explore::Finding &Found : Report.Campaign.Findings) {
    output::ReportFinding Next;
    if (!explain(Found, Names, Next))
      ++Report.Inconclusive["schedule " + std::to_string(Found.FirstSeen) +
                            " breaks " + Found.Rule +
                            ", and does not when it is run again"];
    else if (Told.insert(output::keyOf(Next)).second)
      Report.Findings.push_back(std::move(Next));
  }
}

/// Where --json goes; opened before the driver runs, as nothing can be later.
class JsonFile {
public:
  explicit JsonFile(const std::string &Path) : Path(Path) {
    if (!Path.empty())
      Out = Path == "-" ? stdout : fopen(Path.c_str(), "w");
  }
  ~JsonFile() {
    if (Out && Out != stdout)
      fclose(Out);
  }
  JsonFile(const JsonFile &) = delete;
  JsonFile &operator=(const JsonFile &) = delete;
  bool opened() const { return Path.empty() || Out; }

  std::string write(const output::Report &Report) {
    if (!Out)
      return "";
    bool Written =
        fputs(output::asJson(Report).c_str(), Out) >= 0 && fflush(Out) == 0;
    return Written ? "" : complaint();
  }
  std::string complaint() const { return Path + ": cannot be written"; }

private:
  std::string Path;
  FILE *Out = nullptr;
};

/// Loads the image and the scenario. \returns what is wrong with them.
std::string prepareRuns(const tool::Options &What, const std::string &Image) {
  std::string Wrong = image::load(Image);
  Scenario Calls;
  if (Wrong.empty() && !What.Scenario.empty())
    Wrong = readScenario(What.Scenario, Calls);
  if (!Wrong.empty())
    return Wrong;
  if (What.Scenario.empty() && What.Mode != "run")
    setAnyScenario();
  else
    setScenario(std::move(Calls));
  return "";
}

/// Loads the image, runs it, and reports; in the worker.
int runImage(const tool::Options &What, const std::string &Image,
             const std::string &Death) {
  std::string Wrong = prepareRuns(What, Image);
  if (!Wrong.empty())
    return fail(Wrong);
  JsonFile Json(What.JsonFile);
  if (!Json.opened())
    return fail(Json.complaint());
  std::vector<explore::Guide> Guides;
  if (!What.Guide.empty())
    Wrong = tool::readGuides(What.Guide, Image, Guides);
  if (!Wrong.empty())
    return fail(Wrong);
  output::Symbols Names(Image);
  wsk::DisconnectsMayStall = What.StallDisconnects;
  if (const char *Unconfined = tool::confine(What.Mode == "run"))
    fprintf(stderr, "wsk-kernel: warning: %s\n", Unconfined);
  seh::catchFaults();
  output::Report Report;
  Report.Mode = What.Mode;
  Report.Driver = What.Sources;
  Report.Unmodelled = image::unmodelledImports();
  Report.ShowSteps = What.Trace || What.Mode == "replay";
  if (What.Mode == "run")
    runPlain(What, Report, Names);
  else if (What.Mode == "replay")
    Wrong = runReplay(What, Report, Names);
  else
    runExplore(What, Guides, Report, Names);
  if (!Wrong.empty())
    return fail(Wrong);
  if (!Death.empty())
    Report.Inconclusive[Death] = 1;
  if (What.JsonFile != "-")
    fputs(output::asText(Report).c_str(), stdout);
  Wrong = Json.write(Report);
  return Wrong.empty() ? output::exitStatus(Report) : fail(Wrong);
}

std::string describeDeath(const tool::WorkerEnd &End) {
  std::string How =
      End.Status == SIGXCPU
          ? "a routine of the kernel, called by the driver, does not end"
          : "the driver took its process down (signal " +
                std::to_string(End.Status) + ")";
  return How +
         (End.Schedule ? " in schedule " + std::to_string(End.Schedule) : "");
}

/// What was found before the process died is worth a report: the same campaign
/// again, up to there.
int reportUpToDeath(const tool::Options &What, const std::string &Image,
                    const tool::WorkerEnd &End) {
  if (What.Mode != "explore" || End.Schedule < 2) {
    printf("inconclusive: %s\n", describeDeath(End).c_str());
    return 2;
  }
  tool::Options Again = What;
  Again.Explore.StopBefore = End.Schedule;
  tool::WorkerEnd Second = tool::runWorker(
      [&] { return runImage(Again, Image, describeDeath(End)); });
  if (!Second.Died)
    return Second.Status;
  printf("inconclusive: %s\n", describeDeath(Second).c_str());
  return 2;
}

int runDriver(const tool::Options &What) {
  WorkFolder Folder;
  std::string Image;
  std::string Wrong = prepareImage(What, Folder.Path, Image);
  if (!Wrong.empty())
    return fail(Wrong);
  tool::WorkerEnd End =
      tool::runWorker([&] { return runImage(What, Image, ""); });
  return End.Died ? reportUpToDeath(What, Image, End) : End.Status;
}
} // namespace

int main(int Argc, char **Argv) {
  tool::Options What;
  std::string Wrong = tool::parse(Argc, Argv, What);
  if (!Wrong.empty())
    return fail(Wrong + "; see wsk-kernel --help");
  if (What.Help) {
    fputs(tool::Usage, stdout);
    return 0;
  }
  if (What.Version) {
    puts("wsk-kernel " WSK_KERNEL_VERSION);
    return 0;
  }
  return runDriver(What);
}
