//===- PointerMapTest.cpp - The kernel's map by address -------------------===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
#include "base/PointerMap.h"
#include <gtest/gtest.h>
#include <map>
#include <random>

using namespace kernel;

namespace {
using Map = run::PointerMap<const char *, int>;
using Model = std::map<const char *, int>;

void expectSame(Map &Mine, const Model &Theirs) {
  size_t Count = 0;
  for (auto &Entry : Mine) {
    auto Place = Theirs.find(Entry.first);
    ASSERT_NE(Place, Theirs.end());
    EXPECT_EQ(Place->second, Entry.second);
    ++Count;
  }
  EXPECT_EQ(Count, Theirs.size());
  for (auto &[Key, Value] : Theirs)
    ASSERT_NE(Mine.find(Key), Mine.end());
}
} // namespace

TEST(PointerMap, WhatIsErasedLeavesTheRestToBeFound) {
  run::beginEpoch();
  Map Mine;
  Model Theirs;
  std::mt19937 Draw(1);
  // Few keys, so that they often want the same slots.
  for (int I = 0; I != 20000; ++I) {
    auto *Key = reinterpret_cast<const char *>(uintptr_t(Draw() % 48) * 16);
    if (Draw() % 2) {
      Mine[Key] = Theirs[Key] = I;
    } else {
      Mine.erase(Key);
      Theirs.erase(Key);
    }
    if (I % 50 == 0)
      expectSame(Mine, Theirs);
  }
}

TEST(PointerMap, NullIsAKey) {
  run::beginEpoch();
  Map Mine;
  EXPECT_EQ(Mine.find(nullptr), Mine.end());
  Mine[nullptr] = 1;
  EXPECT_EQ(Mine.find(nullptr)->second, 1);
  Mine.erase(nullptr);
  EXPECT_EQ(Mine.find(nullptr), Mine.end());
}
