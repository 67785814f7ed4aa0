//===- Buffer.h - Memory lent with a WSK_BUF --------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Turns MDL chains into spans, and moves bytes between spans and the network.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_WSK_BUFFER_H
#define WSK_KERNEL_WSK_BUFFER_H

#include "wsk/State.h"

namespace kernel {
namespace wsk {

/// Adds what \p Buf describes to \p Op. Reports a buffer that is not resident
/// and then returns false; a buffer that leaves its chain ends the run.
bool lend(Operation &Op, const WSK_BUF &Buf);

/// The same for a list of buffers.
bool lend(Operation &Op, const WSK_BUF_LIST *List);

/// The part of \p Op's memory that was not filled or sent yet.
run::vector<Span> rest(const Operation &Op);

/// Copies \p Size bytes into spans; \returns how many fitted.
size_t fill(const run::vector<Span> &Spans, const char *From, size_t Size);

/// Where the bytes of an MDL are.
char *address(const MDL &M);

} // namespace wsk
} // namespace kernel

#endif // WSK_KERNEL_WSK_BUFFER_H
