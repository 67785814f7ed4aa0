//===- Report.cpp - Violations, notes and the trace -----------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "base/Report.h"
#include "base/Scheduler.h"
#include <cstdio>

namespace kernel {

bool Detailed = false;
bool PrintDebugText = false;

namespace {
struct RunLog {
  RunLog() { Reached.reserve(64); }
  Violation Repeated; // takes the notes of reports made before
  run::vector<Violation> Violations;
  run::string Inconclusive;
  uintptr_t EntryLeft = 0;
  run::vector<TraceLine> Trace;
  run::vector<uint32_t> Reached; // how often, by number
};
run::Local<RunLog> Log;
RunHook *Hooks = nullptr;

run::string formatted(const char *Format, va_list Arguments) {
  char Text[1024];
  vsnprintf(Text, sizeof(Text), Format, Arguments);
  return run::string(Text);
}

/// The same rule broken by the same call again says nothing new.
bool isKnown(const char *Rule, const Stack &Where) {
  for (const Violation &V : Log->Violations)
    if (Where.Count && V.Where.Count && V.Where.Pcs[0] == Where.Pcs[0] &&
        V.Rule == Rule)
      return true;
  return false;
}

Violation &record(const char *Rule, const char *Format, va_list Arguments) {
  Stack Where = captureStack();
  if (isKnown(Rule, Where)) {
    Log->Repeated = Violation();
    return Log->Repeated;
  }
  Log->Violations.emplace_back();
  Violation &Made = Log->Violations.back();
  Made.Rule = Rule;
  Made.Message = formatted(Format, Arguments);
  Made.Where = Where;
  Made.EntryLeft = Where.Count ? 0 : Log->EntryLeft;
  Made.FiberName = self() ? self()->Name : "";
  KERNEL_TRACE("VIOLATION %s: %s", Rule, Made.Message.c_str());
  return Made;
}
} // namespace

StackRef::operator Stack() const {
  if (Full)
    return *Full;
  Stack Short;
  if (Site)
    Short.Pcs[Short.Count++] = Site;
  return Short;
}

StackRef captureRef() {
  if (!self())
    return {};
  StackRef Made;
  Made.Site = self()->Frame->Rip;
  if (Detailed)
    Made.Full = run::create<Stack>(captureStack());
  return Made;
}

void Violation::note(const Stack &At, const char *Format, ...) {
  va_list Arguments;
  va_start(Arguments, Format);
  Notes.push_back({formatted(Format, Arguments), At});
  va_end(Arguments);
}

Violation &report(const char *Rule, const char *Format, ...) {
  va_list Arguments;
  va_start(Arguments, Format);
  Violation &Made = record(Rule, Format, Arguments);
  va_end(Arguments);
  return Made;
}

void bugcheck(const char *Rule, const char *Format, ...) {
  va_list Arguments;
  va_start(Arguments, Format);
  record(Rule, Format, Arguments);
  va_end(Arguments);
  endRun(RunEnd::Bugcheck);
}

void inconclusive(const char *Format, ...) {
  va_list Arguments;
  va_start(Arguments, Format);
  Log->Inconclusive = formatted(Format, Arguments);
  va_end(Arguments);
  KERNEL_TRACE("INCONCLUSIVE: %s", Log->Inconclusive.c_str());
  endRun(RunEnd::Inconclusive);
}

void noteEntryFailed(uintptr_t Site) { Log->EntryLeft = Site; }

run::vector<Violation> &violations() { return Log->Violations; }
const run::string &inconclusiveReason() { return Log->Inconclusive; }

void traceLine(const char *Format, ...) {
  // An endless run must not fill the memory with its story.
  constexpr size_t MaxLines = 20000;
  if (Log->Trace.size() >= MaxLines)
    return;
  va_list Arguments;
  va_start(Arguments, Format);
  Fiber *F = self();
  Log->Trace.push_back({steps(), F ? F->Name : "", F ? F->Id : 0,
                        F ? F->irql() : uint8_t(0), F ? F->Frame->Rip : 0,
                        formatted(Format, Arguments)});
  va_end(Arguments);
}

void debugText(const char *Text) {
  KERNEL_TRACE("prints: %s", Text);
  if (!PrintDebugText)
    return;
  fputs(Text, stdout);
  fflush(stdout);
}

const run::vector<TraceLine> &traceLines() { return Log->Trace; }

namespace {
/// Everything that was ever reached. Not of one run: entering it again in every
/// run would cost more than what is counted.
struct AllReached {
  static constexpr size_t Slots = 4096;
  uint32_t ByText[Slots] = {}; ///< 1 + the number; 0: empty
  std::vector<const char *> Things;
};
AllReached Everything;

uint32_t numberOf(const char *What) {
  size_t I = reinterpret_cast<uintptr_t>(What) * 0x9E3779B97F4A7C15 >> 52;
  for (;; I = (I + 1) % AllReached::Slots) {
    uint32_t &Slot = Everything.ByText[I];
    if (!Slot) {
      Everything.Things.push_back(What);
      Slot = Everything.Things.size();
    }
    if (Everything.Things[Slot - 1] == What)
      return Slot - 1;
  }
}
} // namespace

void reached(const char *What) {
  uint32_t Number = numberOf(What);
  RunLog &Mine = *Log;
  if (Number >= Mine.Reached.size())
    Mine.Reached.resize(Number + 1);
  ++Mine.Reached[Number];
}

const run::vector<uint32_t> &reachedInRun() { return Log->Reached; }
const char *reachedThing(uint32_t Number) { return Everything.Things[Number]; }

RunHook::RunHook(Moment When, void (*Action)())
    : When(When), Action(Action), Next(Hooks) {
  Hooks = this;
}

void callHooks(RunHook::Moment When) {
  for (RunHook *Hook = Hooks; Hook; Hook = Hook->Next)
    if (Hook->When == When)
      Hook->Action();
}

} // namespace kernel
