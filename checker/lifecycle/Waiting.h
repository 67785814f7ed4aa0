//===- Waiting.h - What runs while a thread waits ---------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// A thread that waits for an event of the driver's own waits for another
/// routine to set it. Accept callbacks run in the middle of such a wait: those
/// that set events, so that the thread finds what they have left for it; others
/// because the thread may close the listening socket before it ends.
//===----------------------------------------------------------------------===//
#ifndef WSK_LIFECYCLE_WAITING_H
#define WSK_LIFECYCLE_WAITING_H

#include "api/KernelApi.h"
#include "lifecycle/Stages.h"

namespace wsk {

/// What becomes of a thread at a wait.
enum class WaitEnd {
  GoesOn,  ///< whoever it waits for has come
  ForEver, ///< nobody comes any more: it stands there when the driver unloads
  Unknown  ///< it goes on when the driver unloads, which cannot be followed
};

/// Enters, each on its own path, the callbacks that may run while the thread of
/// the current stage is in the call \p Wait, of the routine \p Row. Says what
/// becomes of the thread on the path on which none of them runs.
WaitEnd runMeanwhile(clang::ento::CheckerContext &C,
                     const clang::ento::CallEvent &Wait, const KernelRow &Row);

/// The call \p Done may be that of a callback which ran meanwhile and keeps the
/// socket it was given: enters, each on its own path, the callbacks that may
/// come before the thread goes on.
void runAgainMeanwhile(clang::ento::CheckerContext &C,
                       const clang::ento::CallEvent &Done);

/// What the thread of the current stage, which stands at a wait for ever,
/// leaves to the rest of the driver: the sockets it might have closed are open
/// to doubt, those it has given to other threads are not.
clang::ento::ProgramStateRef abandonThread(clang::ento::CheckerContext &C,
                                           clang::ento::ProgramStateRef State);

/// Forgets where the stage that is left was woken.
clang::ento::ProgramStateRef forgetWaits(clang::ento::ProgramStateRef State);

} // namespace wsk

#endif // WSK_LIFECYCLE_WAITING_H
