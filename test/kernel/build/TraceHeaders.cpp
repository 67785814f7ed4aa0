//===- TraceHeaders.cpp - Headers that a tracing tool would generate ------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "build/TraceHeaders.h"
#include <fstream>
#include <regex>

namespace kernel {
namespace build {

namespace {
const char Head[] = "#ifndef WPP_IGNORED\n"
                    "#define WPP_IGNORED\n"
                    "#define WPP_INIT_TRACING(...) ((void)0)\n"
                    "#define WPP_CLEANUP(...) ((void)0)\n"
                    "#define DoTraceMessage(...) ((void)0)\n"
                    "#define DoDebugTrace(...) ((void)0)\n"
                    "#define TraceEvents(...) ((void)0)\n"
                    "#endif\n";
} // namespace

std::string makeTraceHeaders(const std::string &Source,
                             const std::string &Folder) {
  std::ifstream In(Source);
  static const std::regex Include(
      "^\\s*#\\s*include\\s*[\"<]([\\w.-]+\\.tmh)[\">]");
  for (std::string Line; std::getline(In, Line);) {
    std::smatch Match;
    if (!std::regex_search(Line, Match, Include))
      continue;
    std::string Path = Folder + "/" + Match[1].str();
    std::ofstream Out(Path);
    Out << Head;
    if (!Out)
      return Path + ": cannot be written";
  }
  return "";
}

} // namespace build
} // namespace kernel
