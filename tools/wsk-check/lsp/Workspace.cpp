//===- Workspace.cpp - Open documents and their drivers -------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "Workspace.h"
#include "../Inputs.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;
using namespace wsk;
using namespace wsk::lsp;
using std::chrono::milliseconds;

/// How long a pause in the typing makes a thought complete.
static constexpr milliseconds TypingPause(250);
static constexpr milliseconds AtOnce(0);

/// MessageType of the protocol.
enum { LogError = 1, LogInfo = 3 };

static std::string currentFolder() {
  SmallString<256> Folder;
  if (sys::fs::current_path(Folder))
    return "/";
  return Folder.str().str();
}

static std::string absolute(StringRef Path) {
  SmallString<256> Full(Path);
  (void)sys::fs::make_absolute(Full);
  return Full.str().str();
}

/// The user's options every analysis gets. Exit status 3 has no meaning here.
static std::vector<std::string> commonArgs(const Options &O) {
  std::vector<std::string> Args = {"--rules", O.Rules, "--kernel-headers",
                                   O.KernelHeaders};
  const std::pair<StringRef, StringRef> Given[] = {
      {"--api-names", O.ApiNames},          {"--wdf-headers", O.WdfHeaders},
      {"--configuration", O.Configuration}, {"--platform", O.Platform},
      {"--baseline", O.Baseline},           {"--new-from", O.NewFrom}};
  for (const auto &[Option, Value] : Given)
    if (!Value.empty())
      Args.insert(Args.end(), {Option.str(), Value.str()});
  if (O.Pedantic)
    Args.push_back("--pedantic");
  if (O.Jobs)
    Args.push_back("-j" + std::to_string(O.Jobs));
  return Args;
}

static std::optional<DriverInputs> namedDriver(const Options &O) {
  if (O.Database.empty() && O.Inputs.empty())
    return std::nullopt;
  DriverInputs In;
  if (!O.Database.empty()) {
    In.Args = {"-p", absolute(O.Database)};
    In.Name = In.Args.back();
    // Filters may be globs.
    In.Args.insert(In.Args.end(), O.Inputs.begin(), O.Inputs.end());
    return In;
  }
  for (const std::string &Input : O.Inputs)
    In.Args.push_back(absolute(Input));
  In.Name = In.Args.front();
  return In;
}

Workspace::Workspace(const std::string &Program, const Options &O,
                     MessageHandler &Handler)
    : CommonArgs(commonArgs(O)), CompilerArgs(O.CompilerArgs),
      Fixed(namedDriver(O)), Here(currentFolder()),
      Publish(Handler.outgoingNotification<PublishParams>(
          "textDocument/publishDiagnostics")),
      LogMessage(
          Handler.outgoingNotification<json::Value>("window/logMessage")),
      Register(Handler.outgoingRequest<json::Value, std::nullptr_t>(
          "client/registerCapability",
          [](json::Value, Expected<std::nullptr_t> Answer) {
            if (!Answer) // then there is nothing to hear of
              consumeError(Answer.takeError());
          })),
      Progress(Handler),
      Runs(Program,
           {[this](const Job &J) { started(J); },
            [this](const Job &J, Expected<Report> R) { done(J, std::move(R)); },
            [this](const Job &) { Progress.end("superseded"); }}) {}

void Workspace::start(const ClientParams &C) {
  std::lock_guard<std::mutex> Lock(Guard);
  Client = C;
  if (Client.Progress)
    Progress.enable();
}

void Workspace::watchFiles() {
  if (!Client.Watches)
    return;
  json::Array Watchers;
  for (StringRef Glob : {"**/*.{c,cc,cpp,cxx,h,hpp,hxx,inl}",
                         "**/compile_commands.json", "**/*.vcxproj"})
    Watchers.push_back(json::Object{{"globPattern", Glob}});
  json::Object Registration{
      {"id", "wsk-check-files"},
      {"method", "workspace/didChangeWatchedFiles"},
      {"registerOptions", json::Object{{"watchers", std::move(Watchers)}}}};
  Register(
      json::Object{{"registrations", json::Array{std::move(Registration)}}},
      "wsk-check/watch");
}

