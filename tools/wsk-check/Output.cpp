//===- Output.cpp - Where reports go --------------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "Output.h"
#include "Pages.h"
#include "report/Writers.h"
#include "llvm/Support/FileSystem.h"
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
  if (sys::fs::exists(File) && !sys::fs::is_regular_file(File))
    return writeInPlace(File, Print);
  return replaceFile(File, Print);
}

static SarifOptions sarifOptions() {
  SarifOptions S;
  S.Version = WSK_VERSION;
  S.InformationUri = WSK_HOMEPAGE;
  SmallString<256> Root;
  if (!sys::fs::current_path(Root))
    S.Root = Root.str().str();
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

Error wsk::writeOutputs(const Report &R, const Options &O) {
  if (!O.Quiet && !O.reportOnStdout())
    writeTextToStdout(R, O);
  Error Sarif = writeReport(
      O.Sarif, [&](raw_ostream &OS) { writeSarif(R, OS, sarifOptions()); });
  Error Json = writeReport(O.Json, [&](raw_ostream &OS) { writeJson(R, OS); });
  return joinErrors(std::move(Sarif), std::move(Json));
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
