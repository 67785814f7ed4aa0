//===- Registrar.cpp - All checkers into one registry ---------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "core/Registrar.h"
#include "core/CheckerList.h"

using namespace clang::ento;
using namespace wsk;

static std::vector<CheckerEntry> &entries() {
  static std::vector<CheckerEntry> Entries;
  return Entries;
}

static std::vector<CheckerOption> &options() {
  static std::vector<CheckerOption> Options;
  return Options;
}

bool wsk::addChecker(CheckerEntry Entry) {
  entries().push_back(std::move(Entry));
  return true;
}

bool wsk::addCheckerOption(const CheckerOption &Option) {
  options().push_back(Option);
  return true;
}

llvm::ArrayRef<CheckerEntry> wsk::allCheckers() { return entries(); }
llvm::ArrayRef<CheckerOption> wsk::allCheckerOptions() { return options(); }

// The registry keeps references to the strings it is given: the lists above
// live for ever, so nothing is copied.
void wsk::registerCheckers(CheckerRegistry &Registry) {
  auto Always = [](const CheckerManager &) { return true; };
  // Order of registration is order of callbacks; sort for equal behaviour in
  // every link order.
  llvm::sort(entries(), [](const CheckerEntry &A, const CheckerEntry &B) {
    return A.Name < B.Name;
  });
  Registry.addPackage("wsk");
  for (const CheckerEntry &E : entries())
    Registry.addChecker(E.Enable, Always, E.Name, E.Description, "", E.Hidden);
  for (const CheckerEntry &E : entries())
    for (const std::string &Need : E.Needs)
      Registry.addDependency(E.Name, Need);
  for (const CheckerOption &O : options())
    Registry.addCheckerOption(O.Type, O.Checker, O.Name, O.Default,
                              O.Description, "released");
}
