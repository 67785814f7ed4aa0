//===- Output.cpp - Where reports go --------------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "Output.h"
#include "Pages.h"
#include "report/Writers.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Process.h"

using namespace llvm;
using namespace wsk;

using Printer = function_ref<void(raw_ostream &)>;

static Error cannotWrite(StringRef File, const Twine &Why) {
  return userError("cannot write '" + File + "': " + Why);
}

/// Pipes and devices cannot be replaced, only written to.
static Error writeInPlace(StringRef File, Printer Print) {
  std::error_code Failed;
  raw_fd_ostream OS(File, Failed);
  if (Failed)
    return cannotWrite(File, Failed.message());
  Print(OS);
  OS.close();
  if (!OS.has_error())
    return Error::success();
  Failed = OS.error();
  OS.clear_error();
  return cannotWrite(File, Failed.message());
}

/// A reader never sees half a report: it is written aside, then renamed.
static Error replaceFile(StringRef File, Printer Print) {
  Error Failed = writeToOutput(File, [&](raw_ostream &OS) {
    Print(OS);
    return Error::success();
  });
  std::string Why;
  handleAllErrors(
      std::move(Failed), // the file's name would stand in the message twice
      [&](const FileError &E) { Why = E.messageWithoutFileInfo(); },
      [&](const ErrorInfoBase &E) { Why = E.message(); });
  return Why.empty() ? Error::success() : cannotWrite(File, Why);
}

static Error writeReport(StringRef File, Printer Print) {
  if (File.empty())
    return Error::success();
  if (File == "-") {
    Print(outs());
    return Error::success();
  }
  if (sys::fs::is_directory(File))
    return cannotWrite(File, "it is a folder");
  // A link stays one: /dev/stdout is one, and may lead to a plain file.
  if (sys::fs::is_symlink_file(File) ||
      (sys::fs::exists(File) && !sys::fs::is_regular_file(File)))
    return writeInPlace(File, Print);
  // Its folder would allow to replace it, which is not what was meant.
  if (sys::fs::exists(File) && !sys::fs::can_write(File))
    return cannotWrite(File, "it is read-only");
  return replaceFile(File, Print);
}

static std::string currentFolder() {
  SmallString<256> Folder;
  if (sys::fs::current_path(Folder)) // it is gone
    return "";
  return Folder.str().str();
}

static SarifOptions sarifOptions() {
  SarifOptions S;
  S.Version = WSK_VERSION;
  S.InformationUri = WSK_HOMEPAGE;
  S.Root = currentFolder();
  S.Lines = linesOnDisk();
  S.Page = rulePage;
  return S;
}

static void writeTextToStdout(const Report &R, const Options &O) {
  TextOptions T;
  T.Color = sys::Process::StandardOutHasColors() && !getenv("NO_COLOR");
  T.Stats = O.Stats;
  T.Lines = linesOnDisk();
  writeText(R, outs(), T);
}

/// \p RootVariable is where the host tells its runner the repository's root.
static HostedOptions hostedOptions(const char *RootVariable) {
  HostedOptions H;
  if (std::optional<std::string> Root = sys::Process::GetEnv(RootVariable))
    H.Root = *Root;
  H.Here = currentFolder();
  H.Lines = linesOnDisk();
  return H;
}

/// Steps share the summary's file: each adds its part.
static Error addToSummary(const Report &R, StringRef File) {
  std::error_code Failed;
  raw_fd_ostream OS(File, Failed, sys::fs::OF_Append);
  if (Failed)
    return cannotWrite(File, Failed.message());
  writeMarkdown(R, OS, hostedOptions("GITHUB_WORKSPACE"));
  OS.close();
  if (!OS.has_error())
    return Error::success();
  Failed = OS.error();
  OS.clear_error();
  return cannotWrite(File, Failed.message());
}

/// Annotations are lines of the step's log, whatever else stands there.
static Error writeForGithub(const Report &R, const Options &O) {
  if (!O.Github)
    return Error::success();
  raw_ostream &Log = O.reportOnStdout() ? errs() : outs();
  writeGithub(R, Log, hostedOptions("GITHUB_WORKSPACE"));
  auto Summary = sys::Process::GetEnv("GITHUB_STEP_SUMMARY");
  return Summary && !Summary->empty() ? addToSummary(R, *Summary)
                                      : Error::success();
}

Error wsk::writeOutputs(const Report &R, const Options &O) {
  if (O.Doctor)
    writeDoctor(R, O.reportOnStdout() ? errs() : outs());
  else if (!O.Quiet && !O.reportOnStdout())
    writeTextToStdout(R, O);
  Error All = writeReport(
      O.Sarif, [&](raw_ostream &OS) { writeSarif(R, OS, sarifOptions()); });
  auto Also = [&](Error E) { All = joinErrors(std::move(All), std::move(E)); };
  Also(writeReport(O.Json, [&](raw_ostream &OS) { writeJson(R, OS); }));
  Also(writeReport(O.Gitlab, [&](raw_ostream &OS) {
    writeGitlab(R, OS, hostedOptions("CI_PROJECT_DIR"));
  }));
  Also(writeReport(O.Junit, [&](raw_ostream &OS) {
    writeJunit(R, OS, {O.AllowInconclusive});
  }));
  Also(writeReport(O.Html, [&](raw_ostream &OS) {
    writeHtml(R, OS, {WSK_VERSION, linesOnDisk()});
  }));
  Also(writeReport(O.NewBaseline,
                   [&](raw_ostream &OS) { Baseline::write(R, OS); }));
  Also(writeForGithub(R, O));
  return All;
}

Expected<std::optional<Baseline>> wsk::readBaseline(const Options &O) {
  if (O.Baseline.empty())
    return std::nullopt;
  auto Text = MemoryBuffer::getFile(O.Baseline);
  if (!Text)
    return userError("cannot read the baseline '" + O.Baseline +
                     "': " + Text.getError().message() +
                     "; --write-baseline makes one");
  Expected<Baseline> Known = Baseline::parse((*Text)->getBuffer());
  if (!Known)
    return userError("cannot read the baseline '" + O.Baseline +
                     "': " + toString(Known.takeError()) +
                     "; make it again with --write-baseline");
  return std::optional<Baseline>(std::move(*Known));
}

bool wsk::finishStdout() {
  outs().flush();
  if (!outs().has_error())
    return true;
  errs() << "wsk-check: error: cannot write to standard output: "
         << outs().error().message() << '\n';
  outs().clear_error();
  return false;
}
