//===- System.h - What differs between operating systems --------*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The few services LLVM's support library has no portable name for. Only
/// System.cpp knows an operating system.
//===----------------------------------------------------------------------===//
#ifndef WSK_CORE_SYSTEM_H
#define WSK_CORE_SYSTEM_H

#include "llvm/Support/Program.h"
#include <cstdint>

namespace wsk {

/// The most memory this process has used so far, in KiB; 0 if nobody knows.
uint64_t peakMemoryKiB();

/// From now on writing to a pipe whose reader is gone is an error of the
/// stream, not the end of this process.
void ignoreClosedPipes();

/// Ends a child process that runs, without asking it. It still has to be waited
/// for.
void endProcess(const llvm::sys::ProcessInfo &Child);

/// From now on this process ends when the one that started it does. Where the
/// system cannot do that, nothing happens: it ends when its work is done.
void endWithParent();

} // namespace wsk

#endif // WSK_CORE_SYSTEM_H
