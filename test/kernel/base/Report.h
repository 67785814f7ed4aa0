//===- Report.h - Violations, notes and the trace ------------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// How the kernel says that a driver broke a rule. Text is in printf's format.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_BASE_REPORT_H
#define WSK_KERNEL_BASE_REPORT_H

#include "base/RunMemory.h"
#include <cstdarg>
#include <cstdint>

namespace kernel {

/// Why a run ended.
enum class RunEnd : uint8_t {
  Finished,     ///< unloaded (or DriverEntry failed) and everything checked
  Bugcheck,     ///< a violation after which Windows would be no more
  Hang,         ///< nothing can run any more
  Inconclusive, ///< a call that is not modelled, or a limit was reached
  Paused,       ///< it has not: whoever started it looks on, see pauseRun
  Abandoned,    ///< it was paused, and whoever looked on had seen enough
};

/// Code addresses of the driver, innermost first.
struct Stack {
  static constexpr unsigned Max = 16;
  unsigned Count = 0;
  uintptr_t Pcs[Max];
};

/// Where the running fiber called the kernel from. In exploring runs only the
/// innermost frame is noted; a report is always made from a detailed replay.
Stack captureStack();

/// The same for a fiber that is not running.
struct Fiber;
Stack stackOf(const Fiber &F);

/// A stack small enough to keep with every object: where it was created,
/// sent...
struct StackRef {
  uintptr_t Site = 0;
  const Stack *Full = nullptr; ///< in detailed runs
  operator Stack() const;
};
StackRef captureRef();

/// True during a replay that is to explain itself: full stacks and a trace.
extern bool Detailed;

struct Note {
  run::string Text;
  Stack Where; ///< may be empty
};

struct Violation {
  run::string Rule; ///< id as in the contract: "missing-deregister"
  run::string Message;
  Stack Where;
  const char *FiberName = "";
  run::vector<Note> Notes;
  /// Of what is found at the end, when DriverEntry failed: its last call, which
  /// tells by which of its returns it left. Else 0.
  uintptr_t EntryLeft = 0;

  /// Adds a line below the report, e.g. a culprit and where it was created.
  __attribute__((format(printf, 3, 4))) void note(const Stack &Where,
                                                  const char *Format, ...);
};

/// Records that the driver broke \p Rule at its latest call; the run goes on.
/// The reference is good until the next report.
__attribute__((format(printf, 2, 3))) Violation &
report(const char *Rule, const char *Format, ...);

/// Records and ends the run: Windows would have stopped here.
[[noreturn]] __attribute__((format(printf, 2, 3))) void
bugcheck(const char *Rule, const char *Format, ...);

/// Ends the run because the kernel cannot say what Windows would do.
[[noreturn]] __attribute__((format(printf, 1, 2))) void
inconclusive(const char *Format, ...);

/// Notes that DriverEntry has failed, its last call being at \p Site.
void noteEntryFailed(uintptr_t Site);

/// What was reported in this run so far, and why it was inconclusive.
run::vector<Violation> &violations();
const run::string &inconclusiveReason();

/// One numbered line of the trace; costs a test of Detailed otherwise.
__attribute__((format(printf, 1, 2))) void traceLine(const char *Format, ...);
#define KERNEL_TRACE(...)                                                      \
  do {                                                                         \
    if (__builtin_expect(::kernel::Detailed, false))                           \
      ::kernel::traceLine(__VA_ARGS__);                                        \
  } while (false)

/// What the driver prints: a line of the trace, and shown at once when asked
/// for.
void debugText(const char *Text);
extern bool PrintDebugText;

struct TraceLine {
  uint64_t Step;
  const char *FiberName;
  uint32_t FiberId;
  uint8_t Irql;
  uintptr_t Site;
  run::string Text;
};
const run::vector<TraceLine> &traceLines();

/// Counts that \p What (static text) happened in this run; the totals stand
/// below every verdict, so that "none" says what was reached.
void reached(const char *What);

/// How often what has this number was reached in this run. Numbers are given
/// out when something is reached for the first time in the process, and stay.
const run::vector<uint32_t> &reachedInRun();
const char *reachedThing(uint32_t Number);

/// A check made after the driver is gone (leaks, open sockets...), or what a
/// part of the kernel does at another moment of a run. Make static objects of
/// it.
struct RunHook {
  enum Moment : uint8_t {
    BeforeLoad,
    EntryFailed, ///< DriverEntry has returned a failure
    BeforeUnload,
    AfterUnload,
  };
  RunHook(Moment When, void (*Action)());
  Moment When;
  void (*Action)();
  RunHook *Next;
};
void callHooks(RunHook::Moment When);

} // namespace kernel

#endif // WSK_KERNEL_BASE_REPORT_H
