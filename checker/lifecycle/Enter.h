//===- Enter.h - Entering a stage at the end of DriverEntry -----*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_LIFECYCLE_ENTER_H
#define WSK_LIFECYCLE_ENTER_H

#include "lifecycle/Stages.h"

namespace wsk {

/// Continues the path from \p From in \p L's routine. Must be called from
/// checkEndFunction of the root's own frame: when the routine returns, the
/// engine comes back to that place and calls checkEndFunction again.
void enterRoutine(clang::ento::CheckerContext &C, ProgramStateRef State,
                  const Later &L);

} // namespace wsk

#endif // WSK_LIFECYCLE_ENTER_H
