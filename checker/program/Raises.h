//===- Raises.h - Where an exception may be raised --------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_PROGRAM_RAISES_H
#define WSK_PROGRAM_RAISES_H

#include "program/Synthesis.h"
#include "clang/AST/Stmt.h"

namespace wsk {

/// The exception handler of \p Try may be entered: it has one, and its filter
/// is not the constant that passes every exception on.
bool hasHandler(const clang::SEHTryStmt &Try);

/// Puts `if (__seh_raises()) goto Handler;` before every statement of \p Try's
/// block that calls a routine documented to raise (api/RaisingCalls.def), in
/// place. Inner blocks with a handler of their own are left alone. Returns the
/// handler's label, which the caller has to place; null if nothing raises.
clang::LabelDecl *addRaises(clang::FunctionDecl &F, clang::SEHTryStmt &Try);

} // namespace wsk

#endif // WSK_PROGRAM_RAISES_H
