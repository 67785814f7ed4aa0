//===- Globals.h - Initial values of globals --------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_LIFECYCLE_GLOBALS_H
#define WSK_LIFECYCLE_GLOBALS_H

#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"

namespace wsk {

/// Gives every global and static local that the program defines the value it
/// has when the image is loaded. The engine itself trusts initialisers of
/// constants only, because it does not know that the path starts at load.
clang::ento::ProgramStateRef
bindInitialGlobals(clang::ento::CheckerContext &C,
                   clang::ento::ProgramStateRef State);

} // namespace wsk

#endif // WSK_LIFECYCLE_GLOBALS_H
