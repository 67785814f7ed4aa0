//===- LostAt.h - The statement that loses a socket -------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_MODEL_LOSTAT_H
#define WSK_MODEL_LOSTAT_H

#include "model/WskState.h"

namespace wsk {

/// The statement after which nothing in memory holds \p Lost, which the engine
/// has found dead just now: the assignment over it, the call that frees what it
/// was stored in, the return that leaves its variable. Null for the closing
/// brace of a function.
const clang::Stmt *losingStatement(clang::ento::CheckerContext &C,
                                   SymbolRef Lost);

} // namespace wsk

#endif // WSK_MODEL_LOSTAT_H
