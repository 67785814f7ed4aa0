//===- RunLog.h - What an analysis run says besides findings ----*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The engine writes here what was not analysed, why a verdict is inconclusive
/// and which rules had anything to judge; the host that started the run reads
/// it. One log per thread, set by the host around the run; without one (plugin
/// in clang) the engine's entries are dropped.
//===----------------------------------------------------------------------===//
#ifndef WSK_CORE_RUNLOG_H
#define WSK_CORE_RUNLOG_H

#include "core/Rule.h"
#include <map>
#include <set>
#include <string>
#include <vector>

namespace wsk {

/// Something that was left out, and why, in words for the user.
struct NotAnalysed {
  std::string What;  ///< "function KsAccept (ksocket.c)"
  std::string Cause; ///< "'Foo' is undeclared"
  /// True when the missing part can change a verdict (it reaches WSK, or it is
  /// unknown whether it does): the rules become inconclusive instead of clean.
  bool Matters = false;

  bool operator<(const NotAnalysed &O) const {
    return std::tie(What, Cause) < std::tie(O.What, O.Cause);
  }
};

class RunLog {
public:
  std::set<NotAnalysed> Skipped;
  /// Rule name -> reasons why its verdict is inconclusive. The key "" holds
  /// reasons that concern every rule.
  std::map<std::string, std::set<std::string>> Inconclusive;
  /// Rule names (CamelCase) for which the driver does something to be judged
  /// (it calls WskRegister, opens sockets ...). Others are "not applicable".
  std::set<std::string> Applicable;
  /// What was found and guessed, for --doctor: lines by section.
  std::map<std::string, std::set<std::string>> Facts;
  /// Counters for --stats, e.g. "exploded nodes".
  std::map<std::string, uint64_t> Stats;

  /// The log of this thread's run, or null.
  static RunLog *current();

  /// Makes a log current for a scope.
  class Scope {
  public:
    explicit Scope(RunLog &Log);
    ~Scope();
    Scope(const Scope &) = delete;

  private:
    RunLog *Before;
  };
};

} // namespace wsk

#endif // WSK_CORE_RUNLOG_H
