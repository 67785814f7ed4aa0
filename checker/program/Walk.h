//===- Walk.h - Simple walks over a unit's declarations ---------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_PROGRAM_WALK_H
#define WSK_PROGRAM_WALK_H

#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace wsk {

/// Calls \p See for every declaration outside functions and records, in source
/// order, looking into namespaces and extern "C" blocks.
void forEachTopLevel(clang::DeclContext &Context,
                     llvm::function_ref<void(clang::Decl &)> See);

/// Calls \p See for every function and method that has a body here, in source
/// order; not for those of templates.
void forEachFunction(clang::DeclContext &Context,
                     llvm::function_ref<void(clang::FunctionDecl &)> See);

} // namespace wsk

#endif // WSK_PROGRAM_WALK_H
