//===- System.cpp - What differs between operating systems ----------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "core/System.h"
#ifdef _WIN32
#include <windows.h>
// In this order.
#include <psapi.h>
#else
#include <csignal>
#include <sys/resource.h>
#endif
#ifdef __linux__
#include <sys/prctl.h>
#endif

using namespace wsk;

#ifdef _WIN32

uint64_t wsk::peakMemoryKiB() {
  PROCESS_MEMORY_COUNTERS Counters;
  return K32GetProcessMemoryInfo(GetCurrentProcess(), &Counters,
                                 sizeof(Counters))
             ? Counters.PeakWorkingSetSize / 1024
             : 0;
}

void wsk::ignoreClosedPipes() {} // there it is an error already

void wsk::endProcess(const llvm::sys::ProcessInfo &Child) {
  TerminateProcess(Child.Process, 1);
}

void wsk::endWithParent() {}

#else

uint64_t wsk::peakMemoryKiB() {
  rusage Usage;
  return getrusage(RUSAGE_SELF, &Usage) == 0 ? Usage.ru_maxrss : 0;
}

void wsk::ignoreClosedPipes() { std::signal(SIGPIPE, SIG_IGN); }

void wsk::endProcess(const llvm::sys::ProcessInfo &Child) {
  kill(Child.Pid, SIGKILL);
}

void wsk::endWithParent() {
#ifdef __linux__
  prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
}

#endif
