//===- Scheduler.cpp - Fibers, waiting and simulated time -----------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "base/Scheduler.h"
#include "base/Machine.h"
#include <algorithm>

kernel::CallFrame *KernelCurrentFrame = nullptr;

namespace kernel {

Limits RunLimits;

namespace {
// After so many scheduling points without a switch a fiber that others wait for
// is taken to spin: somebody else must get a turn.
constexpr unsigned SpinPatience = 64;

struct Timer {
  Time When;
  uint64_t Id;
  const char *Name;
  FiberBody Action;
  void *Argument;
  Fiber *Sleeper; ///< instead of Action: whose deadline this is
};

struct State {
  run::vector<Fiber *> Live;
  run::vector<Fiber *> Ready; // in the order they became ready
  run::vector<Timer> Timers;  // sorted, latest first
  run::vector<Fiber *> Spare; // ended, to be used again
  Fiber *Ended = nullptr;     // the latest to end
  Fiber *Current = nullptr;
  Time Now = Time(132000000000000000); // some day in 2019
  uint64_t Steps = 0;
  uint64_t NextTimer = 1;
  uint32_t NextId = 1;
  uint64_t BackgroundSince = 0; // the step a background fiber began to wait at
  unsigned Unswitched = 0;
  unsigned IdleTimers = 0;
};
run::Local<State> Sched;
// Sched-> costs a test of the epoch; the running fiber is asked for often.
Fiber *Current = nullptr;
Strategy *TheStrategy = nullptr;
World *TheWorld = nullptr;

bool occupiesProcessor(const Fiber *F) {
  if (!F->Started || F == Current)
    return false;
  if (F->State == FiberState::Ready)
    return F->irql() >= nt::DISPATCH_LEVEL;
  return F->State == FiberState::Blocked && F->Wait->Spinning;
}

/// Nobody else runs while all processors are busy at DISPATCH_LEVEL.
bool processorsFree() {
  unsigned Busy = 0;
  for (const Fiber *F : Sched->Live)
    Busy += occupiesProcessor(F);
  return Busy < RunLimits.Processors;
}

bool canRun(const Fiber *F, bool Free) {
  return Free || (F->Started && F->irql() >= nt::DISPATCH_LEVEL);
}

void makeReady(Fiber *F) {
  F->State = FiberState::Ready;
  F->Wait = nullptr;
  Sched->Ready.push_back(F);
}

void dropTimerOf(const Fiber *F) {
  auto &Timers = Sched->Timers;
  for (size_t I = 0; I != Timers.size(); ++I)
    if (Timers[I].Sleeper == F) {
      Timers.erase(Timers.begin() + I);
      return;
    }
}

uint64_t addTimer(Timer Made) {
  Made.Id = Sched->NextTimer++;
  auto &Timers = Sched->Timers;
  auto Place = Timers.end();
  while (Place != Timers.begin() && (Place - 1)->When <= Made.When)
    --Place;
  Timers.insert(Place, Made);
  return Made.Id;
}

void fireNextTimer() {
  Timer Due = Sched->Timers.back();
  Sched->Timers.pop_back();
  Sched->Now = std::max(Sched->Now, Due.When);
  if (Due.Sleeper) {
    Due.Sleeper->TimedOut = true;
    makeReady(Due.Sleeper);
    return;
  }
  spawn(FiberKind::Dpc, Due.Name, Due.Action, Due.Argument, nt::DISPATCH_LEVEL);
}

/// The fibers that may run now: the running one first (when \p WithCurrent),
/// background ones last. A fixed array keeps this off the heap.
struct Candidates {
  static constexpr unsigned Max = 32;
  Fiber *List[Max];
  unsigned Count = 0;
  unsigned Background = 0;
  bool Timer = false;
  unsigned total() const { return Count + Timer; }
};

void collect(Candidates &Found, bool WithCurrent) {
  bool Free = processorsFree();
  if (WithCurrent)
    Found.List[Found.Count++] = Current;
  for (Fiber *F : Sched->Ready)
    if (!F->Background && canRun(F, Free) && Found.Count < Found.Max)
      Found.List[Found.Count++] = F;
  // A processor raised to DISPATCH_LEVEL takes no clock interrupts' DPCs; the
  // other one does.
  Found.Timer = Free && !Sched->Timers.empty() && !TheWorld;
  for (Fiber *F : Sched->Ready)
    if (F->Background && canRun(F, Free) && Found.Count < Found.Max) {
      Found.List[Found.Count++] = F;
      ++Found.Background;
    }
}

/// Answer \p N of the order: foreground fibers, the timer, background fibers.
/// Null stands for the timer.
Fiber *candidate(const Candidates &Found, unsigned N) {
  unsigned Foreground = Found.Count - Found.Background;
  if (!Found.Timer || N < Foreground)
    return Found.List[N];
  return N == Foreground ? nullptr : Found.List[N - 1];
}

uint32_t chooseFiber(ChoiceKind Kind, const Candidates &Found, uint32_t Rare) {
  if (Found.total() < 2 || !TheStrategy)
    return 0;
  uint32_t Ids[Candidates::Max + 1];
  for (unsigned I = 0; I != Found.total(); ++I) {
    Fiber *F = candidate(Found, I);
    Ids[I] = F ? F->Id : 0;
  }
  return TheStrategy->choose(
      {Kind, Found.total(), Rare, Current->Frame->Rip, Ids});
}

void takeFromReady(Fiber *F) {
  auto &Ready = Sched->Ready;
  auto Place = std::find(Ready.begin(), Ready.end(), F);
  if (Place != Ready.end())
    Ready.erase(Place);
}

void switchTo(Fiber *F) {
  takeFromReady(F);
  if (F == Current) {
    F->State = FiberState::Ready;
    return;
  }
  Fiber *From = Current;
  Current = F;
  Sched->Unswitched = 0;
  KernelCurrentFrame = F->Frame;
  machine::switchContext(From, F);
}

void countStep() {
  if (++Sched->Steps > RunLimits.Steps)
    inconclusive("the run did not end within %llu scheduling points",
                 (unsigned long long)RunLimits.Steps);
}

/// The deadline of the earliest timer.
Time nextDue() {
  return Sched->Timers.empty() ? Never : Sched->Timers.back().When;
}

void fireDueTimers() {
  while (nextDue() <= now())
    fireNextTimer();
}

/// Real mode: waits for the world until some fiber is ready.
void waitForWorld() {
  while (Sched->Ready.empty()) {
    bool More = TheWorld->handleEvents(nextDue());
    fireDueTimers();
    if (!More && Sched->Timers.empty() && Sched->Ready.empty())
      return;
  }
}

[[noreturn]] void hang() {
  reportHang();
  endRun(RunEnd::Hang);
}

/// The background fiber, once the others have been busy for long enough.
Fiber *overdue() {
  if (Sched->Steps - Sched->BackgroundSince < RunLimits.BusySteps)
    return nullptr;
  for (Fiber *F : Sched->Ready)
    if (F->Background && canRun(F, processorsFree()))
      return F;
  return nullptr;
}

/// Decides what is next when the running fiber cannot go on.
void switchAway() {
  countStep();
  if (!TheWorld)
    if (Fiber *Late = overdue())
      return switchTo(Late);
  for (;;) {
    if (TheWorld)
      waitForWorld();
    Candidates Found;
    collect(Found, false);
    if (Found.total() == 0)
      hang();
    bool OnlyWaiting = Found.Count == Found.Background;
    unsigned Rare = Found.Background + Found.Timer;
    // An idle driver sees a few timers expire before it is unloaded.
    if (OnlyWaiting && Found.Timer && Found.Background &&
        Sched->IdleTimers >= RunLimits.IdleTimers)
      Found.Timer = false;
    unsigned N = chooseFiber(ChoiceKind::Pick, Found, OnlyWaiting ? 0 : Rare);
    if (Fiber *Next = candidate(Found, N))
      return switchTo(Next);
    ++Sched->IdleTimers;
    fireNextTimer();
  }
}

void fiberMain(Fiber *F) {
  F->Started = true;
  F->Body(F->Argument);
  exitFiber();
}
} // namespace

const char *name(ChoiceKind Kind) {
  static const char *const Names[ChoiceKinds] = {
      "preempt", "pick",    "fault", "status", "inline",
      "order",   "partial", "peer",  "time",   "memory"};
  return Names[unsigned(Kind)];
}

uint32_t choose(ChoiceKind Kind, uint32_t Count, uint32_t Rare) {
  if (Count < 2 || !TheStrategy)
    return 0;
  uintptr_t Site = Current ? Current->Frame->Rip : 0;
  return TheStrategy->choose({Kind, Count, Rare, Site, nullptr});
}

void setStrategy(Strategy *S) { TheStrategy = S; }
void setWorld(World *W) { TheWorld = W; }
World *world() { return TheWorld; }

Fiber *self() { return Current; }

Fiber *const *liveFibers(unsigned &Count) {
  Count = Sched->Live.size();
  return Sched->Live.data();
}

/// A fiber of the kernel's own that has ended, or a new one.
static Fiber *newFiber() {
  if (Sched->Spare.empty()) {
    Fiber *F = run::create<Fiber>();
    F->Frame = run::create<CallFrame>();
    return F;
  }
  Fiber *F = Sched->Spare.back();
  Sched->Spare.pop_back();
  CallFrame *Frame = F->Frame;
  *F = Fiber();
  *Frame = CallFrame();
  F->Frame = Frame;
  return F;
}

/// Nobody keeps a pointer to a DPC. The latest one is still being left.
static void keepForReuse(Fiber *F) {
  if (F->Kind != FiberKind::Dpc)
    return;
  if (Sched->Ended)
    Sched->Spare.push_back(Sched->Ended);
  Sched->Ended = F;
}

Fiber *spawn(FiberKind Kind, const char *Name, FiberBody Body, void *Argument,
             nt::KIRQL Irql) {
  Fiber *F = newFiber();
  F->Id = Sched->NextId++;
  F->Kind = Kind;
  F->Name = Name;
  F->Body = Body;
  F->Argument = Argument;
  F->Frame->Irql = Irql;
  F->Frame->Watch = Detailed;
  machine::prepare(F, fiberMain);
  Sched->Live.push_back(F);
  makeReady(F);
  return F;
}

void exitFiber() {
  Fiber *F = Current;
  F->State = FiberState::Done;
  auto &Live = Sched->Live;
  Live.erase(std::find(Live.begin(), Live.end(), F));
  machine::retire(F);
  keepForReuse(F);
  if (Live.empty())
    endRun(RunEnd::Finished);
  switchAway();
  __builtin_unreachable();
}

void yield() {
  countStep();
  if (TheWorld && (Sched->Steps & 255) == 0) {
    TheWorld->handleEvents(0);
    fireDueTimers();
  }
  if (Sched->Ready.empty() && (Sched->Timers.empty() || TheWorld))
    return;
  Candidates Found;
  collect(Found, true);
  if (Found.total() < 2)
    return;
  unsigned Foreground = Found.Count - Found.Background;
  unsigned N;
  if (++Sched->Unswitched > SpinPatience && Foreground > 1)
    N = 1;
  else
    N = chooseFiber(ChoiceKind::Preempt, Found, Found.Background + Found.Timer);
  if (N == 0)
    return;
  Fiber *Next = candidate(Found, N);
  if (!Next)
    return fireNextTimer();
  makeReady(Current);
  switchTo(Next);
}

void yieldInBackground() {
  Current->Background = true;
  Sched->BackgroundSince = Sched->Steps;
  makeReady(Current);
  switchAway();
  Current->Background = false;
}

bool block(WaitRecord &Record, Time Deadline) {
  Fiber *F = Current;
  F->State = FiberState::Blocked;
  F->Wait = &Record;
  F->TimedOut = false;
  if (Deadline != Never)
    addTimer({Deadline, 0, "", nullptr, nullptr, F});
  switchAway();
  return !F->TimedOut;
}

void wake(Fiber *F) {
  if (F->State != FiberState::Blocked)
    return;
  dropTimerOf(F);
  makeReady(F);
}

Time now() { return TheWorld ? TheWorld->now() : Sched->Now; }

uint64_t callAt(Time When, const char *Name, FiberBody Action, void *Argument) {
  return addTimer({When, 0, Name, Action, Argument, nullptr});
}

bool cancelTimer(uint64_t Id) {
  auto &Timers = Sched->Timers;
  for (size_t I = 0; I != Timers.size(); ++I)
    if (Timers[I].Id == Id) {
      Timers.erase(Timers.begin() + I);
      return true;
    }
  return false;
}

uint64_t steps() { return Sched->Steps; }

RunEnd runFibers(FiberBody Harness, void *Argument) {
  Current = nullptr;
  Fiber *First = spawn(FiberKind::Harness, "harness", Harness, Argument);
  takeFromReady(First);
  Current = First;
  KernelCurrentFrame = First->Frame;
  return machine::enter(First);
}

void endRun(RunEnd End) {
  Current = nullptr;
  KernelCurrentFrame = nullptr;
  machine::leave(End);
}

} // namespace kernel