void Workspace::log(int Type, const Twine &Message) {
  LogMessage(
      json::Object{{"type", Type}, {"message", json::fixUTF8(Message.str())}});
}

//===----------------------------------------------------------------------===//
// Documents
//===----------------------------------------------------------------------===//

std::optional<DriverInputs> Workspace::inputsOf(StringRef File) const {
  return Fixed ? Fixed : driverOf(File, Client.Folders);
}

void Workspace::open(const TextDocumentItem &D) {
  std::lock_guard<std::mutex> Lock(Guard);
  std::string File = D.uri.file().str();
  Document &Doc = Documents[File];
  Doc = {D.uri, D.version, D.text, ""};
  findDriver(File, Doc);
  analyseFor(File, AtOnce);
}

/// A build may have been configured since the driver was found. The former one
/// goes if nothing else of it is open.
void Workspace::findDriver(const std::string &File, Document &Doc) {
  std::optional<DriverInputs> In = inputsOf(File);
  if (!In)
    return;
  std::string Former = std::exchange(Doc.Driver, join(In->Args, "\n"));
  bool New = Drivers.insert_or_assign(Doc.Driver, *In).second;
  if (New && In->Guessed)
    log(LogInfo, "no compile_commands.json and no .vcxproj names " + File +
                     "; the sources under " + In->Name +
                     " are taken for one driver");
  if (Former.empty() || Former == Doc.Driver || !openFilesOf(Former).empty())
    return;
  Runs.withdraw(Former);
  Drivers.erase(Former);
  show({Former, {}, {}}, {});
}

void Workspace::change(const URIForFile &Uri, int64_t Version,
                       const std::string &Text) {
  std::lock_guard<std::mutex> Lock(Guard);
  auto Found = Documents.find(Uri.file().str());
  if (Found == Documents.end())
    return; // of a document that was never opened
  Found->second.Version = Version;
  Found->second.Text = Text;
  analyseFor(Found->first, TypingPause);
}

/// Not every client tells of files that change.
void Workspace::save(const URIForFile &Uri) {
  std::lock_guard<std::mutex> Lock(Guard);
  std::string File = Uri.file().str();
  auto Found = Documents.find(File);
  if (Found != Documents.end())
    findDriver(File, Found->second);
  analyseFor(File, AtOnce);
}

void Workspace::close(const URIForFile &Uri) {
  std::lock_guard<std::mutex> Lock(Guard);
  auto Found = Documents.find(Uri.file().str());
  if (Found == Documents.end())
    return;
  std::string File = Found->first, Driver = Found->second.Driver;
  Documents.erase(Found);
  if (Driver.empty() || !openFilesOf(Driver).empty())
    return analyseFor(File, AtOnce); // from now on the disk counts
  Runs.withdraw(Driver);
  Drivers.erase(Driver);
  show({Driver, {}, {}}, {});
}

void Workspace::filesChanged() {
  std::lock_guard<std::mutex> Lock(Guard);
  for (auto &[File, Doc] : Documents)
    findDriver(File, Doc);
  for (const auto &[Driver, In] : Drivers)
    analyse(Driver, TypingPause);
}

std::vector<std::string>
Workspace::openFilesOf(const std::string &Driver) const {
  std::vector<std::string> Out;
  for (const auto &[File, Doc] : Documents)
    if (Doc.Driver == Driver)
      Out.push_back(File);
  return Out;
}

//===----------------------------------------------------------------------===//
// Analyses
//===----------------------------------------------------------------------===//

void Workspace::analyseFor(const std::string &File, milliseconds Delay) {
  auto Found = Documents.find(File);
  if (isSource(File) && Found != Documents.end())
    return analyse(Found->second.Driver, Delay);
  for (const auto &[Driver, In] : Drivers)
    analyse(Driver, Delay);
}

void Workspace::analyse(const std::string &Driver, milliseconds Delay) {
  auto Found = Drivers.find(Driver);
  if (Found == Drivers.end())
    return;
  Job J;
  J.Driver = Driver;
  J.Args = CommonArgs;
  append_range(J.Args, Found->second.Args);
  if (!CompilerArgs.empty()) {
    J.Args.push_back("--");
    append_range(J.Args, CompilerArgs);
  }
  for (const auto &[File, Doc] : Documents)
    J.Texts[File] = Doc.Text;
  Runs.request(std::move(J), Delay);
}

