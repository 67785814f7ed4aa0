//===- Options.h - What the command line asks for ------------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_TOOL_OPTIONS_H
#define WSK_KERNEL_TOOL_OPTIONS_H

#include "explore/Campaign.h"
#include "net/Host.h"
#include <string>
#include <vector>

namespace kernel {
namespace tool {

struct Options {
  std::string Mode; ///< run, explore or replay
  std::vector<std::string> Sources;
  std::vector<std::string> CompilerArgs;
  std::string Schedule; ///< of replay, written
  std::string Scenario; ///< path, or empty
  std::string Guide;    ///< path, or empty
  std::string JsonFile; ///< path, "-" for stdout, or empty
  explore::Settings Explore;
  net::HostOptions Host;
  bool Serves = false; ///< --port or --seconds: a run that may last
  bool Trace = false;
  bool Instrument = false;
  bool StallDisconnects = false;
  bool Help = false;
  bool Version = false;
};

/// \returns what is wrong with the command line, or an empty string.
std::string parse(int Argc, char **Argv, Options &Out);

extern const char Usage[];

} // namespace tool
} // namespace kernel

#endif // WSK_KERNEL_TOOL_OPTIONS_H
