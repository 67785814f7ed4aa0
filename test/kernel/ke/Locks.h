//===- Locks.h - IRQL and spin locks, for the kernel's own use  -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_KE_LOCKS_H
#define WSK_KERNEL_KE_LOCKS_H

#include "nt/Types.h"

namespace kernel {
namespace ke {

/// Sets the running fiber's IRQL; raising to a lower or lowering to a higher
/// one ends the run. \returns the IRQL before. \p Routine names the caller.
nt::KIRQL raiseIrql(nt::KIRQL To, const char *Routine);
void lowerIrql(nt::KIRQL To, const char *Routine);

/// A lock word of the driver; the IRQL must be DISPATCH_LEVEL already.
void acquireSpin(uint64_t *Lock, const char *Routine);
bool tryAcquireSpin(uint64_t *Lock);
void releaseSpin(uint64_t *Lock, const char *Routine);

} // namespace ke
} // namespace kernel

#endif // WSK_KERNEL_KE_LOCKS_H
