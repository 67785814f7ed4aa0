//===- Machine.cpp - Stacks and context switches --------------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "base/Machine.h"
#include "base/Scheduler.h"
#include "base/Snapshot.h"
#include <boost/context/detail/fcontext.hpp>
#include <cstdio>
#include <cstdlib>
#include <sys/mman.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define KERNEL_ASAN 1
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#endif
#endif

#ifdef KERNEL_ASAN
extern "C" void __asan_set_shadow_00(uintptr_t Shadow, uintptr_t Size);

/// Locals must lie on the fibers' stacks, where drivers expect them.
extern "C" const char *__asan_default_options() {
  return "detect_stack_use_after_return=0";
}
#endif

namespace kernel {
namespace machine {

namespace ctx = boost::context::detail;

namespace {
// The driver may use DriverStackSize; the rest is for the host's own code below
// it (formatting, the sanitizers), then comes a page that faults.
constexpr size_t HostReserve = 232 * 1024;
constexpr size_t StackSize = DriverStackSize + HostReserve;
constexpr size_t Page = 4096;
constexpr size_t MaxStacks = 16384;
// At a fixed place: addresses of locals must repeat from run to run.
constexpr uintptr_t StackBase = 0x210000000000;

unsigned Free[MaxStacks]; // stacks that were given back, last first
unsigned FreeCount = 0;
unsigned Used = 0; // stacks handed out since the run began
int Retired = -1;  // the stack of the fiber that just ended
unsigned Mapped = 0;
ctx::fcontext_t Root; // the host, while fibers run
void *Paused;         // the running fiber, while the host has paused the run
RunEnd End = RunEnd::Finished;
#ifdef KERNEL_ASAN
const void *RootStack; // known to the first fiber that is switched to
size_t RootStackSize;
bool FromRoot = false;
#endif

char *stackLow(unsigned Index) {
  return reinterpret_cast<char *>(StackBase + Index * (StackSize + Page)) +
         Page;
}

void mapStack(unsigned Index) {
  if (Index >= MaxStacks)
    inconclusive("the run has more than %zu threads", MaxStacks);
  void *Memory = mmap(
      stackLow(Index), StackSize, PROT_READ | PROT_WRITE,
      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);
  if (Memory == MAP_FAILED)
    inconclusive("there is no memory for the stack of another thread");
}

unsigned takeStack() {
  if (FreeCount)
    return Free[--FreeCount];
  if (Used == Mapped) {
    mapStack(Mapped);
    ++Mapped;
  }
  return Used++;
}

unsigned indexOf(const Fiber *F) {
  return (reinterpret_cast<uintptr_t>(F->StackLow) - Page - StackBase) /
         (StackSize + Page);
}

struct Start {
  Fiber *F;
  void (*Main)(Fiber *);
};

/// First on the new stack: \p From is whoever switched here.
void arrive(ctx::transfer_t From);

void noteOrigin(ctx::transfer_t From) {
  // The transferred pointer is the slot for the context left behind.
  if (From.data)
    *static_cast<void **>(From.data) = From.fctx;
}

void (*FiberMain)(Fiber *) = nullptr;
Fiber *Arriving = nullptr;

void arrive(ctx::transfer_t From) {
#ifdef KERNEL_ASAN
  __sanitizer_finish_switch_fiber(nullptr, FromRoot ? &RootStack : nullptr,
                                  FromRoot ? &RootStackSize : nullptr);
  FromRoot = false;
#endif
  noteOrigin(From);
  FiberMain(Arriving);
}

void beforeSwitch(Fiber *To, void **Keep) {
#ifdef KERNEL_ASAN
  __sanitizer_start_switch_fiber(Keep, To->StackLow, StackSize);
#endif
  Arriving = To;
}

/// What abandoned frames left in the sanitizer's books is no longer true.
void forgetFrames(const Fiber *F) {
#ifdef KERNEL_ASAN
  size_t Scale, Offset;
  __asan_get_shadow_mapping(&Scale, &Offset);
  auto Low = reinterpret_cast<uintptr_t>(F->StackLow);
  __asan_set_shadow_00((Low >> Scale) + Offset, StackSize >> Scale);
#endif
}

void freeRetired() {
  if (Retired < 0)
    return;
  Free[FreeCount++] = Retired;
  Retired = -1;
}
} // namespace

void prepare(Fiber *F, void (*Main)(Fiber *)) {
  FiberMain = Main;
  unsigned Index = takeStack();
  F->StackLow = stackLow(Index);
  // Stacks of one run begin at different places of a page, so that the cache
  // holds them together.
  constexpr unsigned Places = 4;
  F->StackHigh = F->StackLow + StackSize - Index % Places * (Page / Places);
  F->Frame->StackLimit =
      reinterpret_cast<uint64_t>(F->StackHigh) - DriverStackSize;
  forgetFrames(F);
  F->Context = ctx::make_fcontext(F->StackHigh, StackSize, arrive);
}

void retire(Fiber *F) {
  freeRetired();
  Retired = indexOf(F);
}

void switchContext(Fiber *From, Fiber *To) {
  void *Keep = nullptr;
  (void)Keep;
  beforeSwitch(To, &Keep);
  void *Target = To->Context;
  // The slot lives in the fiber, so it is good after the switch.
  ctx::transfer_t Back = ctx::jump_fcontext(Target, &From->Context);
#ifdef KERNEL_ASAN
  __sanitizer_finish_switch_fiber(Keep, nullptr, nullptr);
#endif
  noteOrigin(Back);
}

void abandon() {
  FreeCount = 0;
  Used = 0;
  Retired = -1;
}

/// Back on the host's stack, because the run has ended or was paused.
static RunEnd arriveAtRoot(ctx::transfer_t From) {
  if (End == RunEnd::Paused)
    Paused = From.fctx;
  else
    abandon();
  return End;
}

RunEnd enter(Fiber *First) {
  void *Keep = nullptr;
  (void)Keep;
  beforeSwitch(First, &Keep);
#ifdef KERNEL_ASAN
  FromRoot = true;
#endif
  ctx::transfer_t Back = ctx::jump_fcontext(First->Context, &Root);
#ifdef KERNEL_ASAN
  __sanitizer_finish_switch_fiber(Keep, nullptr, nullptr);
#endif
  return arriveAtRoot(Back);
}

void pause() {
  End = RunEnd::Paused;
  noteOrigin(ctx::jump_fcontext(Root, nullptr));
}

RunEnd resume() { return arriveAtRoot(ctx::jump_fcontext(Paused, &Root)); }

void leave(RunEnd Reason) {
  End = Reason;
#ifdef KERNEL_ASAN
  __sanitizer_start_switch_fiber(nullptr, RootStack, RootStackSize);
#endif
  ctx::jump_fcontext(Root, nullptr);
  __builtin_unreachable();
}

/// The used parts of the stacks, and which are in use.
static void list(RunRanges &Into) {
  Into.add(Free, FreeCount * sizeof(Free[0]));
  Into.add(FreeCount);
  Into.add(Used);
  Into.add(Retired);
  Into.add(Paused);
  auto AddStack = [&Into](const Fiber *F, void *From) {
    Into.add(From, F->StackHigh - static_cast<char *>(From));
  };
  AddStack(self(), Paused); // perhaps at its end, and not alive any more
  unsigned Count;
  Fiber *const *Live = liveFibers(Count);
  for (unsigned I = 0; I != Count; ++I)
    if (Live[I] != self())
      AddStack(Live[I], Live[I]->Context);
}
static RunState Stacks(list);

bool isOnStack(const void *Address) {
  auto A = reinterpret_cast<uintptr_t>(Address);
  return A >= StackBase && A < StackBase + Used * (StackSize + Page);
}

} // namespace machine
} // namespace kernel
