//===- Access.h - May the driver touch this memory? ----------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_MM_ACCESS_H
#define WSK_KERNEL_MM_ACCESS_H

#include <cstddef>

namespace kernel {

/// Reports and ends the run when \p Size bytes at \p Address are gone: freed
/// pool, a block's surroundings, the stack of a function that has returned.
/// Reports paged pool touched at DISPATCH_LEVEL. \p What says who touches it:
/// "the driver reads", "KeSetEvent writes".
void checkAccess(const void *Address, size_t Size, const char *What);

/// Reports the driver's code that has just called if it is pageable and runs at
/// DISPATCH_LEVEL. For the calls the compiler puts before each access.
void checkCode();

} // namespace kernel

#endif // WSK_KERNEL_MM_ACCESS_H
