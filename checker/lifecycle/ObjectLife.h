//===- ObjectLife.h - The life of an object of a class ----------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// A class may register in its constructor and deregister in its destructor,
/// and be made where no path of the driver's life is seen to come (by a
/// framework, through a table, by the users of a library). Its own life is
/// chained like a driver's: constructor, at most one public method with what it
/// starts, destructor.
//===----------------------------------------------------------------------===//
#ifndef WSK_LIFECYCLE_OBJECTLIFE_H
#define WSK_LIFECYCLE_OBJECTLIFE_H

#include "api/CallFacts.h"
#include "model/WskState.h"

namespace wsk {

/// \p F is a constructor after which the class's destructor has something to
/// undo.
bool beginsObjectLife(const CallFacts &Facts, const clang::FunctionDecl &F);

/// The state at the beginning of the constructor that \p C is in: a fresh
/// object, and its methods and destructor to come.
ProgramStateRef beginObjectLife(clang::ento::CheckerContext &C,
                                ProgramStateRef State);

} // namespace wsk

#endif // WSK_LIFECYCLE_OBJECTLIFE_H
