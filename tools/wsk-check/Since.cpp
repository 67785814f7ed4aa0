//===- Since.cpp - Only what a change added -------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "Since.h"
#include "report/Baseline.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"

using namespace llvm;
using namespace wsk;

/// The folders the user named: a source deleted there was part of the driver.
static std::vector<std::string> namedFolders(const Options &O) {
  std::vector<std::string> Out;
  if (!O.Database.empty())
    return Out; // it tells the files of today only
  for (const std::string &Input : O.Inputs) {
    SmallString<256> Folder;
    if (sys::fs::is_directory(Input) && !sys::fs::real_path(Input, Folder))
      Out.push_back(Folder.str().str());
  }
  return Out;
}

Expected<std::optional<FormerDriver>>
wsk::formerDriverOf(const ProgramOptions &Now, const Options &O) {
  if (O.NewFrom.empty())
    return std::nullopt;
  Expected<FormerDriver> Then =
      formerDriver(O.NewFrom, Now.Sources, namedFolders(O));
  if (!Then)
    return Then.takeError();
  return std::move(*Then);
}

Error wsk::silenceFormer(Report &R, FormerDriver Then,
                         const ProgramOptions &Now, StringRef Revision) {
  if (R.Findings.empty() || Then.Sources.empty())
    return Error::success();
  ProgramOptions Former = Now;
  Former.Progress = nullptr;
  Former.Sources = std::move(Then.Sources);
  Former.Texts = std::make_shared<const Buffers>(std::move(Then.Texts));
  Expected<Report> Before = analyseProgram(Former);
  if (!Before) {
    errs() << "wsk-check: warning: the driver cannot be analysed as it was, so "
              "every finding counts as new: "
           << toString(Before.takeError()) << '\n';
    return Error::success();
  }
  Baseline(*Before).applyRevision(R, Revision);
  return Error::success();
}
