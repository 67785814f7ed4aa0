//===- Export.cpp - Kernel routines by the name drivers import ------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "abi/Export.h"
#include "abi/CallFrame.h"
#include "abi/DriverCall.h"
#include "base/Scheduler.h"
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <sys/mman.h>
#include <unordered_map>

extern "C" void KernelEnter();

namespace kernel {

static_assert(offsetof(Export, Target) == 0 && offsetof(Export, MaxIrql) == 8,
              "known to Stubs.S");

namespace {
Export *First = nullptr;

using ExportTable = std::unordered_map<std::string, const Export *>;

const ExportTable &table() {
  static const ExportTable Table = [] {
    ExportTable Made;
    for (const Export *Record = First; Record; Record = Record->Next)
      if (!Made.emplace(Record->Name, Record).second) {
        fprintf(stderr, "wsk-kernel: %s is exported twice\n", Record->Name);
        abort();
      }
    return Made;
  }();
  return Table;
}

constexpr uintptr_t StubBase = 0x220000000000;
constexpr size_t StubSpace = size_t(16) << 20;
constexpr size_t StubSize = 32;
uint8_t *NextStub = nullptr;

uint8_t *stubMemory() {
  static uint8_t *Memory = [] {
    void *Made = mmap(
        reinterpret_cast<void *>(StubBase), StubSpace, PROT_READ | PROT_EXEC,
        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1,
        0);
    if (Made == MAP_FAILED) {
      perror("wsk-kernel: cannot map the stubs");
      exit(3);
    }
    return static_cast<uint8_t *>(Made);
  }();
  return Memory;
}

/// For the stub at \p Code, which lies on one page.
void allowWriting(uint8_t *Code, bool Allow) {
  constexpr uintptr_t PageMask = 4095;
  auto Page = reinterpret_cast<uintptr_t>(Code) & ~PageMask;
  if (mprotect(reinterpret_cast<void *>(Page), PageMask + 1,
               PROT_READ | (Allow ? PROT_WRITE : PROT_EXEC)) != 0) {
    perror("wsk-kernel: cannot protect the stubs");
    exit(3);
  }
}

MSABI void callUnmodelled() {
  inconclusive("the driver calls %s, which is not modelled",
               KernelCurrentFrame->Callee->Name);
}
} // namespace

ExportEntry::ExportEntry(const char *ExportName, void *ExportTarget,
                         nt::KIRQL Irql, bool Data, uint8_t Count) {
  Arguments = Count;
  Target = ExportTarget;
  MaxIrql = Irql;
  IsData = Data;
  Modelled = true;
  Name = ExportName;
  Next = First;
  First = this;
}

/// Atomic operations differ in their memory ordering only by name, and some
/// headers call them by the intrinsic's name.
static std::string canonical(std::string Name) {
  if (Name.compare(0, 12, "_Interlocked") == 0)
    Name.erase(0, 1);
  if (Name.compare(0, 11, "Interlocked") != 0 &&
      Name.compare(0, 4, "Read") != 0 && Name.compare(0, 5, "Write") != 0)
    return Name;
  for (const char *Ordering : {"Acquire", "Release", "NoFence", "Raw"}) {
    size_t At = Name.find(Ordering);
    if (At != std::string::npos)
      Name.erase(At, strlen(Ordering));
  }
  return Name;
}

const Export *findExport(const char *Name) {
  auto Place = table().find(canonical(Name));
  return Place == table().end() ? nullptr : Place->second;
}

const Export *makeUnmodelled(const char *Name) {
  auto *Record = new Export();
  Record->Target = reinterpret_cast<void *>(&callUnmodelled);
  Record->MaxIrql = nt::HIGH_LEVEL;
  Record->IsData = false;
  Record->Modelled = false;
  Record->Arguments = 4;
  Record->Name = strdup(Name);
  return Record;
}

void *newStub(const Export &Record) {
  if (!NextStub)
    NextStub = stubMemory();
  uint8_t *Code = NextStub;
  NextStub += StubSize;
  if (NextStub > stubMemory() + StubSpace) {
    fputs("wsk-kernel: too many stubs\n", stderr);
    exit(3);
  }
  const Export *Address = &Record;
  void (*Enter)() = &KernelEnter;
  // Open only meanwhile: a wild pointer of the driver must not change stubs.
  allowWriting(Code, true);
  // mov r11, Record; mov rax, KernelEnter; jmp rax
  const uint8_t LoadRecord[] = {0x49, 0xBB}, LoadEnter[] = {0x48, 0xB8},
                Jump[] = {0xFF, 0xE0};
  memcpy(Code, LoadRecord, 2);
  memcpy(Code + 2, &Address, 8);
  memcpy(Code + 10, LoadEnter, 2);
  memcpy(Code + 12, &Enter, 8);
  memcpy(Code + 20, Jump, 2);
  allowWriting(Code, false);
  return Code;
}

void *stubFor(const Export &Record) {
  static std::unordered_map<const Export *, void *> Stubs;
  void *&Stub = Stubs[&Record];
  if (!Stub)
    Stub = newStub(Record);
  return Stub;
}

bool isStub(const void *Address) {
  auto A = reinterpret_cast<uintptr_t>(Address);
  return A >= StubBase && A < reinterpret_cast<uintptr_t>(NextStub);
}

} // namespace kernel

