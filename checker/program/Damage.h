//===- Damage.h - What errors in the source cost ----------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_PROGRAM_DAMAGE_H
#define WSK_PROGRAM_DAMAGE_H

#include "core/RunLog.h"
#include "llvm/ADT/ArrayRef.h"

namespace clang {
class ASTContext;
class FunctionDecl;
} // namespace clang

namespace wsk {

class Unit;

/// A piece of source that cannot be analysed.
struct DamagedPart {
  NotAnalysed Entry;
  std::string Function; ///< its name, if it is one
  /// Every identifier in its text; tells whether it can matter.
  std::set<std::string> Names;
  /// Of interest only if the driver needs it.
  bool InSystemHeader = false;
  /// Set when the text could not be delimited: assume the worst.
  bool Unknown = false;
};

/// Takes the bodies of all functions of \p U that contain an error (calls to
/// them become calls of unknown functions) and notes them in U.Damaged.
void dropDamagedFunctions(Unit &U);

/// Takes the bodies of inline kernel routines that are to be known by name:
/// those in the API tables (other header sets write them in assembly, or as
/// several calls), and Microsoft's KMDF routines, which only call through the
/// framework's function table.
void dropKnownBodies(clang::ASTContext &Ctx);

/// Decides for every part whether it can change a verdict: whether its text
/// mentions WSK, a function that (transitively) does, or a global variable such
/// a function uses. \p Functions are all that is left of the driver.
void decideWhatMatters(std::vector<DamagedPart> &Parts,
                       llvm::ArrayRef<clang::FunctionDecl *> Functions);

} // namespace wsk

#endif // WSK_PROGRAM_DAMAGE_H
