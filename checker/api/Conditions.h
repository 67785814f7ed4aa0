//===- Conditions.h - What a function's decisions rest on -------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Guards of WSK calls are often kept in a flag that some other function sets,
/// or in the result of a helper. A function that is not followed loses both:
/// those that decide are worth following.
//===----------------------------------------------------------------------===//
#ifndef WSK_API_CONDITIONS_H
#define WSK_API_CONDITIONS_H

#include "clang/AST/Decl.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace wsk {

/// What the conditions and the result of one function mention, through its own
/// local variables, callees left out.
struct Conditions {
  /// Globals and fields of whatever object, canonical declarations.
  llvm::SmallPtrSet<const clang::ValueDecl *, 8> Values;
  /// Functions called for their result, canonical declarations.
  llvm::SmallPtrSet<const clang::FunctionDecl *, 8> Calls;
};

/// Looks through the body of \p F, which must have one.
Conditions conditionsOf(const clang::FunctionDecl &F);

} // namespace wsk

#endif // WSK_API_CONDITIONS_H
