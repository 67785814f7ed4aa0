//===- Status.h - Did a routine succeed? ------------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_LIFECYCLE_STATUS_H
#define WSK_LIFECYCLE_STATUS_H

#include "model/Later.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"

namespace wsk {

/// How the result of a routine tells of a failure.
enum class Convention {
  Status, ///< NTSTATUS: negative
  Found,  ///< a StorPort routine that looks for an adapter: anything but 1
  Truth,  ///< BOOLEAN, or a pointer: zero
};

/// The states in which \p Result is a failure and a success; null where that is
/// impossible. A result that is not known to be one counts as success.
std::pair<clang::ento::ProgramStateRef, clang::ento::ProgramStateRef>
splitStatus(clang::ento::CheckerContext &C, clang::ento::ProgramStateRef State,
            clang::ento::SVal Result, Convention How = Convention::Status);

/// The same for the stage \p L, of which \p Status tells how it went: success
/// if what comes after it does not depend on that.
std::pair<clang::ento::ProgramStateRef, clang::ento::ProgramStateRef>
splitStage(clang::ento::CheckerContext &C, clang::ento::ProgramStateRef State,
           const Later &L, clang::ento::SVal Status);

} // namespace wsk

#endif // WSK_LIFECYCLE_STATUS_H
