//===- Reduction.cpp - States that are gone on from once ------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "explore/Reduction.h"
#include <algorithm>

namespace kernel {
namespace explore {

bool Budget::allowsAny() const {
  return Total && std::any_of(std::begin(Of), std::end(Of),
                              [](unsigned N) { return N != 0; });
}

bool Budget::covers(const Budget &Other) const {
  return Total >= Other.Total &&
         std::equal(std::begin(Of), std::end(Of), std::begin(Other.Of),
                    [](unsigned A, unsigned B) { return A >= B; });
}

bool KnownStates::contains(const Digest &State, const Budget &Left) {
  if (Known.size() >= Most)
    Known.clear();
  auto [Place, IsNew] = Known.try_emplace({State.Low, State.High}, Left);
  if (!IsNew && Place->second.covers(Left)) {
    ++Found;
    return true;
  }
  // The later budget comes back more often: the last choices vary first.
  Place->second = Left;
  return false;
}

bool KnownStates::isWorthAsking() {
  if (Resting) {
    --Resting;
    return false;
  }
  if (++Asked <= Trial)
    return true;
  if (Found < Trial / OneIn)
    Resting = Rest;
  Asked = Found = 0;
  return true;
}

} // namespace explore
} // namespace kernel
