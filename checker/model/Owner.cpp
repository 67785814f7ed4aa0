//===- Owner.cpp - Which registration a socket counts for -----------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "model/Owner.h"

using namespace clang;
using namespace ento;
using namespace wsk;

bool wsk::countsFor(ProgramStateRef State, const Socket &S,
                    const MemRegion *Block) {
  if (S.owner())
    return S.owner() == Block;
  return llvm::none_of(registrations(State), [&](const auto &Known) {
    return Known.first != Block && Known.second.is(Registration::Registered);
  });
}
