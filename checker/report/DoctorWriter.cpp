//===- DoctorWriter.cpp - What a run found and what it guessed ------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "report/SourceText.h"
#include "report/Writers.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;
using namespace wsk;

static void section(StringRef Title, const std::vector<std::string> &Lines,
                    raw_ostream &OS) {
  if (Lines.empty())
    return;
  OS << Title << '\n';
  for (const std::string &Line : Lines)
    OS << "  " << printable(Line) << '\n';
}

static std::vector<std::string> lost(const Report &R, bool Matters) {
  std::vector<std::string> Lines;
  for (const NotAnalysed &N : R.Skipped)
    if (N.Matters == Matters)
      Lines.push_back(N.What + ": " + N.Cause);
  return Lines;
}

/// What the user can do about what was lost.
static std::vector<std::string> advice(const Report &R) {
  auto Lost = [&](StringRef What, StringRef Cause) {
    return any_of(R.Skipped, [&](const NotAnalysed &N) {
      return StringRef(N.What).starts_with(What) &&
             StringRef(N.Cause).contains(Cause);
    });
  };
  std::vector<std::string> Lines;
  if (Lost("import", "not found") || Lost("file", "cannot be read") ||
      Lost("project", "not found"))
    Lines.push_back("fetch what is absent: submodules (git submodule update "
                    "--init), packages (nuget restore), generated sources");
  if (Lost("header", "not found"))
    Lines.push_back("name the folders of absent headers: -- -Idir");
  if (Lost("function", "undeclared") || Lost("function", "unknown type") ||
      Lost("declarations", "unknown type"))
    Lines.push_back("for kernel names the bundled headers lack: "
                    "--kernel-headers mingw, or the folder of a WDK");
  if (R.Facts.count("routines") == 0)
    Lines.push_back("no path left DriverEntry into another routine: name all "
                    "source files of the driver, or see 'Lost' below");
  return Lines;
}

void wsk::writeDoctor(const Report &R, raw_ostream &OS) {
  OS << "Driver " << printable(R.Driver) << '\n';
  static constexpr std::pair<StringLiteral, StringLiteral> Sections[] = {
      {"project", "Project"},
      {"headers", "Headers"},
      {"sources", "Sources"},
      {"stubs", "Generated headers, replaced"},
      {"guesses", "Names without a declaration, guessed"},
      {"roots", "Roots"},
      {"routines", "Routines of the driver's life that were entered"}};
  for (const auto &[Key, Title] : Sections)
    if (auto Found = R.Facts.find(Key.str()); Found != R.Facts.end())
      section(Title, Found->second, OS);
  section("Lost, and it may matter", lost(R, true), OS);
  section("Lost, without effect on a verdict", lost(R, false), OS);
  std::vector<std::string> Doubts;
  for (const RuleVerdict &V : R.Verdicts)
    for (const std::string &Reason : V.Reasons)
      if (!is_contained(Doubts, Reason))
        Doubts.push_back(Reason);
  section("Why rules are inconclusive", Doubts, OS);
  section("Advice", advice(R), OS);
}
