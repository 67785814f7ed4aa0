//===- Merge.h - All units of a driver in one AST ---------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// One unit, the one the driver starts in, takes in what the other units
/// define. Statics of the same name stay apart; types of the same name and
/// different layout stay apart; one external thing stays one thing.
//===----------------------------------------------------------------------===//
#ifndef WSK_PROGRAM_MERGE_H
#define WSK_PROGRAM_MERGE_H

#include "program/Unit.h"

namespace clang {
class ASTImporterSharedState;
class FunctionDecl;
} // namespace clang

namespace wsk {

class Merger {
public:
  explicit Merger(Unit &Into);
  ~Merger();

  /// Takes in what \p From defines, in source order. \p From can be destroyed
  /// afterwards. What cannot be taken in costs one function or variable and is
  /// told to the current RunLog.
  void add(Unit &From);

  /// To be called once, after the last add(): joins declarations of one
  /// external thing that the import kept apart.
  void finish();

  /// The driver's own functions, those of the first unit first.
  llvm::ArrayRef<clang::FunctionDecl *> functions() const { return Functions; }

private:
  Unit &Into;
  std::shared_ptr<clang::ASTImporterSharedState> Shared;
  std::vector<clang::FunctionDecl *> Functions;
  /// External name -> file of the definition that counts.
  std::map<std::string, std::string> DefinedIn;
  std::set<std::string> FromC;
  bool Merged = false;
};

} // namespace wsk

#endif // WSK_PROGRAM_MERGE_H
