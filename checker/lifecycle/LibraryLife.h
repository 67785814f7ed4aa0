//===- LibraryLife.h - The use of a library ---------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// A library without DriverEntry, and the part of an export driver that other
/// drivers link with, live from the routine with which users begin to the one
/// with which they end: a pair such as `NetInitialize` and `NetCleanup`, or
/// DllInitialize and DllUnload. What a pair leaves behind can be judged; in
/// which order other routines are called is the users' to know.
//===----------------------------------------------------------------------===//
#ifndef WSK_LIFECYCLE_LIBRARYLIFE_H
#define WSK_LIFECYCLE_LIBRARYLIFE_H

#include "api/CallFacts.h"
#include "core/RunLog.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"

namespace wsk {

/// The routine that ends what \p Begin begins: the one whose name goes with it,
/// or the only one there is that deregisters. Null if \p Begin registers
/// nothing, cannot be seen by users, is called by the driver itself, or if it
/// is not clear which routine that is, what it would be given or how \p Begin
/// tells of a failure.
const clang::FunctionDecl *endOfUse(const CallFacts &Facts,
                                    const clang::FunctionDecl &Begin);

/// \p F ends what some routine begins: it runs after that one only.
bool endsUse(const CallFacts &Facts, const clang::FunctionDecl &F);

/// A library is judged as far as it is known how its use ends: if \p Root
/// begins something that no routine is known to end, \p Log is told.
void noteOpenEnd(const CallFacts &Facts, const clang::Decl &Root, RunLog &Log);

/// The states in which the routine of the top frame, which returned \p Result,
/// has failed and has succeeded; null where that is impossible. What it has
/// handed out is then known to the routine that ends the use.
std::pair<clang::ento::ProgramStateRef, clang::ento::ProgramStateRef>
splitBegun(clang::ento::CheckerContext &C, clang::ento::ProgramStateRef State,
           clang::ento::SVal Result);

} // namespace wsk

#endif // WSK_LIFECYCLE_LIBRARYLIFE_H
