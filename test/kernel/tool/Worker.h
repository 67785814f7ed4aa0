//===- Worker.h - The process a driver runs in ---------------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// The driver is real machine code. It runs in a process of its own, which may
/// not do system calls from the driver's code, open files, start programs nor
/// use more than its share; if it dies nevertheless, the campaign goes on
/// without it.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_TOOL_WORKER_H
#define WSK_KERNEL_TOOL_WORKER_H

#include <cstdint>
#include <functional>

namespace kernel {
namespace tool {

/// Called by the worker before each run with its number, from 1.
void noteSchedule(uint64_t Number);

struct WorkerEnd {
  bool Died = false;     ///< by a signal
  int Status = 0;        ///< exit status, or the signal
  uint64_t Schedule = 0; ///< the latest run begun
};

/// Runs \p Work in a process of its own, whose exit status is its result.
WorkerEnd runWorker(const std::function<int()> &Work);

/// Limits what the calling process may do from now on: no system call from
/// driver code, no file that is not open yet, no program, process or thread;
/// without \p Network no socket either. Memory, files and what is written to
/// them are bounded. \returns what could not be limited, or null.
const char *confine(bool Network);

} // namespace tool
} // namespace kernel

#endif // WSK_KERNEL_TOOL_WORKER_H
