//===- Dispatch.cpp - Searching and unwinding over scope tables -----------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "abi/DriverCall.h"
#include "abi/Export.h"
#include "nt/Status.h"
#include "seh/Exception.h"
#include <cstring>

extern "C" [[noreturn]] void
KernelContinue(const kernel::image::Registers *Regs);

namespace kernel {
namespace seh {

namespace {
using image::FrameInfo;
using image::Registers;

struct Scope {
  uint32_t Begin, End;
  uint32_t Handler; ///< filter (1: always), or termination handler
  uint32_t Target;  ///< block of __except; 0: __finally
};

struct Pointers {
  nt::EXCEPTION_RECORD *Record;
  nt::CONTEXT *Context;
};

using Filter = MSABI int32_t (*)(Pointers *, void *);
using Termination = MSABI void (*)(nt::BOOLEAN, void *);

struct ScopeTable {
  const Scope *First = nullptr;
  uint32_t Count = 0;
};

ScopeTable scopesOf(const FrameInfo &Info) {
  ScopeTable Table;
  if (Info.HandlerData) {
    memcpy(&Table.Count, Info.HandlerData, 4);
    Table.First = reinterpret_cast<const Scope *>(Info.HandlerData + 4);
  }
  return Table;
}

bool covers(const Scope &S, uint64_t Pc) {
  uint32_t Rva = uint32_t(Pc - reinterpret_cast<uint64_t>(image::base()));
  return Rva >= S.Begin && Rva < S.End;
}

template <class Function> Function codeAt(uint32_t Rva) {
  return reinterpret_cast<Function>(image::base() + Rva);
}

bool inDriver(const Registers &Regs) {
  return image::isCode(reinterpret_cast<void *>(Regs.Rip));
}

/// Where the search found a scope that wants the exception.
struct Taker {
  uint64_t Establisher;
  uint32_t Index;
};

enum class Search { Handled, Continue, Unhandled };

int32_t ask(const Scope &S, const FrameInfo &Info, Pointers &What) {
  if (S.Handler == 1)
    return 1;
  return callDriver("exception filter", codeAt<Filter>(S.Handler), &What,
                    reinterpret_cast<void *>(Info.Establisher));
}

Search search(Registers Regs, Pointers &What, Taker &Found) {
  while (inDriver(Regs)) {
    uint64_t Pc = Regs.Rip;
    FrameInfo Info;
    if (!image::unwindFrame(Regs, Info))
      return Search::Unhandled;
    if (!Info.HandlesExceptions)
      continue;
    ScopeTable Table = scopesOf(Info);
    for (uint32_t I = 0; I != Table.Count; ++I) {
      const Scope &S = Table.First[I];
      if (!S.Target || !covers(S, Pc))
        continue;
      int32_t Verdict = ask(S, Info, What);
      if (Verdict < 0)
        return Search::Continue;
      if (Verdict > 0) {
        Found = {Info.Establisher, I};
        return Search::Handled;
      }
    }
  }
  return Search::Unhandled;
}

void runTerminations(const FrameInfo &Info, uint64_t Pc, uint32_t Until) {
  ScopeTable Table = scopesOf(Info);
  for (uint32_t I = 0; I != Table.Count && I != Until; ++I) {
    const Scope &S = Table.First[I];
    if (!S.Target && covers(S, Pc))
      callDriver("termination handler", codeAt<Termination>(S.Handler),
                 nt::BOOLEAN(1), reinterpret_cast<void *>(Info.Establisher));
  }
}

/// Unwinds to the frame of \p To, runs what is to be run on the way, and jumps
/// into its block.
[[noreturn]] void unwindTo(Registers Regs, const Taker &To, nt::NTSTATUS Code) {
  for (;;) {
    Registers Outer = Regs;
    FrameInfo Info;
    if (!image::unwindFrame(Outer, Info))
      bugcheck("seh-unhandled", "the driver's stack is damaged");
    bool Last = Info.HandlerData && Info.Establisher == To.Establisher;
    if (Info.HandlesUnwind || Info.HandlesExceptions)
      runTerminations(Info, Regs.Rip, Last ? To.Index : ~0u);
    if (Last) {
      Regs.Gpr[image::RAX] = uint32_t(Code);
      Regs.Rip = reinterpret_cast<uint64_t>(image::base()) +
                 scopesOf(Info).First[To.Index].Target;
      KernelContinue(&Regs);
    }
    Regs = Outer;
  }
}

void fillContext(nt::CONTEXT &Context, const Registers &Regs) {
  memset(static_cast<void *>(&Context), 0, sizeof(Context));
  Context.ContextFlags = 0x10000b; // control, integer and floating point
  Context.MxCsr = 0x1f80;
  memcpy(Context.Gpr, Regs.Gpr, sizeof(Regs.Gpr));
  memcpy(Context.Xmm, Regs.Xmm, sizeof(Regs.Xmm));
  Context.Rip = Regs.Rip;
}

[[noreturn]] void continueAt(const nt::CONTEXT &Context) {
  Registers Regs;
  memcpy(Regs.Gpr, Context.Gpr, sizeof(Regs.Gpr));
  memcpy(Regs.Xmm, Context.Xmm, sizeof(Regs.Xmm));
  Regs.Rip = Context.Rip;
  KernelContinue(&Regs);
}

[[noreturn]] void unhandled(const nt::EXCEPTION_RECORD &Record) {
  if (Record.ExceptionCode == nt::STATUS_ACCESS_VIOLATION)
    bugcheck("mem-bad-access",
             "the driver %s memory at %#llx, where there is "
             "none, and nothing handles the exception",
             Record.ExceptionInformation[0] ? "writes" : "reads",
             (unsigned long long)Record.ExceptionInformation[1]);
  bugcheck("seh-unhandled", "nothing handles the exception %#x",
           unsigned(Record.ExceptionCode));
}
} // namespace

void dispatch(nt::EXCEPTION_RECORD &Record, const Registers &Regs,
              bool Continuable) {
  KERNEL_TRACE("exception %#x", unsigned(Record.ExceptionCode));
  auto *Context = run::create<nt::CONTEXT>();
  fillContext(*Context, Regs);
  Pointers What = {&Record, Context};
  Taker Found;
  switch (search(Regs, What, Found)) {
  case Search::Handled:
    unwindTo(Regs, Found, Record.ExceptionCode);
  case Search::Continue:
    if (!Continuable)
      bugcheck("seh-unhandled", "a filter continues an exception that cannot "
                                "be continued");
    continueAt(*Context);
  case Search::Unhandled:
    break;
  }
  unhandled(Record);
}

void raiseStatus(nt::NTSTATUS Status) {
  auto *Record = run::create<nt::EXCEPTION_RECORD>();
  const CallFrame &Frame = *self()->Frame;
  *Record = {};
  Record->ExceptionCode = Status;
  Record->ExceptionFlags = 1; // cannot be continued
  Record->ExceptionAddress = reinterpret_cast<void *>(Frame.Rip);
  dispatch(*Record, image::callerOf(Frame), false);
}

void raiseAccessViolation(const void *Address, bool Write) {
  auto *Record = run::create<nt::EXCEPTION_RECORD>();
  const CallFrame &Frame = *self()->Frame;
  *Record = {};
  Record->ExceptionCode = nt::STATUS_ACCESS_VIOLATION;
  Record->ExceptionAddress = reinterpret_cast<void *>(Frame.Rip);
  Record->NumberParameters = 2;
  Record->ExceptionInformation[0] = Write;
  Record->ExceptionInformation[1] = reinterpret_cast<uint64_t>(Address);
  dispatch(*Record, image::callerOf(Frame), false);
}

} // namespace seh

namespace {
MSABI void ExRaiseStatus(nt::NTSTATUS Status) { seh::raiseStatus(Status); }
KERNEL_EXPORT(ExRaiseStatus, nt::HIGH_LEVEL)
KERNEL_EXPORT_AS(RtlRaiseStatus, ExRaiseStatus, nt::HIGH_LEVEL)

MSABI void ExRaiseAccessViolation() {
  seh::raiseAccessViolation(nullptr, false);
}
KERNEL_EXPORT(ExRaiseAccessViolation, nt::HIGH_LEVEL)

MSABI void ExRaiseDatatypeMisalignment() {
  seh::raiseStatus(nt::STATUS_DATATYPE_MISALIGNMENT);
}
KERNEL_EXPORT(ExRaiseDatatypeMisalignment, nt::HIGH_LEVEL)

MSABI void RtlRaiseException(nt::EXCEPTION_RECORD *Record) {
  const CallFrame &Frame = *self()->Frame;
  Record->ExceptionAddress = reinterpret_cast<void *>(Frame.Rip);
  seh::dispatch(*Record, image::callerOf(Frame), !(Record->ExceptionFlags & 1));
}
KERNEL_EXPORT(RtlRaiseException, nt::HIGH_LEVEL)

// Images refer to it from their unwind data only; dispatch() does its work.
MSABI int32_t CSpecificHandler(void *, void *, void *, void *) {
  inconclusive("the driver calls __C_specific_handler itself");
}
KERNEL_EXPORT_AS(__C_specific_handler, CSpecificHandler, nt::HIGH_LEVEL)
} // namespace
} // namespace kernel
