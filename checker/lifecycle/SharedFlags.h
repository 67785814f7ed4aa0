//===- SharedFlags.h - What other threads may change meanwhile --*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Stages run one after the other, but a thread that waits for `Stop` can only
/// end because another thread sets it. At a blocking call in a thread the
/// numbers that the unload routines write become unknown, so that its loop can
/// end; when the thread has ended they get their values back, because nobody
/// has changed them yet.
//===----------------------------------------------------------------------===//
#ifndef WSK_LIFECYCLE_SHAREDFLAGS_H
#define WSK_LIFECYCLE_SHAREDFLAGS_H

#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"

namespace wsk {

clang::ento::ProgramStateRef
openSharedFlags(clang::ento::CheckerContext &C,
                clang::ento::ProgramStateRef State,
                const clang::ento::CallEvent &Blocking);
clang::ento::ProgramStateRef
restoreSharedFlags(clang::ento::CheckerContext &C,
                   clang::ento::ProgramStateRef State);

} // namespace wsk

#endif // WSK_LIFECYCLE_SHAREDFLAGS_H
