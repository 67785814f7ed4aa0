//===- Scheduler.cpp - Fibers, waiting and simulated time -----------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "base/Scheduler.h"
#include "base/Machine.h"
#include "base/Snapshot.h"
#include "base/TimerList.h"
#include <algorithm>

kernel::CallFrame *KernelCurrentFrame = nullptr;

namespace kernel {

Limits RunLimits;
Fiber *Running = nullptr;

namespace {
// After so many scheduling points without a switch a fiber that others wait for
// is taken to spin: somebody else must get a turn.
constexpr unsigned SpinPatience = 64;

struct State {
  State() {
    constexpr size_t Usual = 16;
    Live.reserve(Usual);
    Ready.reserve(Usual);
    Spare.reserve(Usual);
  }
  run::vector<Fiber *> Live;
  run::vector<Fiber *> Ready; // in the order they became ready
  TimerList Timers;
  run::vector<Fiber *> Spare; // ended, to be used again
  Fiber *Ended = nullptr;     // the latest to end
  unsigned Busy = 0;          // processors kept by fibers that do not run
  Time Now = Time(132000000000000000); // some day in 2019
  uint64_t Steps = 0;
  uint32_t NextId = 1;
  uint64_t BackgroundSince = 0; // the step a background fiber began to wait at
  unsigned Unswitched = 0;
  unsigned IdleTimers = 0;
};
run::Local<State> Sched;
Strategy *TheStrategy = nullptr;
World *TheWorld = nullptr;

void setOccupies(State &S, Fiber *F, bool Does) {
  S.Busy += unsigned(Does) - unsigned(F->Occupies);
  F->Occupies = Does;
}

/// Nobody else runs while all processors are busy at DISPATCH_LEVEL.
bool processorsFree(const State &S) {
  return S.Busy - Running->Occupies < RunLimits.Processors;
}

bool canRun(const Fiber *F, bool Free) {
  return Free || (F->Started && F->irql() >= nt::DISPATCH_LEVEL);
}

void makeReady(Fiber *F) {
  State &S = *Sched;
  F->State = FiberState::Ready;
  F->Wait = nullptr;
  setOccupies(S, F, F->Started && F->irql() >= nt::DISPATCH_LEVEL);
  S.Ready.push_back(F);
}

void fireNextTimer() {
  Timer Due = Sched->Timers.takeNext();
  Sched->Now = std::max(Sched->Now, Due.When);
  if (Due.Sleeper) {
    Due.Sleeper->TimedOut = true;
    makeReady(Due.Sleeper);
    return;
  }
  spawn(FiberKind::Dpc, Due.Name, Due.Action, Due.Argument, nt::DISPATCH_LEVEL);
}

/// The fibers that may run now, in the order of the answers: the running one
/// first (when it may go on), foreground fibers, null for the timer, background
/// fibers. A fixed array keeps this off the heap.
struct Candidates {
  static constexpr unsigned Max = 32;
  Fiber *List[Max + 1];
  unsigned Count = 0;
  unsigned Foreground = 0;
  bool Timer = false;
  unsigned rare() const { return Count - Foreground; }
};

void collect(Candidates &Found, const State &S, bool WithRunning) {
  bool Free = processorsFree(S);
  Fiber *Background[Candidates::Max];
  unsigned InBackground = 0, Count = 0;
  if (WithRunning)
    Found.List[Count++] = Running;
  for (Fiber *F : S.Ready) {
    if (Count + InBackground == Candidates::Max)
      break;
    if (!canRun(F, Free))
      continue;
    if (F->Background)
      Background[InBackground++] = F;
    else
      Found.List[Count++] = F;
  }
  Found.Foreground = Count;
  // A processor raised to DISPATCH_LEVEL takes no clock interrupts' DPCs; the
  // other one does.
  Found.Timer = Free && !S.Timers.empty() && !TheWorld;
  if (Found.Timer)
    Found.List[Count++] = nullptr;
  for (unsigned I = 0; I != InBackground; ++I)
    Found.List[Count++] = Background[I];
  Found.Count = Count;
}

uint32_t chooseFiber(ChoiceKind Kind, const Candidates &Found, uint32_t Rare) {
  if (Found.Count < 2 || !TheStrategy)
    return 0;
  return TheStrategy->choose(
      {Kind, Found.Count, Rare, Running->Frame->Rip, Found.List, 0});
}

void takeFromReady(State &S, Fiber *F) {
  auto &Ready = S.Ready;
  auto Place = std::find(Ready.begin(), Ready.end(), F);
  if (Place == Ready.end())
    return;
  for (; Place + 1 != Ready.end(); ++Place)
    *Place = Place[1];
  Ready.pop_back();
  setOccupies(S, F, false);
}

void switchTo(Fiber *F) {
  State &S = *Sched;
  takeFromReady(S, F);
  if (F == Running) {
    F->State = FiberState::Ready;
    return;
  }
  Fiber *From = Running;
  Running = F;
  S.Unswitched = 0;
  KernelCurrentFrame = F->Frame;
  machine::switchContext(From, F);
}

[[noreturn]] __attribute__((noinline)) void tooManySteps() {
  inconclusive("the run did not end within %llu scheduling points",
               (unsigned long long)RunLimits.Steps);
}

// A thread that looks for work now and then keeps a driver busy for ever: who
// waits through so much of that waits for what does not come.
constexpr uint64_t LongWait = 1 << 14;

__attribute__((noinline)) void lookForLongWait(const State &S) {
  if (S.Steps > LongWait && reportLongWait(S.Steps - LongWait))
    endRun(RunEnd::Hang);
}

void countStep(State &S) {
  if (++S.Steps > RunLimits.Steps)
    tooManySteps();
  if (S.Steps % LongWait == 0 && !TheWorld)
    lookForLongWait(S);
}

void fireDueTimers() {
  while (Sched->Timers.nextDue() <= now())
    fireNextTimer();
}

/// Real mode: waits for the world until some fiber is ready.
void waitForWorld() {
  while (Sched->Ready.empty()) {
    bool More = TheWorld->handleEvents(Sched->Timers.nextDue());
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
Fiber *overdue(const State &S) {
  if (S.Steps - S.BackgroundSince < RunLimits.BusySteps)
    return nullptr;
  for (Fiber *F : S.Ready)
    if (F->Background && canRun(F, processorsFree(S)))
      return F;
  return nullptr;
}

/// With nobody to ask: the one that has been ready for longest.
Fiber *firstToRun(const State &S) {
  bool Free = processorsFree(S);
  for (Fiber *F : S.Ready)
    if (!F->Background && canRun(F, Free))
      return F;
  return nullptr;
}

/// Decides what is next when the running fiber cannot go on.
void switchAway() {
  State &S = *Sched;
  countStep(S);
  if (!TheWorld)
    if (Fiber *Late = overdue(S))
      return switchTo(Late);
  for (;;) {
    if (TheWorld)
      waitForWorld();
    if (!TheStrategy)
      if (Fiber *First = firstToRun(S))
        return switchTo(First);
    Candidates Found;
    collect(Found, S, false);
    if (Found.Count == 0)
      hang();
    bool OnlyWaiting = Found.Foreground == 0;
    // An idle driver sees a few timers expire before it is unloaded.
    if (OnlyWaiting && Found.Timer && Found.Count > 1 &&
        S.IdleTimers >= RunLimits.IdleTimers)
      std::copy(Found.List + 1, Found.List + Found.Count--, Found.List);
    unsigned N =
        chooseFiber(ChoiceKind::Pick, Found, OnlyWaiting ? 0 : Found.rare());
    if (Fiber *Next = Found.List[N])
      return switchTo(Next);
    ++S.IdleTimers;
    fireNextTimer();
  }
}

/// Most scheduling points end here: there are others that could run, and the
/// strategy does not want to know which.
bool staysByItself(const State &S) {
  if (S.Unswitched > SpinPatience || S.Ready.empty() || !processorsFree(S))
    return false;
  return !TheStrategy || TheStrategy->passes(ChoiceKind::Preempt);
}

void fiberMain(Fiber *F) {
  F->Started = true;
  F->Body(F->Argument);
  exitFiber();
}
} // namespace

void setStrategy(Strategy *S) { TheStrategy = S; }
Strategy *strategy() { return TheStrategy; }
void setWorld(World *W) { TheWorld = W; }
World *world() { return TheWorld; }

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
  Fiber *F = Running;
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

/// Asks whether another fiber takes over. Apart from yield, which is called
/// much more often than it comes to this.
__attribute__((noinline)) static void offerSwitch(State &S) {
  Candidates Found;
  collect(Found, S, true);
  if (Found.Count < 2)
    return;
  unsigned N;
  if (S.Unswitched > SpinPatience && Found.Foreground > 1)
    N = 1;
  else
    N = chooseFiber(ChoiceKind::Preempt, Found, Found.rare());
  if (N == 0)
    return;
  Fiber *Next = Found.List[N];
  if (!Next)
    return fireNextTimer();
  makeReady(Running);
  switchTo(Next);
}

/// In real mode the world gets a turn now and then.
__attribute__((noinline)) static void lookAtWorld() {
  TheWorld->handleEvents(0);
  fireDueTimers();
}

void yield() {
  State &S = *Sched;
  countStep(S);
  if (TheWorld && (S.Steps & 255) == 0)
    lookAtWorld();
  if (S.Ready.empty() && (S.Timers.empty() || TheWorld))
    return;
  ++S.Unswitched;
  if (!staysByItself(S))
    offerSwitch(S);
}

void yieldInBackground() {
  Running->Background = true;
  Sched->BackgroundSince = Sched->Steps;
  makeReady(Running);
  switchAway();
  Running->Background = false;
}

bool block(WaitRecord &Record, Time Deadline) {
  Fiber *F = Running;
  F->State = FiberState::Blocked;
  F->Wait = &Record;
  Record.Since = Sched->Steps;
  setOccupies(*Sched, F, Record.Spinning);
  F->TimedOut = false;
  if (Deadline != Never)
    Sched->Timers.add({Deadline, 0, "", nullptr, nullptr, F});
  switchAway();
  return !F->TimedOut;
}

void wake(Fiber *F) {
  if (F->State != FiberState::Blocked)
    return;
  Sched->Timers.remove([F](const Timer &T) { return T.Sleeper == F; });
  makeReady(F);
}

Time now() { return TheWorld ? TheWorld->now() : Sched->Now; }

uint64_t callAt(Time When, const char *Name, FiberBody Action, void *Argument) {
  return Sched->Timers.add({When, 0, Name, Action, Argument, nullptr});
}

bool cancelTimer(uint64_t Id) {
  return Sched->Timers.remove([Id](const Timer &T) { return T.Id == Id; });
}

uint64_t steps() { return Sched->Steps; }

RunEnd runFibers(FiberBody Harness, void *Argument) {
  Running = nullptr;
  Fiber *First = spawn(FiberKind::Harness, "harness", Harness, Argument);
  takeFromReady(*Sched, First);
  Running = First;
  KernelCurrentFrame = First->Frame;
  return machine::enter(First);
}

void pauseRun() { machine::pause(); }
RunEnd resumeRun() { return machine::resume(); }

RunEnd abandonRun() {
  Running = nullptr;
  KernelCurrentFrame = nullptr;
  machine::abandon();
  return RunEnd::Abandoned;
}

static void list(RunRanges &Into) {
  Into.add(Running);
  Into.add(KernelCurrentFrame);
}
static RunState Current(list);

void endRun(RunEnd End) {
  Running = nullptr;
  KernelCurrentFrame = nullptr;
  machine::leave(End);
}

} // namespace kernel
