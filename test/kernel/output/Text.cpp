//===- Text.cpp - The report as text --------------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "output/Report.h"
#include <cinttypes>
#include <cstdio>

namespace kernel {
namespace output {

namespace {
std::string placeOf(const Frames &Where) {
  for (const Frame &F : Where)
    if (!F.File.empty())
      return F.File + ":" + std::to_string(F.Line) + ":" +
             std::to_string(F.Column);
  return "";
}

std::string frameLine(const Frame &F) {
  std::string Line = "      in " + (F.Function.empty() ? "?" : F.Function);
  if (!F.File.empty())
    Line += " at " + F.File + ":" + std::to_string(F.Line);
  return Line + "\n";
}

std::string stepLine(const ReportStep &S) {
  char Head[96];
  snprintf(Head, sizeof(Head), "    %6" PRIu64 "  %-14s irql %u  ", S.Step,
           S.Fiber.c_str(), S.Irql);
  std::string Line = Head + S.Text;
  while (!Line.empty() && Line.back() == '\n')
    Line.pop_back();
  std::string Place = placeOf(S.Where);
  return Line + (Place.empty() ? "" : "  [" + Place + "]") + "\n";
}

std::string findingText(const ReportFinding &F, bool ShowSteps) {
  std::string Place = output::placeOf(F);
  std::string Text =
      (Place.empty() ? "" : Place + ": ") + F.Rule + ": " + F.Message + "\n";
  for (const Frame &Line : F.Where)
    Text += frameLine(Line);
  for (const ReportNote &N : F.Notes) {
    std::string At = placeOf(N.Where);
    Text += "    " + (At.empty() ? "" : At + ": ") + "note: " + N.Text + "\n";
    for (const Frame &Line : N.Where)
      Text += frameLine(Line);
  }
  if (F.FirstSeen)
    Text += "    first in schedule " + std::to_string(F.FirstSeen) + ", " +
            std::to_string(F.Times) + " schedules in all\n";
  if (!F.Schedule.empty())
    Text += "    replay with: " + F.Schedule + "\n";
  if (ShowSteps)
    for (const ReportStep &S : F.Steps)
      Text += stepLine(S);
  return Text;
}

std::string campaignText(const Report &What) {
  const explore::Summary &C = What.Campaign;
  char Line[256];
  snprintf(Line, sizeof(Line),
           "%" PRIu64 " schedules in %.2f s of processor time (seed %" PRIu64
           "); %s%s\n",
           C.Schedules, C.Seconds, What.Seed,
           C.Exhausted.empty() ? "no budget exhausted" : "exhausted: ",
           C.Exhausted.c_str());
  std::string Text = Line;
  uint64_t Whole = C.Schedules - C.SeenBefore;
  if (C.SeenBefore)
    Text += std::to_string(C.SeenBefore) +
            " of them ended in a state that was seen before\n";
  Text += "reached:\n";
  for (const auto &Entry : C.Reached) {
    double Share = Whole ? 100.0 * Entry.second.Schedules / Whole : 0;
    snprintf(Line, sizeof(Line), "  %-36s %12" PRIu64 "  in %5.1f %%\n",
             Entry.first.c_str(), Entry.second.Times, Share);
    Text += Line;
  }
  return Text;
}
} // namespace

std::string placeOf(const ReportFinding &F) {
  std::string Place = placeOf(F.Where);
  return Place.empty() && !F.Notes.empty() ? placeOf(F.Notes.front().Where)
                                           : Place;
}

std::string keyOf(const ReportFinding &F) {
  return F.Rule + " " + placeOf(F) + " " + placeOf(F.EntryLeft);
}

std::string asText(const Report &What) {
  std::string Text;
  for (const ReportFinding &F : What.Findings)
    Text += findingText(F, What.ShowSteps);
  if (What.ShowSteps)
    for (const ReportStep &S : What.Steps)
      Text += stepLine(S);
  for (const std::string &Name : What.Unmodelled)
    Text += "not modelled: " + Name + "\n";
  for (const auto &Entry : What.Inconclusive)
    Text += "inconclusive: " + Entry.first +
            (What.Mode == "explore"
                 ? " (" + std::to_string(Entry.second) + " schedules)\n"
                 : "\n");
  if (What.Mode == "explore")
    Text += campaignText(What);
  if (What.Findings.empty())
    Text += What.Inconclusive.empty() ? "no violation\n" : "";
  return Text;
}

} // namespace output
} // namespace kernel
