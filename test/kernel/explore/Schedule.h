//===- Schedule.h - The answers of one run -------------------- -*- C++ -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// A schedule is all that a run depends on besides the driver. Written down it
/// names only the answers that are not 0, each with what it answered:
/// "17:preempt=1/3,40:fault=1/2" is answer 1 of 3 at the 17th choice, and so
/// on.
//===----------------------------------------------------------------------===//
#ifndef WSK_KERNEL_EXPLORE_SCHEDULE_H
#define WSK_KERNEL_EXPLORE_SCHEDULE_H

#include "base/Choice.h"
#include <string>
#include <vector>

namespace kernel {
namespace explore {

struct Answer {
  ChoiceKind Kind;
  uint32_t Count;
  uint32_t Index;
};
using Schedule = std::vector<Answer>;

/// The written form.
std::string write(const Schedule &What);

/// One answer of a written schedule, with its place counted from 1.
struct PlacedAnswer {
  uint64_t Place;
  Answer Given;
};

/// Reads the written form. \returns what is wrong with it, or an empty string.
std::string read(const std::string &Text, std::vector<PlacedAnswer> &Out);

/// The answers of \p What that are not 0.
std::vector<PlacedAnswer> uncommon(const Schedule &What);

/// How many of them let an allocation fail.
size_t allocationsFailed(const std::vector<PlacedAnswer> &What);

} // namespace explore
} // namespace kernel

#endif // WSK_KERNEL_EXPLORE_SCHEDULE_H
