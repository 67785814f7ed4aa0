//===- Units.h - All units of a driver, parsed in parallel ------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_PROGRAM_UNITS_H
#define WSK_PROGRAM_UNITS_H

#include "program/Unit.h"

namespace wsk {

/// Parses all units in parallel and hands them to \p Take, on this thread, in
/// an order that depends on the sources only: the unit everything is merged
/// into comes first (C++ before C if the driver has both, as C++ holds C but
/// not the reverse; then the one that speaks of DriverEntry), then by path.
/// Only a few units are in memory at once.
void parseUnits(std::vector<UnitCommand> Commands,
                const ProgramOptions &Options,
                llvm::function_ref<void(std::unique_ptr<Unit>)> Take);

} // namespace wsk

#endif // WSK_PROGRAM_UNITS_H
