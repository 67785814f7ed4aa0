//===- Choice.h - Every decision that is not the driver's ----- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Whatever a real system would decide (which thread runs next, whether an
/// allocation fails, what the peer does) is asked of choose(). A run is a
/// function of the answers: the same answers give the same trace.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_BASE_CHOICE_H
#define WSK_KERNEL_BASE_CHOICE_H

#include <cstdint>

namespace kernel {

struct Fiber;

/// What a choice is about. Strategies weigh and bound the kinds separately.
enum class ChoiceKind : uint8_t {
  Preempt, ///< 0 = the running fiber goes on, else another fiber takes over
  Pick,    ///< the running fiber blocked or ended: which one is next
  Fault,   ///< 0 = the call succeeds, else a failure (allocation, creation...)
  Status,  ///< which of several legal outcomes, none of them a failure
  Inline,  ///< 0 = pends and completes later, 1 = completes inside the call
  Order,   ///< which of several completions or events comes first
  Partial, ///< 0 = all of the data, else part of it
  Peer,    ///< what the other end of a connection does
  Time,    ///< 0 = nothing expires now, else the next timer does
  Memory,  ///< 0 = there is memory, 1 = the allocation fails; weighed and
           ///< bounded as a Fault
};
constexpr unsigned ChoiceKinds = 10;

const char *name(ChoiceKind Kind);

struct ChoicePoint {
  ChoiceKind Kind;
  uint32_t Count; ///< at least 2
  /// How many of the answers, the last ones, ought to be drawn seldom: letting
  /// a timer expire or unloading while the driver still has work to do.
  uint32_t Rare;
  /// Address of the driver's call that led here (0: none); stable across runs.
  uintptr_t Site;
  /// For Preempt and Pick: whose turn each answer is; null is the timer. Null
  /// for the other kinds.
  Fiber *const *Fibers;
  /// The driver's routine that is called or, answer LeaveOut, is not; 0: the
  /// choice is about something else.
  uintptr_t Routine = 0;
};
constexpr uint32_t LeaveOut = 1;

/// Answers the choices of one run after the other. Not owned by the scheduler.
class Strategy {
public:
  virtual ~Strategy() = default;
  /// Below Point.Count. 0 is always the uneventful answer.
  virtual uint32_t choose(const ChoicePoint &Point) = 0;
  /// True when the answer to a choice of \p Kind that comes now is 0 whatever
  /// the others are, which spares finding them out; it then counts as answered.
  virtual bool passes(ChoiceKind Kind) = 0;
};

/// Both ways to fail.
inline bool isFailure(ChoiceKind Kind) {
  return Kind == ChoiceKind::Fault || Kind == ChoiceKind::Memory;
}

/// Asks the current strategy; 0 when \p Count is below 2.
uint32_t choose(ChoiceKind Kind, uint32_t Count, uint32_t Rare = 0);

/// Asks whether and how often \p Routine of the driver is called.
uint32_t chooseManner(uint32_t Count, uintptr_t Routine);

/// True when the strategy wants this call to fail; the usual way to offer a
/// failing creation.
inline bool chooseFault() { return choose(ChoiceKind::Fault, 2) != 0; }

/// The same for an allocation. What happens only for want of memory is told
/// apart from what happens anyway.
inline bool chooseNoMemory() { return choose(ChoiceKind::Memory, 2) != 0; }

/// Installs \p S (null: every choice is 0) for the runs to come.
void setStrategy(Strategy *S);
Strategy *strategy();

} // namespace kernel

#endif // WSK_KERNEL_BASE_CHOICE_H
