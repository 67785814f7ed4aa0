//===- Since.h - Only what a change added -----------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_TOOLS_SINCE_H
#define WSK_TOOLS_SINCE_H

#include "Options.h"
#include "Revision.h"
#include "program/Program.h"
#include <optional>

namespace wsk {

/// The driver of \p Now where O.NewFrom and the checked out revision part;
/// nothing without O.NewFrom. The error is a sentence for the user.
llvm::Expected<std::optional<FormerDriver>>
formerDriverOf(const ProgramOptions &Now, const Options &O);

/// Silences the findings of \p R that \p Former, the driver in \p Revision,
/// showed already; it is analysed for that, unless there is nothing to
/// recognise. They are recognised as those of a baseline are. If the former
/// driver cannot be analysed every finding is new, and standard error says so.
llvm::Error silenceFormer(Report &R, FormerDriver Former,
                          const ProgramOptions &Now, llvm::StringRef Revision);

} // namespace wsk

#endif // WSK_TOOLS_SINCE_H
