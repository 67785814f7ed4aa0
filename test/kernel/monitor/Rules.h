//===- Rules.h - The contract's rules, as data ------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// One constant per record of Rules.def, and how a breach is reported.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_MONITOR_RULES_H
#define WSK_KERNEL_MONITOR_RULES_H

#include "base/Report.h"

namespace kernel {
namespace monitor {

enum class Effect : uint8_t { Hang, Bugcheck, Leak, Undefined };

struct Rule {
  unsigned Number;    ///< in the contract: 1 for R1
  const char *Id;     ///< "missing-deregister"
  Effect Consequence; ///< on Windows
  const char *Text;   ///< the duty in one line
  const char *Source; ///< page of the documentation it rests on
};

#define RULE(Name, Number, Id, Consequence, Text, Source)                      \
  constexpr Rule Name = {Number, Id, Effect::Consequence, Text, Source};
#include "monitor/Rules.def"

/// The record of an id; null for rules that are not WSK's.
const Rule *findRule(const char *Id);

/// Records that the driver broke \p R at its latest call. The run goes on; the
/// reference is good until the next report.
__attribute__((format(printf, 2, 3))) Violation &
violation(const Rule &R, const char *Format, ...);

/// The same, and the run ends: Windows would have stopped here.
[[noreturn]] __attribute__((format(printf, 2, 3))) void
fatal(const Rule &R, const char *Format, ...);

} // namespace monitor
} // namespace kernel

#endif // WSK_KERNEL_MONITOR_RULES_H
