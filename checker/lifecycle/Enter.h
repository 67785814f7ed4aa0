//===- Enter.h - Entering a stage at the end of DriverEntry -----*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_LIFECYCLE_ENTER_H
#define WSK_LIFECYCLE_ENTER_H

#include "lifecycle/Stages.h"

namespace wsk {

/// Continues the path with \p State in \p L's routine, as if the code at \p At
/// called it. The caller ends the path it came on with a sink: a
/// stage never returns, the next one is entered from its end.
void enterRoutine(clang::ento::CheckerContext &C, ProgramStateRef State,
                  const Later &L, clang::CFGBlock::ConstCFGElementRef At);
/// The same in the middle of the current stage, to which the path comes back
/// behind \p At. WSK offers a socket to accept callbacks.
void enterMeanwhile(clang::ento::CheckerContext &C, ProgramStateRef State,
                    const Later &L, clang::CFGBlock::ConstCFGElementRef At);

/// The note with which \p S goes on after a routine that ran in its middle.
const clang::ento::NoteTag *goesOnTag(clang::ento::CheckerContext &C,
                                      const Stage &S);

/// The last element the frame of \p N has executed; nothing if there is none.
std::optional<clang::CFGBlock::ConstCFGElementRef>
lastElement(const clang::ento::ExplodedNode *N);

/// \p L, which opens a handle, has failed: nobody closes that handle.
ProgramStateRef forgetFailedOpen(clang::ento::CheckerContext &C,
                                 clang::ento::ProgramStateRef State,
                                 const Later &L);

} // namespace wsk

#endif // WSK_LIFECYCLE_ENTER_H
