//===- Guarded.h - Memory whose late use faults -----------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Pages of their own for what WSK shows to callbacks. Once taken back they can
/// be neither read nor written for the rest of the run, so that a late use is
/// seen without any instrumentation of the driver.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_MONITOR_GUARDED_H
#define WSK_KERNEL_MONITOR_GUARDED_H

#include "base/Report.h"
#include <cstddef>

namespace kernel {
namespace guarded {

/// Zeroed memory that ends where its last page ends, as far as its alignment
/// (16) allows.
void *allocate(size_t Size);

/// Takes the memory back. \p Made: where the driver was shown it.
void release(void *Memory, const StackRef &Made);

enum class Kind { None, Live, Released };
Kind kindOf(const void *Address);

/// Reports a fault at \p Address as indication-use-after-return and ends the
/// run, when the address was taken back; else returns.
void explainFault(uintptr_t Address);

} // namespace guarded
} // namespace kernel

#endif // WSK_KERNEL_MONITOR_GUARDED_H
