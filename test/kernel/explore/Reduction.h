//===- Reduction.h - States that are gone on from once -------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Two runs that are in the same state go on alike, given the same answers.
/// Where the enumeration comes upon a state that it has gone on from with the
/// same budget, or a larger one, there is nothing new to find.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_EXPLORE_REDUCTION_H
#define WSK_KERNEL_EXPLORE_REDUCTION_H

#include "base/Choice.h"
#include "base/Snapshot.h"
#include "llvm/ADT/DenseMap.h"

namespace kernel {
namespace explore {

/// How many answers other than 0 a run may have, by kind and in all; ~0u: any
/// number. Memory counts as Fault.
struct Budget {
  unsigned Of[ChoiceKinds];
  unsigned Total = ~0u;
  bool allowsAny() const;
  /// True when whatever \p Other allows is allowed.
  bool covers(const Budget &Other) const;
};

/// The states that were gone on from, each with what was left of the budget.
/// A state is known by 128 bits of hash: two of N states are taken for one with
/// a probability of about N * N / 10^39.
class KnownStates {
public:
  /// True when \p State is known with a budget that covers \p Left; otherwise
  /// it is from now on. When there are too many of them all are forgotten,
  /// which costs repetitions.
  bool contains(const Digest &State, const Budget &Left);
  /// False most of the time while few states come back: to find out which they
  /// are costs about as much as half a run. Ask before each contains.
  bool isWorthAsking();

private:
  static constexpr size_t Most = size_t(1) << 18;
  static constexpr unsigned Trial = 1024; ///< questions
  static constexpr unsigned Rest = 8 * Trial;
  static constexpr unsigned OneIn = 8; ///< states that must come back

  llvm::DenseMap<std::pair<uint64_t, uint64_t>, Budget> Known;
  unsigned Asked = 0, Found = 0; ///< in this trial
  unsigned Resting = 0;          ///< questions not worth asking from now on
};

} // namespace explore
} // namespace kernel

#endif // WSK_KERNEL_EXPLORE_REDUCTION_H
