//===- Output.h - Where reports go ------------------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_TOOLS_OUTPUT_H
#define WSK_TOOLS_OUTPUT_H

#include "Options.h"
#include "report/Baseline.h"

namespace wsk {

/// Writes the text to standard output and the report files the options name.
/// Every format is tried; the error tells of all that failed.
llvm::Error writeOutputs(const Report &R, const Options &O);

/// The baseline the options name; nothing if they name none.
llvm::Expected<std::optional<Baseline>> readBaseline(const Options &O);

/// Reports a failed standard output once; true when all was written.
bool finishStdout();

} // namespace wsk

#endif // WSK_TOOLS_OUTPUT_H
