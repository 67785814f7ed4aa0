//===- TestDriver.h - Small drivers in a folder of their own ----*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_TEST_PROGRAM_TESTDRIVER_H
#define WSK_TEST_PROGRAM_TESTDRIVER_H

#include "program/Merge.h"
#include "program/Unit.h"
#include "llvm/ADT/SmallString.h"
#include <map>
#include <set>

namespace wsk::test {

/// Writes sources, parses and merges them, and asks Clang's analyzer what it
/// believes at the calls of clang_analyzer_eval(condition) and
/// clang_analyzer_warnIfReached().
class TestDriver {
public:
  TestDriver();
  ~TestDriver();

  /// Adds a source. A comment `// => TRUE` (FALSE, UNKNOWN, REACHABLE, several,
  /// or NOTHING) says what the analyzer must believe in
  /// that line.
  TestDriver &file(llvm::StringRef Name, llvm::StringRef Text);

  UnitCommand command(llvm::StringRef Name,
                      std::vector<std::string> Args = {}) const;
  std::unique_ptr<Unit> unit(llvm::StringRef Name,
                             std::vector<std::string> Args = {}) const;
  std::string path(llvm::StringRef Name) const;

  /// Merges the files in this order, analyses, and compares with the comments.
  void analyse(std::vector<llvm::StringRef> Order);
  /// The same for every order of the files.
  void analyseInEveryOrder();

  /// What was lost in the last analyse(): "what: cause".
  std::set<std::string> Lost;

private:
  using Beliefs = std::map<std::string, std::set<std::string>>;
  Beliefs expected() const;

  llvm::SmallString<128> Folder;
  std::map<std::string, std::string> Files;
};

/// The source of a function as Clang prints its AST.
std::string printed(const Unit &U, llvm::StringRef Function);

} // namespace wsk::test

#endif // WSK_TEST_PROGRAM_TESTDRIVER_H
