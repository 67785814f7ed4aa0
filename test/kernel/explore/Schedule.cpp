//===- Schedule.cpp - The answers of one run ------------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "explore/Schedule.h"
#include <cstdio>
#include <sstream>

namespace kernel {
namespace explore {

std::vector<PlacedAnswer> uncommon(const Schedule &What) {
  std::vector<PlacedAnswer> Found;
  for (size_t I = 0; I != What.size(); ++I)
    if (What[I].Index)
      Found.push_back({I + 1, What[I]});
  return Found;
}

std::string write(const Schedule &What) {
  std::ostringstream Out;
  const char *Separator = "";
  for (const PlacedAnswer &P : uncommon(What)) {
    Out << Separator << P.Place << ':' << name(P.Given.Kind) << '='
        << P.Given.Index << '/' << P.Given.Count;
    Separator = ",";
  }
  std::string Text = Out.str();
  return Text.empty() ? "0" : Text;
}

static bool readKind(const std::string &Name, ChoiceKind &Kind) {
  for (unsigned I = 0; I != ChoiceKinds; ++I)
    if (Name == name(ChoiceKind(I))) {
      Kind = ChoiceKind(I);
      return true;
    }
  return false;
}

std::string read(const std::string &Text, std::vector<PlacedAnswer> &Out) {
  Out.clear();
  if (Text == "0")
    return "";
  std::istringstream Parts(Text);
  uint64_t Last = 0;
  for (std::string Part; std::getline(Parts, Part, ',');) {
    unsigned long long Place;
    char Kind[16];
    unsigned Index, Count;
    int End = 0;
    PlacedAnswer P;
    if (sscanf(Part.c_str(), "%llu:%15[a-z]=%u/%u%n", &Place, Kind, &Index,
               &Count, &End) != 4 ||
        size_t(End) != Part.size() || !readKind(Kind, P.Given.Kind) ||
        Index >= Count || Place <= Last)
      return "'" + Part + "' is no part of a schedule";
    P.Place = Last = Place;
    P.Given.Index = Index;
    P.Given.Count = Count;
    Out.push_back(P);
  }
  return Out.empty() ? "the schedule is empty" : "";
}

size_t allocationsFailed(const std::vector<PlacedAnswer> &What) {
  size_t Count = 0;
  for (const PlacedAnswer &P : What)
    Count += P.Given.Kind == ChoiceKind::Memory;
  return Count;
}

} // namespace explore
} // namespace kernel
