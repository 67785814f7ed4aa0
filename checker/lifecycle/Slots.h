//===- Slots.h - Where the system finds a driver's routines -----*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_LIFECYCLE_SLOTS_H
#define WSK_LIFECYCLE_SLOTS_H

#include "lifecycle/Stages.h"

namespace wsk {

/// Remembers \p Value if it is a routine that is stored at \p Place for the
/// system to call: DriverUnload, MajorFunction[i], AddDevice, the table that
/// WskAcceptEvent gives to a connection. Takes back what stood there.
ProgramStateRef noteStored(ProgramStateRef State, const MemRegion *Place,
                           SVal Value);

} // namespace wsk

#endif // WSK_LIFECYCLE_SLOTS_H
