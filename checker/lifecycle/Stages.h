//===- Stages.h - What runs next in a driver's life -------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// A driver's life on one path: DriverEntry, then the routines it handed to
/// the system, then its unload routines. What surely runs (threads, queued
/// work) runs before unload; what may run (dispatch routines, callbacks) is an
/// alternative on its own path.
//===----------------------------------------------------------------------===//
#ifndef WSK_LIFECYCLE_STAGES_H
#define WSK_LIFECYCLE_STAGES_H

#include "model/Later.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"

namespace wsk {

/// One routine run as a stage, with the arguments it was given.
struct Stage {
  Later Routine;
  llvm::SmallVector<SVal, 8> Arguments;
  /// The stage in whose middle it runs (while that waits); null for most.
  const Stage *Outer = nullptr;
};

/// The stage the path is in; null in DriverEntry itself. Stages are interned
/// for the duration of the process: equal stages are one pointer.
const Stage *currentStage(ProgramStateRef State);
const Stage *internStage(Stage S);
ProgramStateRef enterStage(ProgramStateRef State, const Stage *S);
/// Notes that the current stage has returned. A device that could not be added
/// gets no further requests. The path is then in the stage's outer one, if any.
ProgramStateRef leaveStage(ProgramStateRef State, bool Failed = false);

/// The declaration of IoGetCurrentIrpStackLocation if \p L's routine looks at
/// its IRP's stack location, else null.
const clang::FunctionDecl *looksAtIrp(clang::ento::CheckerContext &C,
                                      const Later &L);

/// The driver's unloading has begun on this path.
bool isTearingDown(ProgramStateRef State);
/// DriverEntry failed; only framework cleanup can follow.
bool entryFailed(ProgramStateRef State);
ProgramStateRef setEntryFailed(ProgramStateRef State);

/// What may happen next. Several choices are alternatives (paths). A choice
/// that begins the unloading carries the state in which it has begun. A choice
/// without a routine is the end of the driver's life: nothing of the driver
/// runs any more.
struct Next {
  ProgramStateRef State;
  Later Routine;
};
std::vector<Next> nextStages(clang::ento::CheckerContext &C,
                             ProgramStateRef State);
/// The routines that may run while the thread of the current stage waits: the
/// accept callbacks of listening sockets that are open now.
std::vector<Later> callbacksMeanwhile(clang::ento::CheckerContext &C,
                                      ProgramStateRef State);
/// True when an unload routine has returned and none is left to run.
bool isLastUnload(ProgramStateRef State);

} // namespace wsk

#endif // WSK_LIFECYCLE_STAGES_H
