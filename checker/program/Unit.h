//===- Unit.h - One parsed translation unit ---------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_PROGRAM_UNIT_H
#define WSK_PROGRAM_UNIT_H

#include "core/RunLog.h"
#include "program/Commands.h"
#include "program/Damage.h"
#include "program/Edits.h"
#include "program/Undeclared.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include <memory>

namespace wsk {

/// An error clang reported while parsing.
struct ParseError {
  std::string Text;
  std::string Where;  ///< "file.c:12"
  clang::FileID File; ///< of the expansion; invalid without a place
  unsigned Offset = 0;
  bool InSystemHeader = false;
  unsigned Id = 0;               ///< clang's diagnostic
  clang::SourceLocation Spelled; ///< where the text stands, for a macro in it
};

/// A translation unit held in memory. The AST lives as long as the unit.
class Unit {
public:
  Unit();
  ~Unit();
  Unit(const Unit &) = delete;

  std::string File;
  GeneratorInputs Generators;
  /// Why there is no AST; empty if there is one.
  std::string Failure;
  std::vector<ParseError> Errors;
  /// Where a declaration contradicts an earlier one, which cl lets pass.
  std::set<clang::SourceLocation> Conflicts;
  /// Headers that were not found and skipped.
  std::set<std::string> MissingHeaders;
  /// Generated headers that macros stand in for, see Includes.h.
  std::set<std::string> StubbedHeaders;
  std::vector<DamagedPart> Damaged;
  /// Names nothing declares, which were parsed with a stand-in.
  StandIns Undeclared;
  /// What has to be inserted for clang to see what cl sees.
  std::vector<Edit> Edits;

  std::unique_ptr<clang::CompilerInstance> CI;
  std::unique_ptr<clang::DiagnosticConsumer> Log;
  std::unique_ptr<clang::FrontendAction> Action;

  explicit operator bool() const { return Failure.empty(); }
  clang::ASTContext &ast() const { return CI->getASTContext(); }
};

/// Parses one unit, whatever it contains: missing headers are skipped, and an
/// error costs at most the function it is in (see Damage.h). If the kernel's
/// types are missing, ntifs.h and wsk.h are included first; if names are, they
/// get stand-ins (see Undeclared.h).
std::unique_ptr<Unit> parseUnit(const UnitCommand &Command);

} // namespace wsk

#endif // WSK_PROGRAM_UNIT_H
