//===- CheckerList.h - Checkers that register themselves --------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Every analyzer checker of the project enters itself here from its own
/// source file; core/Registrar.cpp hands the list to a host's registry.
//===----------------------------------------------------------------------===//
#ifndef WSK_CORE_CHECKERLIST_H
#define WSK_CORE_CHECKERLIST_H

#include "core/Rule.h"
#include "clang/StaticAnalyzer/Core/CheckerManager.h"
#include "llvm/ADT/ArrayRef.h"

namespace wsk {

struct CheckerEntry {
  std::string Name; ///< "wsk.Model"
  std::string Description;
  void (*Enable)(clang::ento::CheckerManager &);
  /// Checkers that must be enabled, and run, before this one.
  std::vector<std::string> Needs;
  /// Modelling only: hidden from help, enabled through dependencies.
  bool Hidden;
};

struct CheckerOption {
  const char *Type; ///< "bool", "int" or "string"
  const char *Checker;
  const char *Name;
  const char *Default;
  const char *Description;
};

bool addChecker(CheckerEntry Entry);
bool addCheckerOption(const CheckerOption &Option);
llvm::ArrayRef<CheckerEntry> allCheckers();
llvm::ArrayRef<CheckerOption> allCheckerOptions();

/// Names of the two modelling checkers every rule rests on.
constexpr llvm::StringLiteral ModelName = "wsk.Model";
constexpr llvm::StringLiteral LifecycleName = "wsk.Lifecycle";

} // namespace wsk

#endif // WSK_CORE_CHECKERLIST_H
