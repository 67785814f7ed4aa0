//===- Faults.cpp - From signals to exceptions ----------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "abi/DriverCall.h"
#include "abi/Export.h"
#include "base/Machine.h"
#include "base/Scheduler.h"
#include "monitor/Guarded.h"
#include "nt/Status.h"
#include "seh/Exception.h"
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <sys/time.h>
#include <ucontext.h>
#include <unistd.h>

extern "C" void KernelFaultEntry();

namespace kernel {
namespace seh {

namespace {
constexpr size_t SignalStackSize = 64 * 1024;
constexpr size_t EmergencyStackSize = 256 * 1024;
char *EmergencyStack = nullptr;

/// What the signal handler leaves for the code it resumes.
struct Fault {
  image::Registers Regs;
  nt::NTSTATUS Code;
  uint64_t Address;
  bool Write;
  bool InDriver;
  bool StackGone;
  bool Busy;    ///< no fault: the driver does not call the kernel any more
  bool Syscall; ///< the driver tried a system call of the host
};
Fault Pending;

// The driver is stopped when it computes for so many seconds of processor time
// without calling the kernel.
constexpr unsigned BusySeconds = 5;
uint64_t LastStep = 0;
unsigned BusyTicks = 0;

nt::NTSTATUS codeOf(int Signal, const siginfo_t &Info) {
  switch (Signal) {
  case SIGFPE:
    return Info.si_code == FPE_INTDIV ? nt::STATUS_INTEGER_DIVIDE_BY_ZERO
                                      : nt::STATUS_INTEGER_OVERFLOW;
  case SIGILL:
    return nt::STATUS_ILLEGAL_INSTRUCTION;
  case SIGTRAP:
    return nt::STATUS_BREAKPOINT;
  default:
    return nt::STATUS_ACCESS_VIOLATION;
  }
}

void readRegisters(const ucontext_t &Context, image::Registers &Regs) {
  const greg_t *G = Context.uc_mcontext.gregs;
  const int Order[16] = {REG_RAX, REG_RCX, REG_RDX, REG_RBX, REG_RSP, REG_RBP,
                         REG_RSI, REG_RDI, REG_R8,  REG_R9,  REG_R10, REG_R11,
                         REG_R12, REG_R13, REG_R14, REG_R15};
  for (unsigned I = 0; I != 16; ++I)
    Regs.Gpr[I] = uint64_t(G[Order[I]]);
  Regs.Rip = uint64_t(G[REG_RIP]);
  if (Context.uc_mcontext.fpregs)
    memcpy(Regs.Xmm, Context.uc_mcontext.fpregs->_xmm, sizeof(Regs.Xmm));
}

/// A jump to nowhere: the faulting instruction is where the call came from.
void undoWildCall(image::Registers &Regs) {
  auto *Top = reinterpret_cast<void *>(Regs.Gpr[image::RSP]);
  uint64_t Return = 0;
  if (machine::isOnStack(Top))
    memcpy(&Return, Top, 8);
  if (!image::isCode(reinterpret_cast<void *>(Return)))
    return;
  Regs.Rip = Return;
  Regs.Gpr[image::RSP] += 8;
}

void die() {
  const char Text[] = "wsk-kernel: internal error: a fault outside of a run\n";
  ssize_t Written = write(2, Text, sizeof(Text) - 1);
  _exit(Written < 0 ? 4 : 3);
}

/// Lets the interrupted fiber go on in KernelFaultEntry with what is Pending.
void resumeInHandler(Fiber *F, ucontext_t &Context) {
  uint64_t Rsp = Pending.Regs.Gpr[image::RSP];
  auto Low = reinterpret_cast<uint64_t>(F->StackLow);
  constexpr uint64_t Room = 64 * 1024, RedZone = 256;
  Pending.StackGone =
      Rsp < Low + Room || Rsp > reinterpret_cast<uint64_t>(F->StackHigh);
  uint64_t Resume =
      Pending.StackGone
          ? reinterpret_cast<uint64_t>(EmergencyStack + EmergencyStackSize)
          : Rsp - RedZone;
  greg_t *G = Context.uc_mcontext.gregs;
  G[REG_RSP] = greg_t(Resume & ~uint64_t(15));
  G[REG_RIP] = reinterpret_cast<greg_t>(&KernelFaultEntry);
  G[REG_EFL] &= ~greg_t(0x400); // the ABI wants the direction flag clear
}

/// The driver is in the kernel, which cannot be left just anywhere: at its
/// next call then, and if it makes none the process has to go.
void stopInKernel() {
  if (stopAtNextCall())
    BusyTicks = BusySeconds;
  if (BusyTicks < 2 * BusySeconds)
    return;
  signal(SIGXCPU, SIG_DFL);
  raise(SIGXCPU);
}

/// Once per second of processor time.
void onTick(int, siginfo_t *, void *Raw) {
  auto &Context = *static_cast<ucontext_t *>(Raw);
  Fiber *F = self();
  bool Moves = !F || steps() != LastStep;
  LastStep = F ? steps() : 0;
  BusyTicks = Moves ? 0 : BusyTicks + 1;
  if (BusyTicks < BusySeconds)
    return;
  auto Rip = reinterpret_cast<void *>(Context.uc_mcontext.gregs[REG_RIP]);
  if (!image::isCode(Rip))
    return stopInKernel();
  BusyTicks = 0;
  Pending = Fault();
  readRegisters(Context, Pending.Regs);
  Pending.InDriver = Pending.Busy = true;
  resumeInHandler(F, Context);
}

void onFault(int Signal, siginfo_t *Info, void *Raw) {
  auto &Context = *static_cast<ucontext_t *>(Raw);
  Fiber *F = self();
  if (!F)
    return die();
  Pending = Fault();
  Pending.Syscall = Signal == SIGSYS;
  readRegisters(Context, Pending.Regs);
  Pending.Code = codeOf(Signal, *Info);
  Pending.Address = reinterpret_cast<uint64_t>(Info->si_addr);
  Pending.Write = Context.uc_mcontext.gregs[REG_ERR] & 2;
  Pending.InDriver = image::isCode(reinterpret_cast<void *>(Pending.Regs.Rip));
  if (!Pending.InDriver && Pending.Regs.Rip == Pending.Address) {
    undoWildCall(Pending.Regs);
    Pending.InDriver =
        image::isCode(reinterpret_cast<void *>(Pending.Regs.Rip));
  }
  resumeInHandler(F, Context);
}
} // namespace

/// Continues on the fiber's stack what the signal interrupted.
[[noreturn]] void handleFault() {
  Fault What = Pending;
  if (What.Busy)
    inconclusive(
        "the driver computes for %u seconds without calling the kernel",
        BusySeconds);
  if (What.Syscall)
    bugcheck("containment", "the driver makes a system call of the host");
  if (What.StackGone)
    bugcheck("stack-overflow", "the driver has used up its kernel stack");
  if (What.InDriver)
    self()->Frame->Rip = What.Regs.Rip;
  guarded::explainFault(What.Address);
  if (!What.InDriver)
    bugcheck("mem-bad-access",
             "%s works on memory at %#llx, where there is none",
             self()->Frame->Callee ? self()->Frame->Callee->Name : "the kernel",
             (unsigned long long)What.Address);
  // The site of a report is the faulting instruction, not the latest call.
  CallFrame &Frame = *self()->Frame;
  Frame.Rip = What.Regs.Rip;
  Frame.Rsp = What.Regs.Gpr[image::RSP] - 8;
  Frame.Rbx = What.Regs.Gpr[image::RBX];
  Frame.Rbp = What.Regs.Gpr[image::RBP];
  Frame.Rsi = What.Regs.Gpr[image::RSI];
  Frame.Rdi = What.Regs.Gpr[image::RDI];
  memcpy(&Frame.R12, &What.Regs.Gpr[12], 4 * sizeof(uint64_t));
  auto *Record = run::create<nt::EXCEPTION_RECORD>();
  *Record = {};
  Record->ExceptionCode = What.Code;
  Record->ExceptionAddress = reinterpret_cast<void *>(What.Regs.Rip);
  if (What.Code == nt::STATUS_ACCESS_VIOLATION) {
    Record->NumberParameters = 2;
    Record->ExceptionInformation[0] = What.Write;
    Record->ExceptionInformation[1] = What.Address;
  }
  dispatch(*Record, What.Regs, true);
}

void catchFaults() {
  static char *Stack = static_cast<char *>(malloc(SignalStackSize));
  EmergencyStack = static_cast<char *>(malloc(EmergencyStackSize));
  stack_t Alternate = {};
  Alternate.ss_sp = Stack;
  Alternate.ss_size = SignalStackSize;
  sigaltstack(&Alternate, nullptr);
  struct sigaction Action = {};
  Action.sa_sigaction = onFault;
  // Signals must stay deliverable: the handler's return is no return.
  Action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
  for (int Signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS})
    sigaction(Signal, &Action, nullptr);
  Action.sa_sigaction = onTick;
  Action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART;
  sigaction(SIGPROF, &Action, nullptr);
  itimerval EverySecond = {{1, 0}, {1, 0}};
  setitimer(ITIMER_PROF, &EverySecond, nullptr);
}

} // namespace seh
} // namespace kernel

extern "C" void KernelHandleFault() { kernel::seh::handleFault(); }
