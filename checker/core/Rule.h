//===- Rule.h - What a rule is: its record and its events -------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The typed record of a rule and the process-wide list of rules. Knows nothing
/// of WSK. Everything user-visible about a rule (checker name, SARIF id, docs
/// header) is printed from its record; no fact stands twice.
//===----------------------------------------------------------------------===//
#ifndef WSK_CORE_RULE_H
#define WSK_CORE_RULE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <string>

namespace wsk {

/// What happens on Windows when the rule is broken (contract §0.3).
enum class Severity { Hang, Bugcheck, Leak, Undefined };

/// The facts of one rule. All strings are literals and live for ever.
struct RuleInfo {
  /// Identity, CamelCase, names the fault: "MissingDeregister".
  llvm::StringLiteral Name;
  /// The clause of the WSK contract, "R1".
  llvm::StringLiteral Contract;
  /// One line, no full stop: "WskRegister without WskDeregister at unload".
  llvm::StringLiteral Summary;
  /// One or two sentences: what goes wrong and how to mend it.
  llvm::StringLiteral Help;
  /// Public documentation page the clause rests on (learn.microsoft.com path).
  llvm::StringLiteral Source;
  Severity Effect;
  /// Bits `1 << call` of the API calls that give the rule something to judge;
  /// without any of them in a program the rule is not applicable.
  uint64_t Calls = 0;
};

/// "MissingDeregister" -> "missing-deregister".
std::string kebabName(llvm::StringRef CamelCase);
/// "wsk-missing-deregister": SARIF rule id and clang-tidy check name.
std::string ruleId(const RuleInfo &Info);
/// "wsk.MissingDeregister": name of the analyzer checker.
std::string checkerName(const RuleInfo &Info);
llvm::StringRef severityWord(Severity S);

/// Every rule linked into this program, sorted by name.
llvm::ArrayRef<const RuleInfo *> allRules();
/// Accepts any spelling: CamelCase, kebab, "wsk-…", "wsk.…"; null if unknown.
const RuleInfo *findRule(llvm::StringRef AnySpelling);

/// Puts a record into allRules(); stops the program on a duplicate or a badly
/// formed name. Use WSK_RULE instead of calling this.
bool addRule(const RuleInfo &Info);

} // namespace wsk

#endif // WSK_CORE_RULE_H
