//===- Owner.h - Which registration a socket counts for ---------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// WskDeregister waits for the sockets of its own registration only (contract
/// R3), and a driver may hold several.
//===----------------------------------------------------------------------===//
#ifndef WSK_MODEL_OWNER_H
#define WSK_MODEL_OWNER_H

#include "model/WskState.h"

namespace wsk {

/// \p S is certain to count for the registration in \p Block: it was made under
/// it, or no other registration lives that it could have been made under.
bool countsFor(ProgramStateRef State, const Socket &S, const MemRegion *Block);

} // namespace wsk

#endif // WSK_MODEL_OWNER_H
