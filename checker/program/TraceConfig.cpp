//===- TraceConfig.cpp - The tracing functions of WPP ---------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "program/TraceConfig.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Regex.h"

using namespace llvm;
using namespace wsk;

TraceConfig::TraceConfig()
    : Functions{{"DoTraceMessage", 1},
                {"DoTraceLevelMessage", 2},
                {"TraceEvents", 2},
                {"WPP_INIT_TRACING", 0},
                {"WPP_CLEANUP", 0}} {}

/// Names of parameters that stand for a value, as opposed to a flag or level.
static bool isValue(StringRef Parameter) {
  return !Parameter.contains("FLAG") && !Parameter.contains("LEVEL") &&
         !Parameter.contains("COMP") && !Parameter.contains("GUID");
}

/// `FUNC Name{FLAGS=X}(LEVEL, MSG, ...)`.
void TraceConfig::readDeclaration(StringRef Line) {
  static const Regex Declaration(
      "^[^A-Za-z_]*FUNC[ \t]+([A-Za-z_][A-Za-z_0-9]*)"
      "[ \t]*(\\{[^}]*\\})?[ \t]*\\(([^)]*)\\)?");
  SmallVector<StringRef, 4> Match;
  if (!Declaration.match(Line, &Match))
    return;
  unsigned Names = 0;
  for (StringRef Parameter : split(Match[3], ',')) {
    if (Parameter.trim().empty() || isValue(Parameter.trim()))
      break;
    ++Names;
  }
  Functions[Match[1].str()] = Names;
}

void TraceConfig::readComment(StringRef Line) {
  if (Line.contains("begin_wpp"))
    Inside = Line.contains("config");
  else if (Line.contains("end_wpp"))
    Inside = false;
  else if (Inside)
    readDeclaration(Line);
}

void TraceConfig::readFile(StringRef File) {
  auto Buffer = MemoryBuffer::getFile(File);
  if (!Buffer)
    return; // then its functions are undeclared, and said to be
  StringRef Text = (*Buffer)->getBuffer();
  bool Blocks = Text.contains("begin_wpp");
  for (StringRef Line : split(Text, '\n')) {
    if (Blocks)
      readComment(Line);
    else
      readDeclaration(Line);
  }
}
