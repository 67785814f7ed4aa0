//===- FixIts.cpp - Sources that cl takes and clang does not --------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "build/FixIts.h"
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>

namespace kernel {
namespace build {

namespace {
struct Place {
  unsigned Line, Column; // counted from 1, in bytes
  bool operator<(const Place &O) const {
    return Line != O.Line ? Line < O.Line : Column < O.Column;
  }
};

size_t offsetOf(const std::string &Text, Place At) {
  size_t Offset = 0;
  for (unsigned I = 1; I < At.Line; ++I) {
    Offset = Text.find('\n', Offset);
    if (Offset == std::string::npos)
      return Offset;
    ++Offset;
  }
  return Offset + At.Column - 1;
}

bool isName(char C) {
  return isalnum(static_cast<unsigned char>(C)) || C == '_' || C == ':';
}

/// `sizeof TYPE` becomes `sizeof (TYPE)`; the error points at the keyword or
/// right behind it.
bool parenthesise(std::string &Text, Place At) {
  const std::string Keyword = "sizeof";
  size_t Offset = offsetOf(Text, At);
  if (Offset >= Text.size())
    return false;
  size_t Start = Text.rfind(Keyword, Offset);
  if (Start == std::string::npos || Offset - Start > Keyword.size() + 1)
    return false;
  size_t Begin = Text.find_first_not_of(" \t", Start + Keyword.size());
  size_t End = Begin;
  while (End < Text.size() && isName(Text[End]))
    ++End;
  if (End == Begin)
    return false;
  Text.insert(End, ")");
  Text.insert(Begin, "(");
  return true;
}

std::string readFile(const std::string &Path) {
  std::ifstream In(Path, std::ios::binary);
  return std::string((std::istreambuf_iterator<char>(In)), {});
}

/// YAML's double-quoted form.
std::string quoted(const std::string &Text) {
  std::string Out = "\"";
  for (char C : Text) {
    if (C == '"' || C == '\\')
      Out += '\\';
    Out += C;
  }
  return Out + "\"";
}
} // namespace

bool applyFixIts(const std::string &Output, EditedFiles &Files) {
  static const std::regex Error("^(.*):(\\d+):(\\d+): error: expected "
                                "parentheses around type name in sizeof.*");
  std::map<std::string, std::set<Place>> Places;
  std::istringstream Lines(Output);
  for (std::string Line; std::getline(Lines, Line);) {
    std::smatch M;
    if (std::regex_match(Line, M, Error))
      Places[M[1]].insert({unsigned(stoul(M[2])), unsigned(stoul(M[3]))});
  }
  bool Changed = false;
  for (auto &Entry : Places) {
    std::string Path = std::filesystem::absolute(Entry.first).string();
    auto File = Files.find(Path);
    if (File == Files.end())
      File = Files.emplace(Path, readFile(Path)).first;
    // From the end to the beginning, so that places stay right.
    for (auto At = Entry.second.rbegin(); At != Entry.second.rend(); ++At)
      Changed |= parenthesise(File->second, *At);
  }
  return Changed;
}

std::string writeOverlay(const EditedFiles &Files, const std::string &Folder,
                         std::string &Overlay) {
  Overlay = Folder + "/overlay.yaml";
  std::ofstream Out(Overlay);
  Out << "{\"version\": 0, \"use-external-names\": false, \"roots\": [";
  const char *Separator = "";
  unsigned Number = 0;
  for (const auto &Entry : Files) {
    std::string Copy = Folder + "/edited-" + std::to_string(Number++);
    std::ofstream(Copy, std::ios::binary) << Entry.second;
    Out << Separator << "{\"name\": " << quoted(Entry.first)
        << ", \"type\": \"file\", \"external-contents\": " << quoted(Copy)
        << "}";
    Separator = ", ";
  }
  Out << "]}";
  return Out ? "" : Overlay + ": cannot be written";
}

} // namespace build
} // namespace kernel
