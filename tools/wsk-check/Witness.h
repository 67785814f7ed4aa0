//===- Witness.h - Findings shown by running the driver --------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_TOOLS_WITNESS_H
#define WSK_TOOLS_WITNESS_H

#include "program/Program.h"
#include "report/Finding.h"

namespace wsk {

/// Runs the driver on the reference kernel and marks each finding of \p R that
/// a run shows with the schedule of that run, and each other with the reason
/// why none does. \p Kernel is the path of wsk-kernel. An error only when that
/// program cannot be run; what it cannot build or model is a reason.
llvm::Error seekWitnesses(Report &R, const ProgramOptions &Driver,
                          llvm::StringRef Kernel);

/// What a run of the reference kernel says, as far as witnesses need it.
struct KernelViolation {
  std::string Rule, Message, Schedule;
  std::vector<Place> Places; ///< the call to blame first, then the culprits
  std::vector<std::string> Functions; ///< those of the places, and callbacks
};
struct KernelReport {
  std::vector<KernelViolation> Violations;
  std::vector<std::string> Inconclusive; ///< why, sorted
  uint64_t Schedules = 0;
};

/// Reads what `wsk-kernel explore --json` wrote.
llvm::Expected<KernelReport> readKernelReport(llvm::StringRef Text);

/// The violation that shows \p F best: of its own rule before others, at its
/// own place before others, and with a place on its path or in its function in
/// any case. Null when none does. \p Here is what relative file names start
/// from.
const KernelViolation *witnessOf(const Finding &F, const KernelReport &Run,
                                 llvm::StringRef Here);

} // namespace wsk

#endif // WSK_TOOLS_WITNESS_H