namespace {
// Scheduling points of the run that is to end at its next call; 0: none is.
volatile uint64_t StopAt = 0;

/// One line of the trace for a call. The host's own addresses differ from run
/// to run and say nothing to a reader.
void traceCall(const kernel::Export &Callee, const uint64_t *Arguments) {
  constexpr uint64_t HostLow = 0x300000000000, HostHigh = 0x800000000000;
  char Text[128] = "";
  size_t Used = 0;
  for (unsigned I = 0; I != Callee.Arguments; ++I) {
    uint64_t Value = Arguments[I];
    const char *Comma = I ? ", " : "";
    bool Host = Value >= HostLow && Value < HostHigh;
    Used +=
        size_t(Host ? snprintf(Text + Used, sizeof(Text) - Used, "%s-", Comma)
                    : snprintf(Text + Used, sizeof(Text) - Used, "%s%#llx",
                               Comma, (unsigned long long)Value));
  }
  kernel::traceLine("%s(%s)", Callee.Name, Text);
}
} // namespace

bool kernel::stopAtNextCall() {
  uint64_t Now = KernelCurrentFrame ? steps() + 1 : 0;
  if (StopAt == Now)
    return false;
  StopAt = Now;
  if (KernelCurrentFrame)
    KernelCurrentFrame->Watch = 1;
  return true;
}

/// Where a stub goes when something about the call needs attention. \p
/// Arguments are the four in registers.
extern "C" MSABI void KernelEnterSlowly(kernel::CallFrame *Frame,
                                        uint64_t *Arguments) {
  using namespace kernel;
  const Export &Callee = *Frame->Callee;
  if (uint64_t Stopped = StopAt) {
    StopAt = 0;
    if (Stopped == steps() + 1)
      inconclusive("the driver calls %s and the like for seconds, and nothing "
                   "comes of it",
                   Callee.Name);
  }
  if (Frame->Rsp < Frame->StackLimit)
    bugcheck("stack-overflow",
             "the driver uses more stack than the 24 KiB of a kernel thread");
  // The checks before loads and stores would drown everything else.
  if (Detailed && strncmp(Callee.Name, "__tsan", 6) != 0)
    traceCall(Callee, Arguments);
  if (Frame->Irql > Callee.MaxIrql)
    report("irql-api",
           "%s is called at IRQL %u; it may be called at %u at most",
           Callee.Name, unsigned(Frame->Irql), unsigned(Callee.MaxIrql));
}
