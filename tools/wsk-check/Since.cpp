//===- Since.cpp - Only what a change added -------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "Since.h"
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

/// What a finding is about, in words that survive edits and renamed files.
static auto identityOf(const Finding &F) {
  return std::make_tuple(F.Rule, F.Subject, F.Function, F.Stage);
}

/// Takes as many findings of an identity out of \p R as \p Before had.
static void dropKnown(Report &R, const Report &Before) {
  std::map<decltype(identityOf(R.Findings[0])), unsigned> Known;
  for (const Finding &F : Before.Findings)
    ++Known[identityOf(F)];
  llvm::erase_if(R.Findings, [&](const Finding &F) {
    auto Found = Known.find(identityOf(F));
    return Found != Known.end() && Found->second && Found->second--;
  });
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
                         const ProgramOptions &Now) {
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
  dropKnown(R, *Before);
  return Error::success();
}