void Workspace::started(const Job &J) {
  std::string Name;
  {
    std::lock_guard<std::mutex> Lock(Guard);
    auto Found = Drivers.find(J.Driver);
    if (Found != Drivers.end())
      Name = sys::path::filename(Found->second.Name).str();
  }
  Progress.begin(Name);
}

void Workspace::done(const Job &J, Expected<Report> R) {
  std::string Outcome;
  {
    std::lock_guard<std::mutex> Lock(Guard);
    auto Found = Drivers.find(J.Driver);
    if (Found == Drivers.end()) { // closed in this very moment
      if (!R)
        consumeError(R.takeError());
      Outcome = "closed";
    } else if (R) {
      StringRef Hint = Found->second.Guessed
                           ? "No compile_commands.json and no .vcxproj names "
                             "this file; its flags were guessed."
                           : "";
      show(J,
           translate(*R, Here, linesOf(J.Texts), openFilesOf(J.Driver), Hint));
      size_t Count = R->Findings.size();
      Outcome = std::to_string(Count) + (Count == 1 ? " finding" : " findings");
    } else {
      Outcome = toString(R.takeError());
      log(LogError, Found->second.Name + ": " + Outcome);
      show(J, translateFailure(Outcome, openFilesOf(J.Driver)));
    }
  }
  Progress.end(Outcome);
}

/// The lines the analysis saw: an open document's, else the disk's.
LineSource Workspace::linesOf(const Buffers &Texts) const {
  LineSource Disk = linesOnDisk();
  std::map<std::string, SmallVector<StringRef, 0>> Split;
  for (const auto &[File, Text] : Texts)
    StringRef(Text).split(Split[File], '\n');
  return [Disk, Split = std::move(Split)](
             StringRef File, unsigned Line) -> std::optional<std::string> {
    auto Found = Split.find(File.str());
    if (Found == Split.end())
      return Disk(File, Line);
    if (Line == 0 || Line > Found->second.size())
      return std::nullopt;
    return Found->second[Line - 1].rtrim('\r').str();
  };
}

void Workspace::show(const Job &J, FileDiagnostics Now) {
  auto Tell = [&](const std::string &File, const std::vector<Diagnostic> &All) {
    Expected<URIForFile> Uri = URIForFile::fromFile(File);
    if (!Uri)
      return consumeError(Uri.takeError());
    PublishParams P{*Uri, std::nullopt, All};
    auto Open = Documents.find(File);
    if (Open != Documents.end()) {
      // As the client spelled it, and with a version if this is its text.
      P.Uri = Open->second.Uri;
      auto Seen = J.Texts.find(File);
      if (Seen != J.Texts.end() && Seen->second == Open->second.Text)
        P.Version = Open->second.Version;
    }
    Publish(P);
  };
  Shown.show(J.Driver, std::move(Now), Tell);
}

//===----------------------------------------------------------------------===//
// Actions
//===----------------------------------------------------------------------===//

static StringRef lineOf(StringRef Text, int Line) {
  for (; Line > 0; --Line)
    Text = Text.split('\n').second;
  return Text.split('\n').first.rtrim('\r');
}

std::vector<SuppressAction> Workspace::actions(const URIForFile &Uri,
                                               const Range &At) {
  std::lock_guard<std::mutex> Lock(Guard);
  std::vector<SuppressAction> Out;
  auto Found = Documents.find(Uri.file().str());
  if (Found == Documents.end())
    return Out;
  for (const Diagnostic &D : Shown.shown(Found->first)) {
    int Line = D.At.start.line;
    if (D.Rule.empty() || Line < At.start.line || Line > At.end.line)
      continue;
    if (auto Edit =
            suppressOnLine(lineOf(Found->second.Text, Line), Line, D.Rule))
      Out.push_back({Found->second.Uri, Edit->At, Edit->Text, D});
  }
  return Out;
}
