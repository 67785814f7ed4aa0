//===- Lifetime.h - Memory that must outlive a request ----------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// What WSK was lent, and whether a pointer of the driver still leads anywhere.
/// The routines that free memory ask here.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_MONITOR_LIFETIME_H
#define WSK_KERNEL_MONITOR_LIFETIME_H

#include "base/Report.h"
#include "nt/Types.h"

namespace kernel {
namespace monitor {

/// Whose stack a pointer led to when it was handed over; 0: no stack.
uint32_t stackOwner(const void *Address);

/// True when \p Address, on the stack of fiber \p Owner, belongs to a frame
/// that has returned, or the fiber has ended.
bool isPopped(const void *Address, uint32_t Owner);

/// Rule completion-context-lifetime, before the routine of an IRP is called.
/// \p Owner: stackOwner of the context when the routine was set.
void checkContext(const void *Context, uint32_t Owner, const char *SentTo,
                  const StackRef &Sent);

/// Memory and its MDL (null: none) are lent to \p Function until endLoan of the
/// same \p Key.
void lend(const void *Key, const nt::MDL *M, const void *Begin, size_t Size,
          const char *Function, const StackRef &Where);
void endLoans(const void *Key);

/// Rule mdl-returned-early: \p Routine frees or unlocks a lent MDL, or frees
/// memory that one describes.
void checkMdlReturned(const nt::MDL *M, const char *Routine);
void checkMemoryReturned(const void *Begin, size_t Size, const char *Routine);

} // namespace monitor
} // namespace kernel

#endif // WSK_KERNEL_MONITOR_LIFETIME_H
