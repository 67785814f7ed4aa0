//===- Close.h - The end of a socket ----------------------------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// A close waits for everything of the socket to come to rest (contract, 1.5.2
/// and 1.5.3).
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_WSK_CLOSE_H
#define WSK_KERNEL_WSK_CLOSE_H

#include "wsk/State.h"

namespace kernel {
namespace wsk {

/// Completes the close of \p S once nothing of it is left; does nothing when it
/// is not being closed.
void tryFinishClose(Socket &S);

/// The completion routine of the close has returned.
void closed(Socket &S);

/// Takes \p S out of its registration without a close of the driver: a socket
/// that an accepting callback refused.
void drop(Socket &S);

} // namespace wsk
} // namespace kernel

#endif // WSK_KERNEL_WSK_CLOSE_H
