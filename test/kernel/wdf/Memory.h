//===- Memory.h - Framework memory objects -------------------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_WDF_MEMORY_H
#define WSK_KERNEL_WDF_MEMORY_H

#include "wdf/Objects.h"

namespace kernel {
namespace wdf {

/// A memory object over what \p Parent owns; goes with it.
Object &memoryOver(void *Memory, size_t Size, Object &Parent);

} // namespace wdf
} // namespace kernel

#endif // WSK_KERNEL_WDF_MEMORY_H
