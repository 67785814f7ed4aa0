//===- Shapes.h - What a type or an argument says ---------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Answers that need no path: what the shape of a type or of a call tells about
/// routines and sockets.
//===----------------------------------------------------------------------===//
#ifndef WSK_API_SHAPES_H
#define WSK_API_SHAPES_H

#include "clang/AST/Expr.h"

namespace wsk {

/// An argument of \p Call is a routine or points to a record that has one: who
/// is called may call it.
bool givesRoutine(const clang::CallExpr &Call);

/// The record that a pointer or a reference of type \p T points to; null if
/// there is none.
const clang::RecordDecl *pointeeRecord(clang::QualType T);

/// PWSK_SOCKET.
bool isSocketPointer(clang::QualType T);

/// What \p Freed points to, under one of its casts, has a socket among its
/// fields, which goes with it.
bool freesSocket(const clang::Expr *Freed);

} // namespace wsk

#endif // WSK_API_SHAPES_H
